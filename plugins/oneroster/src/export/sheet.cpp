#include "export/sheet.hpp"

#include <algorithm>
#include <array>

namespace crosswalk::oneroster::exports {
namespace {

using enum Kind;

constexpr Field kOrgFields[] = {
    {"title", "name", Text, true},
    {"identifier", "identifier"},
};
constexpr Field kSessionFields[] = {
    {"title", "title", Text, true},     {"startDate", "startDate", Date, true},
    {"endDate", "endDate", Date, true}, {"type", "type"},
    {"schoolYear", "schoolYear"},
};
constexpr Field kCourseFields[] = {
    {"title", "title", Text, true},
    {"courseCode", "courseCode"},
    {"org", "orgSourcedId", Text, true, SheetId::Orgs},
    {"grades", "grades", List},
    {"subjects", "subjects", List},
};
constexpr Field kClassFields[] = {
    {"title", "title", Text, true},
    {"course", "courseSourcedId", Text, true, SheetId::Courses},
    {"grades", "grades", List},
    {"classCode", "classCode"},
    {"classType", "classType"},
    {"location", "location"},
    {"org", "schoolSourcedId", Text, true, SheetId::Orgs},
    {"sessions", "termSourcedIds", List, true, SheetId::Sessions},
    {"subjects", "subjects", List},
    {"periods", "periods", List},
};
constexpr Field kUserFields[] = {
    {"username", "username", Text, true},
    {"givenName", "givenName", Text, true},
    {"familyName", "familyName", Text, true},
    {"middleName", "middleName"},
    {"identifier", "identifier"},
    {"email", "email"},
    {"sms", "sms"},
    {"phone", "phone"},
    {"grades", "grades", List},
    {"preferredFirstName", "preferredGivenName"},
    {"preferredMiddleName", "preferredMiddleName"},
    {"preferredLastName", "preferredFamilyName"},
    {"pronouns", "pronouns"},
    {"role", "role", Text, true},
    {"org", "primaryOrgSourcedId", Text, true, SheetId::Orgs},
    {"additionalOrgs", "", List, false, SheetId::Orgs},
    {"agents", "agentSourcedIds", List},
};
constexpr Field kEnrollmentFields[] = {
    {"class", "classSourcedId", Text, true, SheetId::Classes},
    {"user", "userSourcedId", Text, true, SheetId::Users},
    {"role", "role", Text, true},
    {"primary", "primary", Flag},
    {"beginDate", "beginDate", Date},
    {"endDate", "endDate", Date},
    {"", "schoolSourcedId"},
};
static_assert(kUserFields[user_field::kAgents].name == "agents");
static_assert(kClassFields[class_field::kSchool].name == "org");
static_assert(kEnrollmentFields[enrollment_field::kSchool].column == "schoolSourcedId");

constexpr Sheet kSheetTable[] = {
    {SheetId::Orgs, "org", "orgs", kOrgFields},
    {SheetId::Sessions, "academicSession", "academicSessions", kSessionFields},
    {SheetId::Courses, "course", "courses", kCourseFields},
    {SheetId::Classes, "class", "classes", kClassFields},
    {SheetId::Users, "user", "users", kUserFields},
    {SheetId::Enrollments, "enrollment", "enrollments", kEnrollmentFields},
};

using Name = std::string_view;

constexpr Name kOrgs[] = {"sourcedId", "status",     "dateLastModified", "name",
                          "type",      "identifier", "parentSourcedId"};
constexpr Name kSessions[] = {"sourcedId", "status",  "dateLastModified", "title",     "type",
                              "startDate", "endDate", "parentSourcedId",  "schoolYear"};
constexpr Name kCourses[] = {"sourcedId", "status",      "dateLastModified", "schoolYearSourcedId",
                             "title",     "courseCode",  "grades",           "orgSourcedId",
                             "subjects",  "subjectCodes"};
constexpr Name kClasses[] = {"sourcedId",    "status",          "dateLastModified", "title",
                             "grades",       "courseSourcedId", "classCode",        "classType",
                             "location",     "schoolSourcedId", "termSourcedIds",   "subjects",
                             "subjectCodes", "periods"};
constexpr Name kUsers11[] = {"sourcedId",       "status",        "dateLastModified",
                             "enabledUser",     "orgSourcedIds", "role",
                             "username",        "userIds",       "givenName",
                             "familyName",      "middleName",    "identifier",
                             "email",           "sms",           "phone",
                             "agentSourcedIds", "grades",        "password"};
constexpr Name kUsers12[] = {"sourcedId",
                             "status",
                             "dateLastModified",
                             "enabledUser",
                             "username",
                             "userIds",
                             "givenName",
                             "familyName",
                             "middleName",
                             "identifier",
                             "email",
                             "sms",
                             "phone",
                             "agentSourcedIds",
                             "grades",
                             "password",
                             "userMasterIdentifier",
                             "preferredGivenName",
                             "preferredMiddleName",
                             "preferredFamilyName",
                             "primaryOrgSourcedId",
                             "pronouns"};
constexpr Name kRoleColumns[] = {
    "sourcedId", "status",    "dateLastModified", "userSourcedId", "roleType",
    "role",      "beginDate", "endDate",          "orgSourcedId",  "userProfileSourcedId"};
constexpr Name kEnrollments[] = {
    "sourcedId",     "status", "dateLastModified", "classSourcedId", "schoolSourcedId",
    "userSourcedId", "role",   "primary",          "beginDate",      "endDate"};

constexpr Name kFiles11[] = {
    "academicSessions", "categories",   "classes",     "classResources", "courses",
    "courseResources",  "demographics", "enrollments", "lineItems",      "orgs",
    "resources",        "results",      "users"};
constexpr Name kFiles12[] = {"academicSessions",
                             "categories",
                             "classes",
                             "classResources",
                             "courses",
                             "courseResources",
                             "demographics",
                             "enrollments",
                             "lineItemLearningObjectiveIds",
                             "lineItems",
                             "lineItemScoreScales",
                             "orgs",
                             "resources",
                             "resultLearningObjectiveIds",
                             "results",
                             "resultScoreScales",
                             "roles",
                             "scoreScales",
                             "userProfiles",
                             "userResources",
                             "users"};

constexpr Name kRoles11[] = {"administrator", "aide",     "guardian", "parent",
                             "proctor",       "relative", "student",  "teacher"};
constexpr Name kRoles12[] = {"aide",
                             "counselor",
                             "districtAdministrator",
                             "guardian",
                             "parent",
                             "principal",
                             "proctor",
                             "relative",
                             "siteAdministrator",
                             "student",
                             "systemAdministrator",
                             "teacher"};

}  // namespace

std::string_view to_text(ExportVersion version) {
  return version == ExportVersion::V1_1 ? "1.1" : "1.2";
}

std::size_t Sheet::at(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &Field::name);
  return static_cast<std::size_t>(found - fields.begin());
}

