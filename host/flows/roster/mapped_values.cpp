#include "flows/roster/mapped_values.hpp"

#include <array>

namespace crosswalk::flows {
namespace {

using enum ValueType;

constexpr std::array kOrg{MappedValue{"code", Text}, MappedValue{"title", Text},
                          MappedValue{"identifier", Text}};

constexpr std::array kSession{MappedValue{"code", Text},      MappedValue{"title", Text},
                              MappedValue{"startDate", Date}, MappedValue{"endDate", Date},
                              MappedValue{"type", Text},      MappedValue{"schoolYear", Text}};

constexpr std::array kCourse{MappedValue{"code", Text},       MappedValue{"title", Text},
                             MappedValue{"courseCode", Text}, MappedValue{"org", Ref},
                             MappedValue{"grades", List},     MappedValue{"subjects", List}};

constexpr std::array kClass{
    MappedValue{"code", Text},      MappedValue{"title", Text},    MappedValue{"classCode", Text},
    MappedValue{"classType", Text}, MappedValue{"location", Text}, MappedValue{"course", Ref},
    MappedValue{"org", Ref},        MappedValue{"sessions", Refs}, MappedValue{"grades", List},
    MappedValue{"subjects", List},  MappedValue{"periods", List}};

constexpr std::array kUser{MappedValue{"code", Text},
                           MappedValue{"username", Text},
                           MappedValue{"password", Text},
                           MappedValue{"role", Text},
                           MappedValue{"org", Ref},
                           MappedValue{"additionalOrgs", Refs},
                           MappedValue{"givenName", Text},
                           MappedValue{"familyName", Text},
                           MappedValue{"middleName", Text},
                           MappedValue{"preferredFirstName", Text},
                           MappedValue{"preferredMiddleName", Text},
                           MappedValue{"preferredLastName", Text},
                           MappedValue{"pronouns", Text},
                           MappedValue{"identifier", Text},
                           MappedValue{"email", Text},
                           MappedValue{"sms", Text},
                           MappedValue{"phone", Text},
                           MappedValue{"grades", List},
                           MappedValue{"gradYear", Text},
                           MappedValue{"agents", List}};

constexpr std::array kEnrollment{MappedValue{"class", Ref},      MappedValue{"user", Ref},
                                 MappedValue{"role", Text},      MappedValue{"primary", Bool},
                                 MappedValue{"beginDate", Date}, MappedValue{"endDate", Date}};

static_assert(kOrg.size() == value::org::kIdentifier + 1);
static_assert(kSession.size() == value::session::kSchoolYear + 1);
static_assert(kCourse.size() == value::course::kSubjects + 1);
static_assert(kClass.size() == value::clazz::kPeriods + 1);
static_assert(kUser.size() == value::user::kAgents + 1);
static_assert(kEnrollment.size() == value::enrollment::kEndDate + 1);

}  // namespace

std::span<const MappedValue> mapped_values(model::Entity entity) {
  switch (entity) {
    case model::Entity::Org:
      return kOrg;
    case model::Entity::AcademicSession:
      return kSession;
    case model::Entity::Course:
      return kCourse;
    case model::Entity::Class:
      return kClass;
    case model::Entity::User:
      return kUser;
    case model::Entity::Enrollment:
      return kEnrollment;
  }
  return {};
}

}  // namespace crosswalk::flows
