#include "sandbox/oneroster/entities.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

constexpr bool kNeeded = true;
constexpr bool kNew = true;  // in 1.2

constexpr Field kOrgs[] = {
    {"name", Shape::Text, kNeeded},
    {"type", Shape::Text, kNeeded},
    {"identifier"},
    {"parent", Shape::Ref, false, false, Collection::Orgs},
};

constexpr Field kSessions[] = {
    {"title", Shape::Text, kNeeded},
    {"startDate", Shape::Date, kNeeded},
    {"endDate", Shape::Date, kNeeded},
    {"type", Shape::Text, kNeeded},
    {"parent", Shape::Ref, false, false, Collection::AcademicSessions},
    {"schoolYear", Shape::Text, kNeeded},
};

constexpr Field kCourses[] = {
    {"title", Shape::Text, kNeeded},
    {"schoolYear", Shape::Ref, false, false, Collection::AcademicSessions},
    {"courseCode"},
    {"grades", Shape::List},
    {"subjects", Shape::List},
    {"org", Shape::Ref, false, false, Collection::Orgs},
    {"subjectCodes", Shape::List},
};

constexpr Field kClasses[] = {
    {"title", Shape::Text, kNeeded},
    {"classCode"},
    {"classType"},
    {"location"},
    {"grades", Shape::List},
    {"subjects", Shape::List},
    {"course", Shape::Ref, kNeeded, false, Collection::Courses},
    {"school", Shape::Ref, kNeeded, false, Collection::Orgs},
    {"terms", Shape::Refs, kNeeded, false, Collection::AcademicSessions},
    {"subjectCodes", Shape::List},
    {"periods", Shape::List},
};

constexpr Field kUsers[] = {
    {"username"},
    {"userIds", Shape::UserIds},
    {"enabledUser", Shape::Flag, kNeeded},
    {"givenName", Shape::Text, kNeeded},
    {"familyName", Shape::Text, kNeeded},
    {"middleName"},
    {"roles", Shape::Roles, kNeeded},
    {"identifier"},
    {"email"},
    {"sms"},
    {"phone"},
    {"agents", Shape::Refs, false, false, Collection::Users},
    {"grades", Shape::List},
    {"password"},
    {"userMasterIdentifier", Shape::Text, false, kNew},
    {"preferredFirstName", Shape::Text, false, kNew},
    {"preferredMiddleName", Shape::Text, false, kNew},
    {"preferredLastName", Shape::Text, false, kNew},
    {"pronouns", Shape::Text, false, kNew},
    {"primaryOrg", Shape::Ref, false, kNew, Collection::Orgs},
};

constexpr Field kEnrollments[] = {
    {"user", Shape::Ref, kNeeded, false, Collection::Users},
    {"class", Shape::Ref, kNeeded, false, Collection::Classes},
    {"school", Shape::Ref, kNeeded, false, Collection::Orgs},
    {"role", Shape::Text, kNeeded},
    {"primary", Shape::Flag},
    {"beginDate", Shape::Date},
    {"endDate", Shape::Date},
};

constexpr Field kDemographics[] = {
    {"birthDate", Shape::Date},
    {"sex"},
    {"americanIndianOrAlaskaNative", Shape::Flag},
    {"asian", Shape::Flag},
    {"blackOrAfricanAmerican", Shape::Flag},
    {"nativeHawaiianOrOtherPacificIslander", Shape::Flag},
    {"white", Shape::Flag},
    {"demographicRaceTwoOrMoreRaces", Shape::Flag},
    {"hispanicOrLatinoEthnicity", Shape::Flag},
    {"countryOfBirthCode"},
    {"stateOfBirthAbbreviation"},
    {"cityOfBirth"},
    {"publicSchoolResidenceStatus"},
};

constexpr std::array<Entity, kCollections> kAll{{
    {Collection::Orgs, "orgs", "org", kOrgs},
    {Collection::AcademicSessions, "academicSessions", "academicSession", kSessions},
    {Collection::Courses, "courses", "course", kCourses},
    {Collection::Classes, "classes", "class", kClasses},
    {Collection::Users, "users", "user", kUsers},
    {Collection::Enrollments, "enrollments", "enrollment", kEnrollments},
    {Collection::Demographics, "demographics", "demographics", kDemographics},
}};

}  // namespace

const Entity& entity(Collection id) { return kAll[static_cast<std::size_t>(id)]; }

std::span<const Entity> entities() { return kAll; }

const Entity* find_entity(std::string_view collection) {
  for (const Entity& e : kAll) {
    if (e.collection == collection) return &e;
  }
  return nullptr;
}

const Field* find_field(const Entity& entity, std::string_view name) {
  for (const Field& field : entity.fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

}  // namespace crosswalk::sandbox::oneroster
