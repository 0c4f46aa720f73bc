#include "model/schema.hpp"

#include <array>

namespace crosswalk::model {
namespace {

using enum ColumnType;

constexpr std::array kOrg{Column{"sourcedId", Text, true}, Column{"status", Text},
                          Column{"name", Text, true},      Column{"type", Text},
                          Column{"identifier", Text},      Column{"parent", Text},
                          Column{"metadata", Json}};

constexpr std::array kSession{Column{"sourcedId", Text, true}, Column{"status", Text},
                              Column{"title", Text, true},     Column{"type", Text},
                              Column{"startDate", Date, true}, Column{"endDate", Date, true},
                              Column{"parent", Text},          Column{"schoolYear", Text},
                              Column{"metadata", Json}};

constexpr std::array kCourse{
    Column{"sourcedId", Text, true}, Column{"status", Text},       Column{"title", Text, true},
    Column{"courseCode", Text},      Column{"schoolYear", Text},   Column{"grades", List},
    Column{"subjects", List},        Column{"subjectCodes", List}, Column{"org", Text},
    Column{"metadata", Json}};

constexpr std::array kClass{
    Column{"sourcedId", Text, true}, Column{"status", Text},       Column{"title", Text},
    Column{"classCode", Text},       Column{"classType", Text},    Column{"location", Text},
    Column{"grades", List},          Column{"subjects", List},     Column{"subjectCodes", List},
    Column{"periods", List},         Column{"course", Text, true}, Column{"school", Text, true},
    Column{"terms", List},           Column{"metadata", Json}};

constexpr std::array kUser{Column{"sourcedId", Text, true},
                           Column{"status", Text},
                           Column{"enabledUser", Bool},
                           Column{"username", Text},
                           Column{"givenName", Text, true},
                           Column{"familyName", Text, true},
                           Column{"middleName", Text},
                           Column{"preferredFirstName", Text},
                           Column{"preferredMiddleName", Text},
                           Column{"preferredLastName", Text},
                           Column{"pronouns", Text},
                           Column{"identifier", Text},
                           Column{"userMasterIdentifier", Text},
                           Column{"email", Text},
                           Column{"sms", Text},
                           Column{"phone", Text},
                           Column{"userIds", Table},
                           Column{"roles", Table},
                           Column{"primaryOrg", Text},
                           Column{"agents", List},
                           Column{"grades", List},
                           Column{"metadata", Json}};

constexpr std::array kEnrollment{Column{"sourcedId", Text, true}, Column{"status", Text},
                                 Column{"class", Text, true},     Column{"user", Text, true},
                                 Column{"school", Text},          Column{"role", Text, true},
                                 Column{"primary", Bool},         Column{"beginDate", Date},
                                 Column{"endDate", Date},         Column{"metadata", Json}};

static_assert(kOrg.size() == col::org::kMetadata + 1);
static_assert(kSession.size() == col::session::kMetadata + 1);
static_assert(kCourse.size() == col::course::kMetadata + 1);
static_assert(kClass.size() == col::clazz::kMetadata + 1);
static_assert(kUser.size() == col::user::kMetadata + 1);
static_assert(kEnrollment.size() == col::enrollment::kMetadata + 1);

}  // namespace

std::span<const Column> columns(Entity entity) {
  switch (entity) {
    case Entity::Org:
      return kOrg;
    case Entity::AcademicSession:
      return kSession;
    case Entity::Course:
      return kCourse;
    case Entity::Class:
      return kClass;
    case Entity::User:
      return kUser;
    case Entity::Enrollment:
      return kEnrollment;
  }
  return {};
}

}  // namespace crosswalk::model
