#include "sandbox/oneroster/settings.hpp"

#include <algorithm>
#include <initializer_list>

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

/// Calls `visit(name, member)` for every setting: the one list of them.
template <class Subject, class Visit>
void each_setting(Subject& s, const Visit& visit) {
  visit("base_path", s.base_path);
  visit("serve_1_1", s.serve_1_1);
  visit("serve_1_2", s.serve_1_2);
  visit("oauth1", s.oauth1);
  visit("oauth1_for_1_2", s.oauth1_for_1_2);
  visit("hmac_sha1", s.hmac_sha1);
  visit("hmac_sha256", s.hmac_sha256);
  visit("clock_skew_s", s.clock_skew_s);
  visit("oauth2", s.oauth2);
  visit("credentials_in", s.credentials_in);
  visit("scope_required", s.scope_required);
  visit("scopes", s.scopes);
  visit("token_life_s", s.token_life_s);
  visit("max_limit", s.max_limit);
  visit("no_total", s.no_total);
  visit("no_link", s.no_link);
  visit("total_is_page", s.total_is_page);
  visit("moving_total", s.moving_total);
  visit("repeat_page", s.repeat_page);
  visit("empty_204", s.empty_204);
  visit("unpaged_without_limit", s.unpaged_without_limit);
  visit("link_from_one", s.link_from_one);
  visit("ignore_sort", s.ignore_sort);
  visit("refuse_sort", s.refuse_sort);
  visit("ignore_filter", s.ignore_filter);
  visit("ignore_fields", s.ignore_fields);
  visit("case_sensitive_filter", s.case_sensitive_filter);
  visit("total_before_filter", s.total_before_filter);
  visit("no_relationships", s.no_relationships);
  visit("boolean_flags", s.boolean_flags);
  visit("cap_booleans", s.cap_booleans);
  visit("null_optionals", s.null_optionals);
  visit("bare_refs", s.bare_refs);
  visit("relative_href", s.relative_href);
  visit("periods_as_text", s.periods_as_text);
  visit("agent_typo", s.agent_typo);
  visit("path_envelope", s.path_envelope);
  visit("missing_envelope", s.missing_envelope);
  visit("twice_per_year", s.twice_per_year);
  visit("errors_1_1", s.errors_1_1);
  visit("tombstone_days", s.tombstone_days);
  visit("no_tombstones", s.no_tombstones);
  visit("inactive_status", s.inactive_status);
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

Result<void> one_of(const char* name, const std::string& value,
                    std::initializer_list<std::string_view> words) {
  if (std::find(words.begin(), words.end(), value) != words.end()) return {};
  std::string text = "setting " + std::string(name) + " is one of";
  for (const auto word : words) text += " " + std::string(word);
  return Error{ErrorCode::InvalidArgument, std::move(text)};
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
  CW_CHECK(one_of("credentials_in", current.credentials_in, {"basic", "form", "either"}));
  CW_CHECK(
      one_of("errors_1_1", current.errors_1_1, {"statusInfoSet", "openapi", "errors", "flat"}));
  while (current.base_path.ends_with('/')) current.base_path.pop_back();
  return current;
}

}  // namespace crosswalk::sandbox::oneroster
