#pragma once

/// \file
/// The table of the session service: every path, header, parameter, field, format and limit that
/// this binding takes for granted. The vendor's own description is not public, so all of it is our
/// definition [O] on public facts (contract 4 to 6); a district that holds the vendor's guide
/// corrects it here. The log-in call itself (path, field names, where the token is found and how it
/// is sent) stands in manifest.cpp, because the host logs in.

#include <cstdint>
#include <string_view>

namespace crosswalk::eschoolplus::table {

// Transport (contract 4). The auth profile is the manifest's.
inline constexpr std::string_view kProfile = "session";
inline constexpr std::string_view kBucket = "api";
inline constexpr std::string_view kSiteCodeHeader = "X-ESP-Site-Code";
inline constexpr std::string_view kRequestIdHeader = "X-Request-Id";
inline constexpr std::uint32_t kTimeout_ms = 120'000;

/// The operations of rostering (contract 3); the log-in, open, is the host's. Those of
/// gradebooks are not here: no flow writes marks into eSchoolPlus.
struct Operation {
  std::string_view name;
  std::string_view path;
};
inline constexpr Operation kClose{"close", "/session"};
inline constexpr Operation kInfo{"info", "/info"};
inline constexpr Operation kBuildings{"buildings", "/buildings"};
inline constexpr Operation kMarkingPeriods{"marking periods", "/marking-periods"};
inline constexpr Operation kGradeLevels{"grade levels", "/grade-levels"};
inline constexpr Operation kStudents{"students", "/students"};
inline constexpr Operation kStaff{"staff", "/staff"};
inline constexpr Operation kGuardians{"guardians", "/guardians"};
inline constexpr Operation kContacts{"guardians of students", "/student-contacts"};
inline constexpr Operation kCourses{"courses", "/courses"};
inline constexpr Operation kSections{"sections", "/sections"};
inline constexpr Operation kEnrollments{"enrollments", "/enrollments"};

// Lists and jobs (contract 4.2).
inline constexpr std::string_view kPerPage = "perPage";
inline constexpr std::string_view kPage = "page";
inline constexpr std::string_view kJob = "job";
inline constexpr std::string_view kSchoolYearFilter = "schoolYear";
inline constexpr std::string_view kStatusFilter = "status";
inline constexpr std::string_view kActiveStudent = "A";
inline constexpr std::uint64_t kPageSize = 500;
inline constexpr std::uint64_t kMaxPages = 100'000;
inline constexpr std::string_view kJobGuid = "jobGuid";
inline constexpr std::string_view kAsOf = "asOf";
inline constexpr std::string_view kPageTotal = "pageTotal";
inline constexpr std::string_view kRecordTotal = "recordTotal";
inline constexpr std::string_view kRecords = "records";
inline constexpr std::string_view kRecordStatus = "recordStatus";
inline constexpr std::string_view kRemoved = "D";

// Errors (contract 4.3).
inline constexpr std::string_view kError = "error";
inline constexpr std::string_view kErrorCode = "code";
inline constexpr std::string_view kErrorFields = "fields";
inline constexpr std::string_view kErrorFieldName = "name";
inline constexpr std::string_view kJobExpired = "JOB_EXPIRED";

// Info (contract 4.1).
inline constexpr std::string_view kVersion = "version";
inline constexpr std::string_view kMaintenance = "maintenance";

// Fields of several lists.
inline constexpr std::string_view kBuilding = "building";
inline constexpr std::string_view kSchoolYear = "schoolYear";
inline constexpr std::string_view kDescription = "description";
inline constexpr std::string_view kFirstName = "firstName";
inline constexpr std::string_view kMiddleName = "middleName";
inline constexpr std::string_view kLastName = "lastName";
inline constexpr std::string_view kEmail = "email";
inline constexpr std::string_view kLoginId = "loginId";
inline constexpr std::string_view kStateId = "stateId";
inline constexpr std::string_view kActive = "active";
inline constexpr std::string_view kReceiveMark = "receiveMark";
inline constexpr std::string_view kStudentId = "studentId";
inline constexpr std::string_view kSectionKey = "sectionKey";
inline constexpr std::string_view kCourse = "course";
inline constexpr std::string_view kContactId = "contactId";

// Buildings (contract 5.1).
inline constexpr std::string_view kBuildingName = "name";
inline constexpr std::string_view kStateCode = "stateCode";
inline constexpr std::string_view kDefaultCalendar = "defaultCalendar";
inline constexpr std::string_view kOutOfDistrict = "outOfDistrict";
inline constexpr std::string_view kTransferBuilding = "transferBuilding";

// Marking periods (contract 5.2). The end is the last day.
inline constexpr std::string_view kMarkingPeriod = "markingPeriod";
inline constexpr std::string_view kDurationType = "durationType";
inline constexpr std::string_view kDates = "dates";
inline constexpr std::string_view kTrack = "track";
inline constexpr std::string_view kStartDate = "startDate";
inline constexpr std::string_view kEndDate = "endDate";

// Grade levels (contract 5.3).
inline constexpr std::string_view kGradeCode = "code";
inline constexpr std::string_view kGradeOrder = "order";

// Students (contract 5.4).
inline constexpr std::string_view kNickname = "nickname";
inline constexpr std::string_view kGrade = "grade";

// Staff (contract 5.5).
inline constexpr std::string_view kStaffId = "staffId";
inline constexpr std::string_view kBuildingsOfStaff = "buildings";
inline constexpr std::string_view kIsTeacher = "isTeacher";
inline constexpr std::string_view kIsCounselor = "isCounselor";
inline constexpr std::string_view kIsPrimary = "isPrimary";

// Guardians (contract 5.6).
inline constexpr std::string_view kContactType = "contactType";
inline constexpr std::string_view kGuardianContact = "G";

// Courses (contract 5.7).
inline constexpr std::string_view kDepartment = "department";
inline constexpr std::string_view kMinGrade = "minGrade";
inline constexpr std::string_view kMaxGrade = "maxGrade";
inline constexpr std::string_view kStudyHall = "studyHall";

// Sections (contract 5.8).
inline constexpr std::string_view kSummerSchool = "summerSchool";
inline constexpr std::string_view kSectionNumber = "sectionNumber";
inline constexpr std::string_view kSessions = "sessions";
inline constexpr std::string_view kSession = "session";
inline constexpr std::string_view kStartPeriod = "startPeriod";
inline constexpr std::string_view kRoom = "room";
inline constexpr std::string_view kPrimaryStaffId = "primaryStaffId";
inline constexpr std::string_view kAdditionalStaffIds = "additionalStaffIds";
inline constexpr std::string_view kPeriodsOfSession = "markingPeriods";

// Enrollments (contract 5.9). dateDropped is the first day without the course.
inline constexpr std::string_view kDateAdded = "dateAdded";
inline constexpr std::string_view kDateDropped = "dateDropped";
inline constexpr std::string_view kCourseStatus = "courseStatus";
inline constexpr std::string_view kDropped = "D";

}  // namespace crosswalk::eschoolplus::table
