#pragma once

/// \file
/// The values that the roster flow makes of each entity, by name: what a field of a destination may
/// be `from`. docs/reference/mapping.md says what they mean.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/entity.hpp"
#include "model/projection.hpp"

namespace crosswalk::flows {

enum class ValueType : std::uint8_t { Text, Date, Bool, List, Ref, Refs };

struct MappedValue {
  std::string_view name;
  ValueType type = ValueType::Text;
};

/// In the order of the enumerations below.
std::span<const MappedValue> mapped_values(model::Entity entity);

/// The values of one record; reused, so that a warm one allocates nothing.
using Values = std::vector<model::FieldValue>;

namespace value {
namespace org {
enum : unsigned { kCode, kTitle, kIdentifier };
}
namespace session {
enum : unsigned { kCode, kTitle, kStartDate, kEndDate, kType, kSchoolYear };
}
namespace course {
enum : unsigned { kCode, kTitle, kCourseCode, kOrg, kGrades, kSubjects };
}
namespace clazz {
enum : unsigned {
  kCode,
  kTitle,
  kClassCode,
  kClassType,
  kLocation,
  kCourse,
  kOrg,
  kSessions,
  kGrades,
  kSubjects,
  kPeriods
};
}
namespace user {
enum : unsigned {
  kCode,
  kUsername,
  kPassword,
  kRole,
  kOrg,
  kAdditionalOrgs,
  kGivenName,
  kFamilyName,
  kMiddleName,
  kPreferredFirstName,
  kPreferredMiddleName,
  kPreferredLastName,
  kPronouns,
  kIdentifier,
  kEmail,
  kSms,
  kPhone,
  kGrades,
  kGradYear,
  kAgents
};
}
namespace enrollment {
enum : unsigned { kClass, kUser, kRole, kPrimary, kBeginDate, kEndDate };
}
}  // namespace value

}  // namespace crosswalk::flows
