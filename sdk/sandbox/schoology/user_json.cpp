/// \file
/// How users look in replies (contract 6.5).

#include <array>

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/users.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::array kHiddenFromTeachers{"school_uid", "username", "grad_year",
                                         "position",   "password", "role_id"};
constexpr std::array kNullWhenUnset{"gender", "position"};
constexpr std::array kEmptyWhenUnset{"additional_buildings", "name_title", "name_first_preferred",
                                     "name_middle", "grad_year"};
constexpr std::array kOnlyWhenSet{"department",   "bio",       "phone",      "website",
                                  "address",      "interests", "activities", "subjects_taught",
                                  "grades_taught"};

std::string joined_ids(const std::set<Id>& ids) {
  std::string out;
  for (const Id id : ids) out += (out.empty() ? "" : ",") + std::to_string(id);
  return out;
}

Json parents_json(const Call& call, const User& user) {
  Json rows = Json::array();
  for (const Id id : user.parents) {
    const User* parent = call.state.user(id);
    if (parent == nullptr) continue;
    rows.push_back({{"uid", std::to_string(id)},
                    {"id", id},
                    {"school_uid", parent->school_uid},
                    {"name_display", display_name(*parent)}});
  }
  if (rows.empty()) return nullptr;
  return {{"parent", std::move(rows)}};
}

bool is_student(const Call& call, const User& user) {
  const Role* role = find_in(call.state.roles, user.role_id);
  return role == nullptr || role->access == Access::Member;
}

}  // namespace

std::string display_name(const User& user) {
  const std::string first = loose_text(field_or(user.fields, "name_first", ""));
  return first + " " + loose_text(field_or(user.fields, "name_last", ""));
}

Json user_json(const Call& call, const User& user) {
  const std::string id = std::to_string(user.id);
  const Json& fields = user.fields;
  Json out{
      {"uid", id},
      {"id", user.id},
      {"school_id", call.state.district},
      {"synced", field_or(fields, "synced", 0)},
      {"school_uid", user.school_uid},
      {"building_id", user.building_id},
      {"name_title_show", field_or(fields, "name_title_show", 0)},
      {"name_first", field_or(fields, "name_first", "")},
      {"use_preferred_first_name", loose_text(field_or(fields, "use_preferred_first_name", 1))},
      {"name_middle_show", field_or(fields, "name_middle_show", 0)},
      {"name_last", field_or(fields, "name_last", "")},
      {"name_display", display_name(user)},
      {"username", user.username},
      {"primary_email", user.email},
      {"picture_url", "https://app.schoology.example/pictures/" + id + ".png"},
      {"password", ""},
      {"role_id", user.role_id},
      {"tz_offset", -5},
      {"tz_name", field_or(fields, "tz_name", "America/Chicago")},
      {"parents", parents_json(call, user)},
      {"child_uids", user.children.empty() ? Json{} : Json(joined_ids(user.children))},
      {"send_message", 1},
      {"language", ""},
      {"permissions", {{"is_directory_public", 1}, {"allow_connections", 1}}}};
  for (const char* key : kNullWhenUnset) out[key] = field_or(fields, key, nullptr);
  for (const char* key : kEmptyWhenUnset) out[key] = field_or(fields, key, "");
  for (const char* key : kOnlyWhenSet) {
    if (has_value(fields, key)) out[key] = fields[key];
  }
  const bool reduced = !call.is_admin() && user.id != call.actor.user && is_student(call, user);
  if (reduced) {
    for (const char* key : kHiddenFromTeachers) out.erase(key);
  }
  return out;
}

}  // namespace crosswalk::sandbox::schoology
