#include "rest/adapter.hpp"

#include "csv/tables.hpp"
#include "rest/check.hpp"
#include "rest/manifest.hpp"
#include "rest/read_stream.hpp"

namespace crosswalk::oneroster::rest {

std::string_view OneRosterRest::manifest() { return kManifest; }

Result<std::unique_ptr<OneRosterRest>> OneRosterRest::create(Host host,
                                                             std::string_view config_json) {
  CW_TRY(Options options, parse_options(config_json));
  return std::unique_ptr<OneRosterRest>(new OneRosterRest(host, std::move(options)));
}

Result<std::string> OneRosterRest::check() { return check_connection(host_, options_); }

Result<std::unique_ptr<Stream>> OneRosterRest::open(const ReadRequest& request) {
  if (request.side != Side::Source) {
    return Error{ErrorCode::Unsupported, "OneRoster REST is read as a source only"};
  }
  if (request.mode != ReadMode::Full) {
    return Error{ErrorCode::Unsupported, "OneRoster REST is read in full only"};
  }
  const auto id = csv::table_of_entity(request.entity);
  if (!id) {
    return Error{ErrorCode::Unsupported,
                 "OneRoster REST: no entity '" + std::string(request.entity) + "'"};
  }
  return std::unique_ptr<Stream>(
      std::make_unique<ReadStream>(host_, options_, *id, request.columns));
}

}  // namespace crosswalk::oneroster::rest

CW_ADAPTER(crosswalk::oneroster::rest::OneRosterRest)
