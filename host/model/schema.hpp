#pragma once

/// \file
/// The columns of the canonical entities, as data. docs/reference/model.md says what they mean.

#include <cstdint>
#include <span>
#include <string_view>

#include "model/entity.hpp"

namespace crosswalk::model {

enum class ColumnType : std::uint8_t { Text, Date, Bool, List, Table, Json };

struct Column {
  std::string_view name;
  ColumnType type;
  bool required = false;  ///< a record without it is quarantined
};

/// The columns of an entity in schema order; the order is part of the source hash.
std::span<const Column> columns(Entity entity);

/// Where each column stands, so that no step looks names up. One struct an entity.
namespace col {
enum Common : unsigned { kSourcedId, kStatus };
namespace org {
enum : unsigned { kName = 2, kType, kIdentifier, kParent, kMetadata };
}
namespace session {
enum : unsigned { kTitle = 2, kType, kStartDate, kEndDate, kParent, kSchoolYear, kMetadata };
}
namespace course {
enum : unsigned {
  kTitle = 2,
  kCourseCode,
  kSchoolYear,
  kGrades,
  kSubjects,
  kSubjectCodes,
  kOrg,
  kMetadata
};
}
namespace clazz {
enum : unsigned {
  kTitle = 2,
  kClassCode,
  kClassType,
  kLocation,
  kGrades,
  kSubjects,
  kSubjectCodes,
  kPeriods,
  kCourse,
  kSchool,
  kTerms,
  kMetadata
};
}
namespace user {
enum : unsigned {
  kEnabledUser = 2,
  kUsername,
  kGivenName,
  kFamilyName,
  kMiddleName,
  kPreferredFirstName,
  kPreferredMiddleName,
  kPreferredLastName,
  kPronouns,
  kIdentifier,
  kUserMasterIdentifier,
  kEmail,
  kSms,
  kPhone,
  kUserIds,
  kRoles,
  kPrimaryOrg,
  kAgents,
  kGrades,
  kMetadata
};
/// Inside a row of `roles`.
enum Role : unsigned { kRole, kRoleOrg, kRoleType, kRoleBegin, kRoleEnd };
}  // namespace user
namespace enrollment {
enum : unsigned { kClass = 2, kUser, kSchool, kRole, kPrimary, kBeginDate, kEndDate, kMetadata };
}
}  // namespace col

}  // namespace crosswalk::model
