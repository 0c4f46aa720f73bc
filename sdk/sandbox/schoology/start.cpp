#include "sandbox/schoology/start.hpp"

#include "sandbox/schoology/auth/credentials_json.hpp"
#include "sandbox/schoology/default_state.hpp"
#include "sandbox/schoology/records_of_district.hpp"
#include "sandbox/schoology/snapshot.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Result<Json> parsed_option(const std::string& text, const char* name) {
  auto value = parse_json(text.empty() ? "{}" : text);
  if (!value || !value->is_object()) {
    return Error{ErrorCode::BadConfig, std::string{name} + " is not a JSON object"};
  }
  return std::move(*value);
}

}  // namespace

Result<Start> start_from(const SchoologyOptions& options) {
  Start start{{}, default_state(), {}};
  for (const SchoologyKey& key : options.keys) {
    const auto scope = scope_from(key.scope);
    if (!scope) {
      return Error{ErrorCode::BadConfig,
                   "a key's scope is system, teacher or personal, not " + key.scope};
    }
    start.credentials.keys[key.key] = {key.secret, key.owner, *scope};
  }
  CW_TRY(const Json changes, parsed_option(options.settings_json, "settings"));
  CW_TRY(start.settings, with_changes(start.settings, changes));
  if (options.district != nullptr) {
    CW_CHECK(load(start.state, records_of_district(*options.district, start.state)));
  }
  CW_TRY(const Json records, parsed_option(options.seed_json, "seed"));
  CW_CHECK(load(start.state, records));
  CW_CHECK(load_credentials(start.credentials, records));
  return start;
}

}  // namespace crosswalk::sandbox::schoology
