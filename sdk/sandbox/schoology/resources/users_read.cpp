/// \file
/// Reading users: lists, single ones, me, ext, inactive ones (contract 6.5, 3.6).

#include <algorithm>
#include <array>

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/paging.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"
#include "sandbox/schoology/users.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

struct UserFilter {
  Id building = 0;
  std::set<Id> roles;
};

Result<UserFilter> filter_of(const Call& call) {
  UserFilter filter;
  filter.building = to_number(call.parameter("building_id").value_or("0")).value_or(0);
  CW_TRY(const auto roles, parse_ids(call.parameter("role_ids").value_or("")));
  for (const Id role : roles) {
    if (call.state.roles.count(role) == 0) {
      return bad_input("One or more of the given roles do not exist");
    }
    filter.roles.insert(role);
  }
  return filter;
}

bool passes(const Call& call, const UserFilter& filter, const User& user) {
  return (filter.building == 0 || user.building_id == filter.building) &&
         (filter.roles.empty() || filter.roles.count(user.role_id) != 0) &&
         sees_building(call, user.building_id);
}

/// The users of up to 50 codes, in the order of their ids.
Result<std::vector<const User*>> users_by_codes(const Call& call, const std::string& list) {
  const auto codes = split(list, ',');
  if (codes.size() > kMostRows) return bad_input("at most 50 school_uids in one call");
  std::map<Id, const User*> found;
  for (const std::string& code : codes) {
    if (const User* user = call.state.user_by_code(code)) found[user->id] = user;
  }
  std::vector<const User*> users;
  for (const auto& [id, user] : found) users.push_back(user);
  return users;
}

Outcome users_reply(const Call& call, const Page& page, std::pair<Json, std::size_t> rows) {
  Json out{{"total", std::to_string(rows.second)}, {"links", page_links(call, page, rows.second)}};
  put_rows(out, "user", std::move(rows.first));
  return ok(out);
}

Outcome list_users(Call& call) {
  const Page page = page_of(call);
  CW_TRY(const UserFilter filter, filter_of(call));
  if (const auto codes = call.parameter("school_uids")) {
    CW_TRY(const auto users, users_by_codes(call, *codes));
    return users_reply(
        call, page,
        page_rows(
            call, page, users, [&](const User* user) { return passes(call, filter, *user); },
            [&](const User* user) { return user_json(call, *user); }));
  }
  return users_reply(call, page,
                     page_rows(
                         call, page, call.state.users(),
                         [&](const auto& entry) { return passes(call, filter, entry.second); },
                         [&](const auto& entry) { return user_json(call, entry.second); }));
}

Outcome get_user(Call& call) {
  const User* user = call.state.user(call.id(0));
  if (call.actor.personal && call.id(0) != call.actor.user) {
    return Error{ErrorCode::Unauthenticated, ""};
  }
  if (user == nullptr) return missing();
  if (!sees_building(call, user->building_id)) return forbidden();
  return ok(user_json(call, *user));
}

Outcome to_user(const Call& call, Id id) {
  return see_other(call.url("users/" + std::to_string(id)));
}

Outcome get_me(Call& call) { return to_user(call, call.actor.user); }

Outcome get_user_by_code(Call& call) {
  const User* user = call.state.user_by_code(call.captures[0]);
  if (user == nullptr) return missing();
  return to_user(call, user->id);
}

Json inactive_json(const User& user) {
  const auto synced = user.fields.find("synced");
  return {{"uid", user.id},
          {"name", display_name(user)},
          {"school_uid", user.school_uid},
          {"synced", synced == user.fields.end() ? Json(0) : *synced},
          {"inactive_timestamp", user.inactive_since_s},
          {"modified_by_uid", user.inactive_by}};
}

Outcome list_inactive(Call& call) {
  const Page page = page_of(call);
  auto rows = page_rows(
      call, page, call.state.inactive(),
      [&](const auto& entry) { return sees_building(call, entry.second.building_id); },
      [](const auto& entry) { return inactive_json(entry.second); });
  Json out{{"total", rows.second}, {"links", page_links(call, page, rows.second)}};
  put_rows(out, "user", std::move(rows.first));
  return ok(out);
}

Outcome get_inactive(Call& call) {
  const User* user = find_in(call.state.inactive(), call.id(0));
  if (user == nullptr) return missing();
  return ok(inactive_json(*user));
}

Outcome list_languages(Call&) {
  return ok({{"language", Json::array({{{"language_code", "en"}, {"language_name", "English"}},
                                       {{"language_code", "es"}, {"language_name", "Spanish"}}})}});
}

Outcome app_user_info(Call& call) {
  return ok({{"web_session_timestamp", call.now_s}, {"api_uid", call.actor.user}});
}

}  // namespace

std::vector<Route> user_read_routes() {
  return {
      {"GET", "users", kPeople, list_users},
      {"GET", "users/me", kAnyone, get_me},
      {"GET", "users/ext/{code}", kPeople, get_user_by_code},
      {"GET", "users/inactive", kPeople | kAdmin, list_inactive},
      {"GET", "users/inactive/{id}", kPeople | kAdmin, get_inactive},
      {"GET", "users/languages", kAnyone, list_languages},
      {"GET", "users/{id}", kAnyone, get_user},
      {"GET", "app-user-info", kAnyone, app_user_info},
  };
}

}  // namespace crosswalk::sandbox::schoology
