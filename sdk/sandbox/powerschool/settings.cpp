#include "sandbox/powerschool/settings.hpp"

#include "sandbox/core/json.hpp"
#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

/// Calls `visit(name, member)` for every setting: the one list of them.
template <class Subject, class Visit>
void each_setting(Subject& s, const Visit& visit) {
  visit("v1_access", s.v1_access);
  visit("powerqueries", s.powerqueries);
  visit("query_prefix", s.query_prefix);
  visit("absent_queries", s.absent_queries);
  visit("denied_fields", s.denied_fields);
  visit("version", s.version);
  visit("time_zone", s.time_zone);
  visit("max_page_size", s.max_page_size);
  visit("section_enrollment_page", s.section_enrollment_page);
  visit("single_object_quirk", s.single_object_quirk);
  visit("strict_accept", s.strict_accept);
  visit("lenient_bearer", s.lenient_bearer);
  visit("throttle_ms", s.throttle_ms);
  visit("token_life_s", s.token_life_s);
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

Error unfit(const std::string& what) { return {ErrorCode::InvalidArgument, "setting " + what}; }

}  // namespace

Json to_json(const Settings& settings) {
  Json out = Json::object();
  each_setting(settings, [&](const char* name, const auto& value) { out[name] = value; });
  return out;
}

Result<Settings> with_changes(Settings current, const Json& changes) {
  for (const auto& [key, value] : changes.items()) {
    bool known = false;
    bool right = false;
    each_setting(current, [&, &name = key, &to = value](const char* setting, auto& member) {
      if (name != setting) return;
      known = true;
      right = assign(member, to);
    });
    if (!known) return Error{ErrorCode::InvalidArgument, "unknown setting " + key};
    if (!right) return unfit(key + " has a wrong type");
  }
  const std::string& access = current.v1_access;
  if (access != "NONE" && access != "READ" && access != "FULL") {
    return unfit("v1_access is NONE, READ or FULL");
  }
  if (current.max_page_size < 1) return unfit("max_page_size is at least 1");
  if (current.section_enrollment_page < 0 || current.throttle_ms < 0 || current.token_life_s < 1) {
    return unfit("sizes and times are not negative");
  }
  return current;
}

bool is_listed(const std::string& list, std::string_view name) {
  for (const std::string& entry : split(list, ',')) {
    if (same_ignoring_case(trim(entry), name)) return true;
  }
  return false;
}

}  // namespace crosswalk::sandbox::powerschool
