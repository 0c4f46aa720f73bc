/// \file
/// Creating, changing, deactivating and reactivating users (contract 6.5, section 8).

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"
#include "sandbox/schoology/users.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Json row_of(const Call& call, const User& user) {
  const std::string id = std::to_string(user.id);
  return {{"response_code", 200},
          {"location", call.url("users/" + id)},
          {"school_uid", user.school_uid},
          {"id", id}};
}

/// One row of a bulk POST: with update_existing the user of that school_uid changes.
Result<Json> post_user_row(Call& call, const Json& row) {
  CW_TRY(const auto code, text_field(row, "school_uid"));
  const User* there = code && !code->empty() ? call.state.user_by_code(*code) : nullptr;
  if (there != nullptr && !call.is_on("update_existing")) {
    return bad_input("school_uid is already in use");
  }
  const Id id = there == nullptr ? 0 : there->id;
  CW_TRY(const User user, save_user(call, id, row, email_conflict_of(call)));
  return row_of(call, user);
}

Outcome post_users(Call& call) {
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  if (!call.body.contains("users")) {
    CW_TRY(const User user, save_user(call, 0, call.body, email_conflict_of(call)));
    return created(user_json(call, user));
  }
  CW_TRY(const auto rows, rows_of(call.body, "users", "user"));
  Json done = run_rows(call, rows, {"school_uid"},
                       [&](const Json& row) { return post_user_row(call, row); });
  return json_reply(207, {{"user", std::move(done)}});
}

Outcome put_user(Call& call) {
  if (call.state.user(call.id(0)) == nullptr) return missing();
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  CW_TRY(const User user, save_user(call, call.id(0), call.body, EmailConflict::Refuse));
  return no_content();
}

Outcome put_users(Call& call) {
  CW_TRY(const auto rows, rows_of(call.body, "users", "user"));
  Json done = run_rows(call, rows, {"id", "school_uid"}, [&](const Json& row) -> Result<Json> {
    CW_TRY(const Id id, needed_id(row, "id"));
    if (call.state.user(id) == nullptr) return missing("no such user");
    CW_TRY(const User user, save_user(call, id, row, email_conflict_of(call)));
    return row_of(call, user);
  });
  return json_reply(207, {{"user", std::move(done)}});
}

Result<void> deactivate(Call& call, Id id) {
  if (call.state.user(id) == nullptr) return missing("no such user");
  if (id == call.actor.user) return forbidden("nobody can remove the own account");
  const bool silent = call.parameter("email_notification").value_or("1") == "0";
  if (!silent) call.state.mails.push_back({id, "removed"});
  call.state.deactivate(id, call.now_s, call.actor.user,
                        call.parameter("option_comment").value_or(""),
                        call.is_on("option_keep_enrollments"));
  return {};
}

Outcome delete_user(Call& call) {
  CW_CHECK(deactivate(call, call.id(0)));
  return no_content();
}

Outcome delete_users(Call& call) {
  CW_TRY(const auto ids, ids_of(call, "uids"));
  return json_reply(207,
                    {{"user", run_ids(call, ids, [&](Id id) { return deactivate(call, id); })}});
}

Outcome reactivate_users(Call& call) {
  CW_TRY(const auto rows, rows_of(call.body, "", "user"));
  Json done = run_rows(call, rows, {"uid"}, [&](const Json& row) -> Result<Json> {
    CW_TRY(const Id id, needed_id(row, "uid"));
    CW_TRY(const auto reenroll, flag_field(row, "option_reenroll"));
    if (find_in(call.state.inactive(), id) == nullptr) return missing("no such inactive user");
    call.state.reactivate(id, reenroll.value_or(0) == 1);
    return Json{{"location", call.url("users/" + std::to_string(id))}, {"message", "reactivated"}};
  });
  return json_reply(207, {{"user", std::move(done)}});
}

}  // namespace

std::vector<Route> user_write_routes() {
  return {
      {"POST", "users", kPeople | kAdmin, post_users},
      {"PUT", "users", kPeople | kAdmin, put_users},
      {"DELETE", "users", kPeople | kAdmin, delete_users},
      {"PUT", "users/reactivate", kPeople | kAdmin, reactivate_users},
      {"PUT", "users/{id}", kPeople | kAdmin, put_user},
      {"DELETE", "users/{id}", kPeople | kAdmin, delete_user},
  };
}

}  // namespace crosswalk::sandbox::schoology