const Sheet& sheet(SheetId id) { return kSheetTable[static_cast<std::size_t>(id)]; }

std::optional<SheetId> sheet_of_entity(std::string_view entity) {
  const auto found = std::ranges::find(kSheetTable, entity, &Sheet::entity);
  if (found == std::end(kSheetTable)) return std::nullopt;
  return found->id;
}

std::span<const std::string_view> columns(SheetId id, ExportVersion version) {
  switch (id) {
    case SheetId::Orgs:
      return kOrgs;
    case SheetId::Sessions:
      return kSessions;
    case SheetId::Courses:
      return kCourses;
    case SheetId::Classes:
      return kClasses;
    case SheetId::Users:
      if (version == ExportVersion::V1_1) return kUsers11;
      return kUsers12;
    case SheetId::Enrollments:
      return kEnrollments;
  }
  return {};
}

std::span<const std::string_view> role_columns() { return kRoleColumns; }

std::span<const std::string_view> file_kinds(ExportVersion version) {
  if (version == ExportVersion::V1_1) return kFiles11;
  return kFiles12;
}

std::span<const std::string_view> user_roles(ExportVersion version) {
  if (version == ExportVersion::V1_1) return kRoles11;
  return kRoles12;
}

}  // namespace crosswalk::oneroster::exports
