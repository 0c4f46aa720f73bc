#pragma once

/// \file
/// The tables that the download definitions write, and the columns that are read of them (contract
/// 9). Names are the product's own; which are needed is our definition [O].

#include <array>
#include <span>
#include <string_view>

namespace crosswalk::eschoolplus::files {

inline constexpr std::string_view kRoot = "folder";  ///< the setting
inline constexpr std::string_view kSuffix = ".csv";
inline constexpr std::string_view kEndOfRecord = "#!#";  ///< districts add it, because values break

inline constexpr std::string_view kBuilding = "BUILDING";
inline constexpr std::string_view kName = "NAME";
inline constexpr std::string_view kCalendar = "CALENDAR";
inline constexpr std::string_view kStateCode = "STATE_CODE_EQUIV";
inline constexpr std::string_view kOutOfDistrict = "OUT_OF_DISTRICT";
inline constexpr std::string_view kTransferBuilding = "TRANSFER_BUILDING";
inline constexpr std::string_view kSchoolYear = "SCHOOL_YEAR";
inline constexpr std::string_view kMarkingPeriod = "MARKING_PERIOD";
inline constexpr std::string_view kDescription = "DESCRIPTION";
inline constexpr std::string_view kTrack = "TRACK";
inline constexpr std::string_view kStartDate = "START_DATE";
inline constexpr std::string_view kEndDate = "END_DATE";
inline constexpr std::string_view kCode = "CODE";
inline constexpr std::string_view kGradeOrder = "GRADE_ORDER";
inline constexpr std::string_view kStudentId = "STUDENT_ID";
inline constexpr std::string_view kFirstName = "FIRST_NAME";
inline constexpr std::string_view kMiddleName = "MIDDLE_NAME";
inline constexpr std::string_view kLastName = "LAST_NAME";
inline constexpr std::string_view kGrade = "GRADE";
inline constexpr std::string_view kCurrentStatus = "CURRENT_STATUS";
inline constexpr std::string_view kActiveStudent = "A";
inline constexpr std::string_view kStateReportId = "STATE_REPORT_ID";
inline constexpr std::string_view kContactId = "CONTACT_ID";
inline constexpr std::string_view kContactType = "CONTACT_TYPE";
inline constexpr std::string_view kMailingContact = "M";
inline constexpr std::string_view kGuardianContact = "G";
inline constexpr std::string_view kEmail = "EMAIL";
inline constexpr std::string_view kLoginId = "LOGIN_ID";
inline constexpr std::string_view kStaffId = "STAFF_ID";
inline constexpr std::string_view kStaffLogin = "ESP_LOGIN_ID";
inline constexpr std::string_view kStaffStateId = "STAFF_STATE_ID";
inline constexpr std::string_view kIsTeacher = "IS_TEACHER";
inline constexpr std::string_view kActive = "ACTIVE";
inline constexpr std::string_view kIsPrimary = "IS_PRIMARY_BLDG";
inline constexpr std::string_view kCourse = "COURSE";
inline constexpr std::string_view kDepartment = "DEPARTMENT";
inline constexpr std::string_view kActiveStatus = "ACTIVE_STATUS";
inline constexpr std::string_view kStudyHall = "STUDY_HALL";
inline constexpr std::string_view kReceiveMark = "RECEIVE_MARK";
inline constexpr std::string_view kSectionKey = "SECTION_KEY";
inline constexpr std::string_view kSummerSchool = "SUMMER_SCHOOL";
inline constexpr std::string_view kCourseSection = "COURSE_SECTION";
inline constexpr std::string_view kCourseSession = "COURSE_SESSION";
inline constexpr std::string_view kPrimaryStaffId = "PRIMARY_STAFF_ID";
inline constexpr std::string_view kStartPeriod = "START_PERIOD";
inline constexpr std::string_view kRoomId = "ROOM_ID";
inline constexpr std::string_view kCourseStatus = "COURSE_STATUS";
inline constexpr std::string_view kDropped = "D";
inline constexpr std::string_view kModeled = "MODELED";
inline constexpr std::string_view kDateAdded = "DATE_ADDED";
inline constexpr std::string_view kDateDropped = "DATE_DROPPED";

/// A table; its file is named like it.
struct Table {
  std::string_view name;
  std::span<const std::string_view> columns;
};

inline constexpr std::array kBuildingColumns{kBuilding,  kName,          kCalendar,
                                             kStateCode, kOutOfDistrict, kTransferBuilding};
inline constexpr Table kBuildings{"reg_building", kBuildingColumns};

inline constexpr std::array kPeriodColumns{kBuilding, kSchoolYear, kMarkingPeriod, kDescription};
inline constexpr Table kPeriods{"reg_mp_weeks", kPeriodColumns};
inline constexpr std::array kPeriodDateColumns{kBuilding, kSchoolYear, kMarkingPeriod,
                                               kTrack,    kStartDate,  kEndDate};
inline constexpr Table kPeriodDates{"reg_mp_dates", kPeriodDateColumns};

inline constexpr std::array kGradeColumns{kCode, kGradeOrder};
inline constexpr Table kGrades{"reg_grade", kGradeColumns};

inline constexpr std::array kStudentColumns{kStudentId, kFirstName, kMiddleName,    kLastName,
                                            kBuilding,  kGrade,     kCurrentStatus, kTrack};
inline constexpr Table kStudents{"reg", kStudentColumns};
inline constexpr std::array kPersonalColumns{kStudentId, kStateReportId};
inline constexpr Table kPersonal{"reg_personal", kPersonalColumns};

inline constexpr std::array kStudentContactColumns{kStudentId, kContactId, kContactType};
inline constexpr Table kStudentContacts{"reg_stu_contact", kStudentContactColumns};
inline constexpr std::array kContactColumns{kContactId, kFirstName, kLastName, kEmail, kLoginId};
inline constexpr Table kContacts{"reg_contact", kContactColumns};

inline constexpr std::array kStaffColumns{kStaffId, kFirstName,  kLastName,
                                          kEmail,   kStaffLogin, kStaffStateId};
inline constexpr Table kStaff{"reg_staff", kStaffColumns};
inline constexpr std::array kStaffPlaceColumns{kStaffId, kBuilding, kIsTeacher, kActive,
                                               kIsPrimary};
inline constexpr Table kStaffPlaces{"reg_staff_bldgs", kStaffPlaceColumns};

inline constexpr std::array kCourseColumns{kBuilding,     kCourse,    kDescription, kDepartment,
                                           kActiveStatus, kStudyHall, kReceiveMark};
inline constexpr Table kCourses{"schd_course", kCourseColumns};

inline constexpr std::array kSectionColumns{kSectionKey, kSchoolYear,    kSummerSchool, kBuilding,
                                            kCourse,     kCourseSection, kDescription};
inline constexpr Table kSections{"schd_ms", kSectionColumns};
inline constexpr std::array kSessionColumns{kSectionKey,  kCourseSession, kPrimaryStaffId,
                                            kStartPeriod, kRoomId,        kReceiveMark};
inline constexpr Table kSessions{"schd_ms_session", kSessionColumns};
inline constexpr std::array kSessionPeriodColumns{kSectionKey, kCourseSession, kMarkingPeriod};
inline constexpr Table kSessionPeriods{"schd_ms_mp", kSessionPeriodColumns};
inline constexpr std::array kSessionStaffColumns{kSectionKey, kCourseSession, kStaffId};
inline constexpr Table kSessionStaff{"schd_ms_staff", kSessionStaffColumns};

inline constexpr std::array kSeatColumns{kStudentId, kSectionKey, kCourseStatus, kModeled};
inline constexpr Table kSeats{"schd_stu_course", kSeatColumns};
inline constexpr std::array kSeatDateColumns{kStudentId, kSectionKey, kDateAdded, kDateDropped};
inline constexpr Table kSeatDates{"schd_stu_crs_dates", kSeatDateColumns};

}  // namespace crosswalk::eschoolplus::files
