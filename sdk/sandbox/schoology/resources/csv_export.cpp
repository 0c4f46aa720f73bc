/// \file
/// csvexport/users: every user of the school in one call (contract 6.5).

#include <algorithm>
#include <array>

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/users.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::array<std::string_view, 23> kColumns{"uid",
                                                    "school_uid",
                                                    "building_nid",
                                                    "name_title",
                                                    "name_first",
                                                    "name_first_preferred",
                                                    "name_middle",
                                                    "name_last",
                                                    "role_name",
                                                    "name",
                                                    "mail",
                                                    "position",
                                                    "grad_year",
                                                    "birthday",
                                                    "gender",
                                                    "bio",
                                                    "subjects_taught",
                                                    "grades_taught",
                                                    "phone",
                                                    "address",
                                                    "website",
                                                    "interests",
                                                    "activities"};

std::string cell(const Call& call, const User& user, const std::string& column) {
  if (column == "uid") return std::to_string(user.id);
  if (column == "school_uid") return user.school_uid;
  if (column == "building_nid") return std::to_string(user.building_id);
  if (column == "name") return user.username;
  if (column == "mail") return user.email;
  if (column == "role_name") {
    const Role* role = find_in(call.state.roles, user.role_id);
    return role == nullptr ? "" : role->title;
  }
  const auto field = user.fields.find(column == "birthday" ? "birthday_date" : column);
  return field == user.fields.end() ? "" : loose_text(*field);
}

void append(std::string& line, const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) {
    line += value;
    return;
  }
  line += '"';
  for (const char c : value) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

Outcome export_users(Call& call) {
  if (building_of_caller(call) != call.state.district) return forbidden();
  std::vector<std::string> columns = split(call.parameter("fields").value_or(""), ',');
  if (columns.empty()) columns.assign(kColumns.begin(), kColumns.end());
  std::string text;
  for (const std::string& column : columns) {
    if (std::find(kColumns.begin(), kColumns.end(), column) == kColumns.end()) {
      return bad_input("unknown field in fields");
    }
    if (!text.empty()) text += ',';
    text += column;
  }
  text += '\n';
  for (const auto& [id, user] : call.state.users()) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) text += ',';
      append(text, cell(call, user, columns[i]));
    }
    text += '\n';
  }
  return Reply{200, "text/csv; charset=UTF-8", {}, std::move(text), Delivery::Whole};
}

}  // namespace

std::vector<Route> csv_export_routes() {
  return {{"GET", "csvexport/users", kPeople | kAdmin, export_users}};
}

}  // namespace crosswalk::sandbox::schoology
