#pragma once

/// \file
/// The table of PLUS 360's OneRoster API: every path, parameter, field and form of an id that this
/// binding takes for granted (contract 8). Paths and fields are OneRoster 1.1; how eSchoolPlus
/// writes its keys into sourcedIds is not public, so the forms here are our definition [O], those
/// of the canonical ids (contract 10). How requests are signed stands in manifest.cpp.

#include <cstdint>
#include <string_view>

namespace crosswalk::eschoolplus::plus360 {

inline constexpr std::string_view kProfile = "plus360";
inline constexpr std::string_view kBucket = "api";
inline constexpr std::uint32_t kTimeout_ms = 120'000;

/// A list: its path, and the key of the records in its answer.
struct Source {
  std::string_view name;
  std::string_view path;
  std::string_view key;
};
inline constexpr Source kBuildings{"buildings", "/schools", "orgs"};
inline constexpr Source kTerms{"terms", "/terms", "academicSessions"};
inline constexpr Source kGradingPeriods{"grading periods", "/gradingPeriods", "academicSessions"};
inline constexpr Source kStudents{"students", "/students", "users"};
inline constexpr Source kStaff{"teachers", "/teachers", "users"};
inline constexpr Source kGuardians{"guardians", "/users", "users"};
inline constexpr Source kCourses{"courses", "/courses", "courses"};
inline constexpr Source kSections{"classes", "/classes", "classes"};
inline constexpr Source kEnrollments{"enrollments", "/enrollments", "enrollments"};

// Paging and filters.
inline constexpr std::string_view kLimit = "limit";
inline constexpr std::string_view kOffset = "offset";
inline constexpr std::string_view kFilter = "filter";
inline constexpr std::string_view kGuardianFilter = "role='guardian'";
inline constexpr std::string_view kTeacherFilter = "role='teacher'";
inline constexpr std::string_view kStudentFilter = "role='student'";
inline constexpr std::uint64_t kPageSize = 500;
inline constexpr std::uint64_t kMaxPages = 100'000;

// Fields of several records.
inline constexpr std::string_view kId = "sourcedId";
inline constexpr std::string_view kStatus = "status";
inline constexpr std::string_view kRemoved = "tobedeleted";
inline constexpr std::string_view kTitle = "title";
inline constexpr std::string_view kGrades = "grades";
inline constexpr std::string_view kSchool = "school";

// Schools.
inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kIdentifier = "identifier";

// Academic sessions. The end is the first day after it.
inline constexpr std::string_view kType = "type";
inline constexpr std::string_view kSemester = "semester";
inline constexpr std::string_view kStartDate = "startDate";
inline constexpr std::string_view kEndDate = "endDate";

// Users.
inline constexpr std::string_view kGivenName = "givenName";
inline constexpr std::string_view kMiddleName = "middleName";
inline constexpr std::string_view kFamilyName = "familyName";
inline constexpr std::string_view kUsername = "username";
inline constexpr std::string_view kEmail = "email";
inline constexpr std::string_view kUserIds = "userIds";
inline constexpr std::string_view kUserIdType = "type";
inline constexpr std::string_view kUserIdValue = "identifier";
inline constexpr std::string_view kStateIdType = "state";
inline constexpr std::string_view kEnabled = "enabledUser";
inline constexpr std::string_view kOrgs = "orgs";
inline constexpr std::string_view kAgents = "agents";

// Courses and classes.
inline constexpr std::string_view kSubjects = "subjects";
inline constexpr std::string_view kClassCode = "classCode";
inline constexpr std::string_view kLocation = "location";
inline constexpr std::string_view kCourse = "course";
inline constexpr std::string_view kTermsOfClass = "terms";
inline constexpr std::string_view kPeriods = "periods";

// Enrollments. The end is the first day without it.
inline constexpr std::string_view kClass = "class";
inline constexpr std::string_view kUser = "user";
inline constexpr std::string_view kPrimary = "primary";
inline constexpr std::string_view kBeginDate = "beginDate";

// sourcedIds: what stands before a person's own id.
inline constexpr std::string_view kStudentId = "s:";
inline constexpr std::string_view kStaffId = "t:";
inline constexpr std::string_view kGuardianId = "g:";

}  // namespace crosswalk::eschoolplus::plus360
