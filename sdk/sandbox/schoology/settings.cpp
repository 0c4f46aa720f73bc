#include "sandbox/schoology/settings.hpp"

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

/// Calls `visit(name, member)` for every setting: the one list of them.
template <class Subject, class Visit>
void each_setting(Subject& s, const Visit& visit) {
  visit("clock_skew_s", s.clock_skew_s);
  visit("strict_sequence", s.strict_sequence);
  visit("hmac_sha256", s.hmac_sha256);
  visit("token_days", s.token_days);
  visit("sections_ext_direct", s.sections_ext_direct);
  visit("types", s.types);
  visit("attendance", s.attendance);
  visit("public_origin", s.public_origin);
  visit("rate_credits", s.rate_credits);
  visit("rate_window_s", s.rate_window_s);
  visit("rate_cost_read", s.rate_cost_read);
  visit("rate_cost_write", s.rate_cost_write);
  visit("retry_after", s.retry_after);
  visit("read_delay_requests", s.read_delay_requests);
  visit("read_delay_ms", s.read_delay_ms);
  visit("soft_delete", s.soft_delete);
}

bool assign(bool& into, const Json& value) {
  if (value.is_boolean()) into = value.get<bool>();
  return value.is_boolean();
}

bool assign(std::int64_t& into, const Json& value) {
  if (value.is_number_integer()) into = value.get<std::int64_t>();
  return value.is_number_integer();
}

bool assign(std::string& into, const Json& value) {
  if (value.is_string()) into = value.get<std::string>();
  return value.is_string();
}

}  // namespace

Json to_json(const Settings& settings) {
  Json out = Json::object();
  each_setting(settings, [&](const char* name, const auto& value) { out[name] = value; });
  return out;
}

Result<Settings> with_changes(Settings current, const Json& changes) {
  for (const auto& [key, value] : changes.items()) {
    bool known = false;
    bool fits = false;
    each_setting(current, [&, &name = key, &to = value](const char* setting, auto& member) {
      if (name != setting) return;
      known = true;
      fits = assign(member, to);
    });
    if (!known) return Error{ErrorCode::InvalidArgument, "unknown setting " + key};
    if (!fits) return Error{ErrorCode::InvalidArgument, "setting " + key + " has a wrong type"};
  }
  if (current.types != "live" && current.types != "docs") {
    return Error{ErrorCode::InvalidArgument, "setting types is live or docs"};
  }
  if (current.attendance != "empty" && current.attendance != "410") {
    return Error{ErrorCode::InvalidArgument, "setting attendance is empty or 410"};
  }
  return current;
}

}  // namespace crosswalk::sandbox::schoology
