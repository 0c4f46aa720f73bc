#include "adapter.hpp"

#include "csv/check_report.hpp"
#include "csv/open_table.hpp"
#include "csv/survey.hpp"
#include "export/apply.hpp"
#include "export/back_stream.hpp"
#include "export/capabilities.hpp"
#include "export/check.hpp"
#include "export/reader.hpp"
#include "manifest.hpp"

namespace crosswalk::oneroster {

namespace {

Error no_destination() {
  return {ErrorCode::Unsupported,
          "this connection only reads: to write an export, set 'export' to 1.1 or 1.2"};
}

}  // namespace

std::string_view OneRoster::manifest() { return kManifest; }

Result<std::unique_ptr<OneRoster>> OneRoster::create(Host host, std::string_view config_json) {
  CW_TRY(Options options, parse_options(config_json));
  return std::unique_ptr<OneRoster>(new OneRoster(host, std::move(options)));
}

Result<> OneRoster::survey() {
  CW_TRY(std::string listing, csv::list_package(host_));
  if (listing == listing_) return {};
  CW_TRY(package_, csv::survey(host_, listing));
  for (const csv::Remark& note : package_.notes) {
    host_.log(CW_LOG_WARN, "oneroster.tolerated", csv::to_text(note));
  }
  listing_ = std::move(listing);
  return {};
}

Result<std::string> OneRoster::check() {
  if (options_.exported) return exports::check_export(host_, *options_.exported);
  if (auto done = survey(); !done) return csv::report_of_failure(done.error());
  return csv::report_of(package_);
}

Result<std::unique_ptr<Stream>> OneRoster::open(const ReadRequest& request) {
  if (request.side != Side::Source) {
    if (!options_.exported) return no_destination();
    return exports::open_export(host_, *options_.exported, request);
  }
  if (request.mode != ReadMode::Full) {
    return Error{ErrorCode::Unsupported, "OneRoster files are read in full only"};
  }
  const auto id = csv::table_of_entity(request.entity);
  if (!id) {
    return Error{ErrorCode::Unsupported,
                 "OneRoster files: no entity '" + std::string(request.entity) + "'"};
  }
  CW_CHECK(survey());
  if (!package_.faults.empty()) {
    std::string text = csv::to_text(package_.faults.front());
    if (package_.faults.size() > 1) {
      text += " (and " + std::to_string(package_.faults.size() - 1) +
              " more: test the connection to see all)";
    }
    return Error{ErrorCode::BadData, std::move(text)};
  }
  auto stream = csv::open_table(host_, package_, *id, request.columns);
  if (!stream) listing_.clear();  // look again the next time
  return stream;
}

Result<std::string> OneRoster::capabilities() {
  if (!options_.exported) return std::string(R"({"destination": {"entities": {}}})");
  // A run asks this first: one that has nothing to do must notice too that the export is gone.
  CW_CHECK(exports::check_remembered(host_, *options_.exported));
  return exports::capabilities_of(options_.exported->version);
}

Result<> OneRoster::apply(const ApplyRequest& request, Outcomes& outcomes) {
  if (!options_.exported) return no_destination();
  return exports::apply_to_export(host_, *options_.exported, request, outcomes);
}

}  // namespace crosswalk::oneroster

CW_ADAPTER(crosswalk::oneroster::OneRoster)
