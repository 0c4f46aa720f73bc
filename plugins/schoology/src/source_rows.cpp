#include "source_rows.hpp"

#include "school_year.hpp"
#include "source_orgs.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace crosswalk::schoology {
namespace {

constexpr std::string_view kOwnPrefix = "schoology:";

using SourceIds = Options::SourceIds;

std::string text_or_none(const Record& record, std::string_view field) {
  return record.text(field).value_or("");
}

std::optional<Date> date_at(const Record& record, std::string_view field) {
  const Value* value = record.find(field);
  const auto* date = value == nullptr ? nullptr : std::get_if<Date>(value);
  return date == nullptr ? std::nullopt : std::optional<Date>(*date);
}

/// By the code that a record has, or not.
std::string id_from(const std::string& own, const std::string& code) {
  return code.empty() ? std::string(kOwnPrefix) + own : code;
}

RosterRecord begun(const Record& record, std::string id) {
  RosterRecord row;
  row.sourced_id = std::move(id);
  row.partial = record.partial;
  return row;
}

RosterRecord hidden(const Record& record, const std::optional<std::string>& id,
                    std::string_view kind, std::string_view what) {
  return RosterRecord::refusal(id.value_or(record.id),
                               std::string(kind) + " " + record.id + ": Schoology hides its " +
                                   std::string(what) +
                                   " from this key; use that of a system administrator");
}

/// Letters alone, in lower case.
std::string plain(std::string_view title) {
  std::string out;
  for (const char c : title) {
    if (c >= 'a' && c <= 'z') out += c;
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

struct RoleName {
  std::string_view title;  ///< as plain() makes it
  std::string_view role;
};
constexpr std::array kRoles{RoleName{"student", "student"},
                            RoleName{"teacher", "teacher"},
                            RoleName{"instructor", "teacher"},
                            RoleName{"parent", "parent"},
                            RoleName{"guardian", "guardian"},
                            RoleName{"relative", "relative"},
                            RoleName{"aide", "aide"},
                            RoleName{"counselor", "counselor"},
                            RoleName{"proctor", "proctor"},
                            RoleName{"principal", "principal"},
                            RoleName{"administrator", "administrator"},
                            RoleName{"schooladmin", "siteAdministrator"},
                            RoleName{"schooladministrator", "siteAdministrator"},
                            RoleName{"siteadministrator", "siteAdministrator"},
                            RoleName{"districtadministrator", "districtAdministrator"},
                            RoleName{"systemadmin", "systemAdministrator"},
                            RoleName{"systemadministrator", "systemAdministrator"}};

}  // namespace

std::vector<std::string> list_of_texts(const Record& record, std::string_view field) {
  const Value* value = record.find(field);
  const auto* list = value == nullptr ? nullptr : std::get_if<std::vector<std::string>>(value);
  return list == nullptr ? std::vector<std::string>{} : *list;
}

std::optional<std::string> source_id(const Record& record, SourceIds ids) {
  if (ids == SourceIds::Own) return record.id;
  if (record.find("code") == nullptr) return std::nullopt;
  return id_from(record.id, text_or_none(record, "code"));
}

RosterRecord org_row(const Record& record, const std::string& id, std::string_view type,
                     const std::string& parent) {
  RosterRecord row = begun(record, id);
  row.put("name", text_or_none(record, "title"));
  row.put("type", std::string(type));
  row.put("identifier", text_or_none(record, "code"));
  row.put("parent", parent);
  return row;
}

RosterRecord period_row(const Record& record) {
  if (!record.refused.empty()) return RosterRecord::refusal(record.id, record.refused);
  const auto start = date_at(record, "startDate");
  const auto end = date_at(record, "endDate");
  if (!start || !end || end->days < start->days) {
    return RosterRecord::refusal(record.id, "grading period " + record.id +
                                                " has no first and last day in this order; correct "
                                                "it in Schoology");
  }
  RosterRecord row = begun(record, record.id);
  row.put("title", text_or_none(record, "title"));
  row.put("type", std::string("term"));
  row.put("startDate", *start);
  row.put("endDate", Date{end->days + 1});  // the model's end is the first day after
  row.put("schoolYear", std::to_string(school_year_of(start->days)));
  return row;
}

bool in_school_year(const Record& period, std::int32_t school_year) {
  const auto start = date_at(period, "startDate");
  return !start || school_year_of(start->days) == school_year;
}

RosterRecord course_row(const Record& record, const Options& options, const SourceOrgs& orgs) {
  if (!record.refused.empty()) return RosterRecord::refusal(record.id, record.refused);
  const auto id = source_id(record, options.source_ids);
  if (!id) return hidden(record, id, "course", "code");
  RosterRecord row = begun(record, *id);
  row.put("title", text_or_none(record, "title"));
  row.put("courseCode", text_or_none(record, "code"));
  row.put("grades", list_of_texts(record, "grades"));
  row.put("org", orgs.org_of(text_or_none(record, "org")));
  return row;
}

RosterRecord class_row(const SourceSection& section, const Options& options) {
  const Record& record = section.record;
  const auto id = source_id(record, options.source_ids);
  if (!id) return hidden(record, id, "section", "code");
  RosterRecord row = begun(record, *id);
  row.put("title", text_or_none(record, "title"));
  row.put("classCode", text_or_none(record, "code"));
  row.put("classType", std::string("scheduled"));
  row.put("grades", section.grades);
  row.put("location", text_or_none(record, "location"));
  row.put("course", section.course);
  row.put("school", section.org);
  row.put("terms", section.terms);
  return row;
}

std::string role_of(std::string_view title) {
  const std::string wanted = plain(title);
  const auto* known = std::ranges::find(kRoles, wanted, &RoleName::title);
  return std::string(known == kRoles.end() ? title : known->role);
}

RosterRecord user_row(const Record& record, const Options& options, const SourceOrgs& orgs,
                      const RoleTitles& roles, std::int32_t school_year) {
  if (!record.refused.empty()) return RosterRecord::refusal(record.id, record.refused);
  const auto id = source_id(record, options.source_ids);
  if (!id) return hidden(record, id, "user", "unique id");
  const auto title = roles.find(text_or_none(record, "role"));
  if (title == roles.end()) return hidden(record, id, "user", "role");

  RosterRecord row = begun(record, *id);
  row.put("enabledUser", true);
  row.put("username", text_or_none(record, "username"));
  row.put("givenName", text_or_none(record, "givenName"));
  row.put("middleName", text_or_none(record, "middleName"));
  row.put("familyName", text_or_none(record, "familyName"));
  row.put("preferredFirstName", text_or_none(record, "preferredFirstName"));
  row.put("email", text_or_none(record, "email"));
  row.put("identifier", text_or_none(record, "code"));

  const std::string role = role_of(title->second);
  const std::string home = orgs.org_of(text_or_none(record, "org"));
  std::vector<RosterRole> held{{role, home, "primary", {}, {}}};
  for (const std::string& building : list_of_texts(record, "additionalOrgs")) {
    const std::string other = orgs.org_of(building);
    const bool there = std::ranges::find(held, other, &RosterRole::org) != held.end();
    if (!there) held.push_back({role, other, "secondary", {}, {}});
  }
  row.put("roles", std::move(held));
  row.put("primaryOrg", home);
  const std::string grade = grade_in(school_year, text_or_none(record, "gradYear"));
  if (!grade.empty()) row.put("grades", std::vector<std::string>{grade});
  return row;
}

RosterRecord enrollment_row(const Record& record, const SourceSection& section,
                            const Options& options) {
  if (!record.refused.empty()) return RosterRecord::refusal(record.id, record.refused);
  const bool codes = options.source_ids == SourceIds::Codes;
  const std::string user = text_or_none(record, "user");
  const bool hides = record.find("role") == nullptr || (codes && !record.find("userCode"));
  if (user.empty() || hides) {
    return RosterRecord::refusal(
        record.id, "enrollment " + record.id + " does not say whose it is and as what");
  }
  RosterRecord row = begun(record, record.id);
  row.partial = false;
  const std::string of_class = source_id(section.record, options.source_ids).value_or("");
  const std::string of_user = codes ? id_from(user, text_or_none(record, "userCode")) : user;
  if (codes) row.sourced_id = of_class + ":" + of_user;
  row.put("class", of_class);
  row.put("user", of_user);
  row.put("school", section.org);
  row.put("role", text_or_none(record, "role"));
  return row;
}

}  // namespace crosswalk::schoology
