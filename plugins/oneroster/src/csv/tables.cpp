#include "csv/tables.hpp"

#include <algorithm>
#include <array>

namespace crosswalk::oneroster::csv {
namespace {

// Without these two a package would lose rows silently; hence "in_header" and "filled" where the
// model has a `*`.
constexpr bool kNeeded = true;
constexpr bool kFilled = true;

const Column kOrgs[] = {
    {"sourcedId", "sourcedId", Form::Text, kNeeded, kFilled},
    {"status", "status", Form::Status},
    {"dateLastModified", "", Form::Ignored},
    {"name", "name", Form::Text, kNeeded, kFilled},
    {"type", "type", Form::Token, kNeeded, false, kOrgTypes},
    {"identifier", "identifier"},
    {"parentSourcedId", "parent"},
};

const Column kSessions[] = {
    {"sourcedId", "sourcedId", Form::Text, kNeeded, kFilled},
    {"status", "status", Form::Status},
    {"dateLastModified", "", Form::Ignored},
    {"title", "title", Form::Text, kNeeded, kFilled},
    {"type", "type", Form::Token, kNeeded, false, kSessionTypes},
    {"startDate", "startDate", Form::Date, kNeeded, kFilled},
    {"endDate", "endDate", Form::Date, kNeeded, kFilled},
    {"parentSourcedId", "parent"},
    {"schoolYear", "schoolYear", Form::SchoolYear},
};

const Column kCourses[] = {
    {"sourcedId", "sourcedId", Form::Text, kNeeded, kFilled},
    {"status", "status", Form::Status},
    {"dateLastModified", "", Form::Ignored},
    {"schoolYearSourcedId", "schoolYear"},
    {"title", "title", Form::Text, kNeeded, kFilled},
    {"courseCode", "courseCode"},
    {"grades", "grades", Form::List},
    {"orgSourcedId", "org"},
    {"subjects", "subjects", Form::List},
    {"subjectCodes", "subjectCodes", Form::List},
};

const Column kClasses[] = {
    {"sourcedId", "sourcedId", Form::Text, kNeeded, kFilled},
    {"status", "status", Form::Status},
    {"dateLastModified", "", Form::Ignored},
    {"title", "title"},
    {"grades", "grades", Form::List},
    {"courseSourcedId", "course", Form::Text, kNeeded, kFilled},
    {"classCode", "classCode"},
    {"classType", "classType", Form::Token, false, false, kClassTypes},
    {"location", "location"},
    {"schoolSourcedId", "school", Form::Text, kNeeded, kFilled},
    {"termSourcedIds", "terms", Form::List, kNeeded},
    {"subjects", "subjects", Form::List},
    {"subjectCodes", "subjectCodes", Form::List},
    {"periods", "periods", Form::List},
};

// 1.1 and 1.2 in one. `role` and `orgSourcedIds` are needed where no roles.csv comes along:
// package.cpp.
const Column kUsers[] = {
    {"sourcedId", "sourcedId", Form::Text, kNeeded, kFilled},
    {"status", "status", Form::Status},
    {"dateLastModified", "", Form::Ignored},
    {"enabledUser", "enabledUser", Form::Flag},
    {"orgSourcedIds", "", Form::Ignored},
    {"role", "roles", Form::Roles},
    {"username", "username"},
    {"userIds", "userIds", Form::UserIds},
    {"givenName", "givenName", Form::Text, kNeeded, kFilled},
    {"familyName", "familyName", Form::Text, kNeeded, kFilled},
    {"middleName", "middleName"},
    {"identifier", "identifier"},
    {"email", "email"},
    {"sms", "sms"},
    {"phone", "phone"},
    {"agentSourcedIds", "agents", Form::List},
    {"grades", "grades", Form::List},
    {"password", "", Form::Ignored},
    {"userMasterIdentifier", "userMasterIdentifier"},
    {"resourceSourcedIds", "", Form::Ignored},
    {"preferredGivenName", "preferredFirstName"},
    {"preferredMiddleName", "preferredMiddleName"},
    {"preferredFamilyName", "preferredLastName"},
    {"primaryOrgSourcedId", "primaryOrg"},
    {"pronouns", "pronouns"},
};

const Column kEnrollments[] = {
    {"sourcedId", "sourcedId", Form::Text, kNeeded, kFilled},
    {"status", "status", Form::Status},
    {"dateLastModified", "", Form::Ignored},
    {"classSourcedId", "class", Form::Text, kNeeded, kFilled},
    {"schoolSourcedId", "school"},
    {"userSourcedId", "user", Form::Text, kNeeded, kFilled},
    {"role", "role", Form::Token, kNeeded, kFilled, kRoles},
    {"primary", "primary", Form::Flag},
    {"beginDate", "beginDate", Form::Date},
    {"endDate", "endDate", Form::Date},
};

const Column kRolesColumns[] = {
    {"sourcedId", "", Form::Ignored},
    {"status", "", Form::Status},
    {"dateLastModified", "", Form::Ignored},
    {"userSourcedId", "", Form::Text, kNeeded, kFilled},
    {"roleType", "", Form::Token, false, false, kRoleTypes},
    {"role", "", Form::Token, kNeeded, kFilled, kRoles},
    {"beginDate", "", Form::Date},
    {"endDate", "", Form::Date},
    {"orgSourcedId", "", Form::Text, kNeeded},
    {"userProfileSourcedId", "", Form::Ignored},
};

const std::array<Table, kTables> kAll = {{
    {TableId::Orgs, "orgs", "org", kOrgs},
    {TableId::Sessions, "academicSessions", "academicSession", kSessions},
    {TableId::Courses, "courses", "course", kCourses},
    {TableId::Classes, "classes", "class", kClasses},
    {TableId::Users, "users", "user", kUsers},
    {TableId::Enrollments, "enrollments", "enrollment", kEnrollments},
    {TableId::Roles, "roles", "", kRolesColumns},
}};

constexpr std::string_view kOtherFiles[] = {
    "manifest",        "categories",          "classResources",
    "courseResources", "demographics",        "lineItemLearningObjectiveIds",
    "lineItems",       "lineItemScoreScales", "resources",
    "results",         "resultScoreScales",   "resultLearningObjectiveIds",
    "scoreScales",     "userProfiles",        "userResources"};

struct Mistake {
  std::string_view name;
  std::string_view right;
};

constexpr Mistake kMistakes[] = {
    {"dataLastModified", "dateLastModified"},
    {"prefferedGivenName", "preferredGivenName"},
    {"prefferedMiddleName", "preferredMiddleName"},
    {"prefferedFamilyName", "preferredFamilyName"},
    {"preferredFirstName", "preferredGivenName"},
    {"preferredLastName", "preferredFamilyName"},
    {"agentSourceIds", "agentSourcedIds"},
    {"agents", "agentSourcedIds"},
    {"termSourcedId", "termSourcedIds"},
    {"grade", "grades"},
    {"schoolYearId", "schoolYearSourcedId"},
    {"userId", "userIds"},
};

}  // namespace

const Table& table(TableId id) { return kAll[static_cast<std::size_t>(id)]; }

std::optional<TableId> table_of_entity(std::string_view entity) {
  for (const Table& t : kAll) {
    if (!t.entity.empty() && t.entity == entity) return t.id;
  }
  return {};
}

std::optional<TableId> table_of_file(std::string_view name) {
  for (const Table& t : kAll) {
    if (equal_ignoring_case(t.file, name)) return t.id;
  }
  return {};
}

bool is_known_file(std::string_view name) {
  return table_of_file(name).has_value() ||
         std::any_of(std::begin(kOtherFiles), std::end(kOtherFiles),
                     [&](std::string_view known) { return equal_ignoring_case(known, name); });
}

std::string_view right_name(const Table& table, std::string_view name) {
  const auto has = [&](std::string_view wanted) -> std::string_view {
    for (const Column& c : table.columns) {
      if (equal_ignoring_case(c.name, wanted)) return c.name;
    }
    return {};
  };
  if (const auto same = has(name); !same.empty()) return same;
  for (const Mistake& m : kMistakes) {
    if (equal_ignoring_case(m.name, name)) return has(m.right);
  }
  return {};
}

}  // namespace crosswalk::oneroster::csv
