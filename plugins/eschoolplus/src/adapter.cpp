#include "adapter.hpp"

#include "check.hpp"
#include "files/files_binding.hpp"
#include "gather.hpp"
#include "manifest.hpp"
#include "plus360/plus360_binding.hpp"
#include "session/session_binding.hpp"
#include "version.hpp"

#include "crosswalk/roster_stream.hpp"

namespace crosswalk::eschoolplus {
namespace {

std::unique_ptr<Binding> binding_for(Host host, const Options& options) {
  switch (options.way) {
    case Way::Plus360:
      return plus360_binding(host, options.base_url);
    case Way::Files:
      return files_binding(host);
    case Way::Session:
      break;
  }
  return session_binding(host, options.base_url, options.site_code);
}

}  // namespace

std::string_view ESchoolPlusAdapter::manifest() { return manifest_json(); }

Result<std::unique_ptr<ESchoolPlusAdapter>> ESchoolPlusAdapter::create(Host host,
                                                                       std::string_view config) {
  CW_TRY(Options options, Options::parse(config));
  auto binding = binding_for(host, options);
  return std::unique_ptr<ESchoolPlusAdapter>(
      new ESchoolPlusAdapter(host, std::move(options), std::move(binding)));
}

std::int64_t ESchoolPlusAdapter::today() const {
  constexpr std::uint64_t kDay_ms = 86'400'000;
  return static_cast<std::int64_t>(host_.now_ms() / kDay_ms);
}

Result<std::string> ESchoolPlusAdapter::check() {
  return check_connection(*binding_, options_, today());
}

Result<> ESchoolPlusAdapter::see_version() {
  if (version_seen_) return {};
  CW_TRY(const auto info, binding_->info());
  if (info) {
    CW_CHECK(check_info(*info));
  }
  version_seen_ = true;
  return {};
}

Result<std::unique_ptr<Stream>> ESchoolPlusAdapter::open(const ReadRequest& request) {
  if (request.side != Side::Source || request.mode != ReadMode::Full) {
    return Error{ErrorCode::Unsupported, "eschoolplus is read as a source, in full, only"};
  }
  if (host_.now_ms() == 0) {
    // Without a day nobody would be enrolled yet, and that would look like a whole list.
    return Error{ErrorCode::Unsupported, "the host tells no time (cw.core/1)"};
  }
  CW_CHECK(see_version());
  const auto read = [this, entity = std::string(request.entity)] {
    return gather(*binding_, options_, entity, today());
  };
  return std::unique_ptr<Stream>(std::make_unique<RosterStream>(read, request.columns));
}

}  // namespace crosswalk::eschoolplus

CW_ADAPTER(crosswalk::eschoolplus::ESchoolPlusAdapter)
