#include "sandbox/schoology/users.hpp"

#include <algorithm>
#include <array>

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/lookup.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::array kTexts{"name_first",
                            "name_last",
                            "name_middle",
                            "name_first_preferred",
                            "position",
                            "department",
                            "bio",
                            "phone",
                            "website",
                            "address",
                            "interests",
                            "activities",
                            "subjects_taught",
                            "grades_taught",
                            "additional_buildings",
                            "tz_name"};
constexpr std::array kFlags{"synced", "name_title_show", "name_middle_show",
                            "use_preferred_first_name"};
constexpr std::array kTitles{"", "Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "Professor"};

bool has_blank(const std::string& text) {
  return text.find_first_of(" \t\r\n") != std::string::npos;
}

bool is_email(const std::string& text) {
  const auto at = text.find('@');
  return at != std::string::npos && at > 0 && text.find('.', at) != std::string::npos &&
         !has_blank(text) && text.find('@', at + 1) == std::string::npos;
}

bool is_year(const std::string& text) {
  return text.size() == 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Fields with a format of their own; the key is missing from the row: nothing happens.
Result<void> take_formatted(Json& fields, const Json& row) {
  CW_TRY(const auto title, text_field(row, "name_title"));
  if (title && std::find(kTitles.begin(), kTitles.end(), *title) == kTitles.end()) {
    return bad_input("name_title is not one of the known titles");
  }
  if (title) fields["name_title"] = *title;
  CW_TRY(const auto gender, text_field(row, "gender"));
  if (gender && !gender->empty() && *gender != "M" && *gender != "F") {
    return bad_input("gender must be M, F or null");
  }
  if (gender) fields["gender"] = gender->empty() ? Json{} : Json(*gender);
  CW_TRY(const auto year, text_field(row, "grad_year"));
  if (year && !year->empty() && !is_year(*year)) return bad_input("grad_year must be YYYY");
  if (year) fields["grad_year"] = *year;
  CW_TRY(const auto birthday, text_field(row, "birthday_date"));
  if (birthday && !birthday->empty() && !is_date(*birthday)) {
    return bad_input("birthday_date must be YYYY-MM-DD");
  }
  if (birthday) fields["birthday_date"] = *birthday;
  CW_TRY(const auto password, text_field(row, "password"));
  if (password && !password->empty()) fields["password"] = *password;  // blank keeps the old one
  return {};
}

Result<void> take_places(const State& state, User& user, const Json& row) {
  CW_TRY(const auto role, id_field(row, "role_id"));
  if (role && state.roles.count(*role) == 0) return bad_input("role_id does not exist");
  if (role) user.role_id = *role;
  CW_TRY(const auto building, id_field(row, "building_id"));
  if (building && *building != 0 && state.schools.count(*building) == 0) {
    return bad_input("building_id does not exist");
  }
  if (building) user.building_id = *building == 0 ? state.district : *building;
  return {};
}

Error in_use(const State& state, Id holder, const char* field) {
  const bool active = state.user(holder) != nullptr;
  return bad_field(field, active ? "is already in use" : "belongs to an inactive user");
}

Result<void> check_free(const State& state, const User& user) {
  if (const auto id = state.holder_of_code(user.school_uid); held_by_other(id, user.id)) {
    return in_use(state, *id, "school_uid");
  }
  if (const auto id = state.holder_of_username(user.username);
      !user.username.empty() && held_by_other(id, user.id)) {
    return in_use(state, *id, "username");
  }
  if (const auto id = state.holder_of_email(user.email);
      !user.email.empty() && held_by_other(id, user.id)) {
    return in_use(state, *id, "primary_email");
  }
  return {};
}

}  // namespace

EmailConflict email_conflict_of(const Call& call) {
  const auto resolution = call.parameter("email_conflict_resolution").value_or("");
  if (resolution == "1") return EmailConflict::UsernameOnly;
  if (resolution == "2") return EmailConflict::MergeVerified;
  return call.is_on("ignore_email_conflicts") ? EmailConflict::Ignore : EmailConflict::Refuse;
}

Result<User> with_row(const Call& call, User user, const Json& row) {
  for (const char* key : kTexts) {
    CW_TRY(const auto text, text_field(row, key));
    if (text) user.fields[key] = *text;
  }
  for (const char* key : kFlags) {
    CW_TRY(const auto flag, flag_field(row, key));
    if (flag) user.fields[key] = *flag;
  }
  CW_CHECK(take_formatted(user.fields, row));
  CW_CHECK(take_places(call.state, user, row));
  CW_TRY(const auto code, text_field(row, "school_uid"));
  if (code) user.school_uid = *code;
  CW_TRY(const auto username, text_field(row, "username"));
  if (username) user.username = *username;
  CW_TRY(const auto email, text_field(row, "primary_email"));
  if (email) user.email = *email;
  if (has_blank(user.username)) return bad_input("username may not contain blanks");
  if (!user.email.empty() && !is_email(user.email)) return bad_input("primary_email is no address");
  return user;
}

Result<User> complete_user(const Call& call, User user, EmailConflict conflict,
                           std::string& claimed) {
  const State& state = call.state;
  const std::string address = lower_case(user.email);
  if (!address.empty() && state.foreign_emails.count(address) != 0) {
    const std::string local = user.email.substr(0, user.email.find('@'));
    const bool verified = state.verified_domains.count(address.substr(local.size() + 1)) != 0;
    if (conflict == EmailConflict::Refuse) {
      return bad_input("primary_email is in use at another school");
    }
    if (conflict == EmailConflict::MergeVerified && verified) {
      claimed = address;
    } else {
      const bool from_code = conflict == EmailConflict::Ignore;
      if (user.username.empty()) user.username = from_code ? user.school_uid : local;
      user.email.clear();
    }
  }
  for (const char* key : {"name_first", "name_last"}) {
    if (!has_value(user.fields, key)) return bad_field(key, "is required");
  }
  if (user.school_uid.empty()) return bad_input("school_uid is required");
  if (user.role_id == 0) return bad_input("role_id is required");
  if (user.username.empty() && user.email.empty()) {
    return bad_input("username or email is required");
  }
  CW_CHECK(check_free(state, user));
  return user;
}

namespace {

/// parent_uids, advisor_uids, child_uids: the written list replaces the links of that kind.
Result<void> save_links(State& state, Id id, const Json& row) {
  const auto each = [&](const char* key, auto old, auto link) -> Result<void> {
    CW_TRY(const auto wanted, ids_field(row, key));
    if (!wanted) return {};
    for (const Id other : *wanted) {
      if (state.user(other) == nullptr) return bad_field(key, "names an unknown user");
    }
    for (const Id other : old) link(other, false);
    for (const Id other : *wanted) link(other, true);
    return {};
  };
  const User before = *state.user(id);
  CW_CHECK(each("parent_uids", before.parents,
                [&](Id other, bool on) { state.link_parent(id, other, on); }));
  CW_CHECK(each("child_uids", before.children,
                [&](Id other, bool on) { state.link_parent(other, id, on); }));
  return each("advisor_uids", before.advisors,
              [&](Id other, bool on) { state.link_advisor(id, other, on); });
}

Result<void> check_links(const State& state, const Json& row) {
  for (const char* key : {"parent_uids", "child_uids", "advisor_uids"}) {
    CW_TRY(const auto ids, ids_field(row, key));
    for (const Id id : ids.value_or(std::vector<Id>{})) {
      if (state.user(id) == nullptr) return bad_field(key, "names an unknown user");
    }
  }
  return {};
}

}  // namespace

Result<User> save_user(Call& call, Id id, const Json& row, EmailConflict conflict) {
  State& state = call.state;
  User user;
  if (id != 0) {
    user = *state.user(id);
  } else {
    user.building_id = building_of_caller(call);
  }
  CW_TRY(user, with_row(call, std::move(user), row));
  std::string claimed;
  CW_TRY(user, complete_user(call, std::move(user), conflict, claimed));
  CW_CHECK(check_links(state, row));
  CW_TRY(const auto mail, flag_field(row, "email_login_info"));
  if (id == 0) {
    user.id = state.next.user++;
    if (mail.value_or(0) == 1) state.mails.push_back({user.id, "login"});
  }
  state.foreign_emails.erase(claimed);
  state.put_user(user);
  CW_CHECK(save_links(state, user.id, row));
  return user;
}

Id building_of_caller(const Call& call) {
  const User* caller = call.state.user(call.actor.user);
  return caller == nullptr || caller->building_id == 0 ? call.state.district : caller->building_id;
}

bool sees_building(const Call& call, Id building) {
  if (!call.is_admin()) return true;
  const Id own = building_of_caller(call);
  return own == call.state.district || own == building;
}

}  // namespace crosswalk::sandbox::schoology
