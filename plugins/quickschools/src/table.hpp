#pragma once

/// \file
/// The quickschools contract table: every path, parameter, attribute and limit that this adapter
/// takes for granted. A school that holds the vendor's reference corrects it here (contract 11).
/// [O] marks what no document or client confirms.

#include <cstdint>
#include <string_view>

namespace crosswalk::quickschools::table {

// Paths below base_url (contract 2).
inline constexpr std::string_view kSemesters = "/semesters";
inline constexpr std::string_view kClasses = "/classes";
inline constexpr std::string_view kStudents = "/students";
inline constexpr std::string_view kTeachers = "/teachers";
inline constexpr std::string_view kSections = "/sections";
inline constexpr std::string_view kSectionEnrollments = "/sectionenrollments/";  // + section id

// Parameters (contract 1.1, 1.2, 4.4).
inline constexpr std::string_view kFields = "fields";
inline constexpr std::string_view kPage = "page";
inline constexpr std::string_view kItemsPerPage = "itemsPerPage";
inline constexpr std::string_view kSemesterId = "semesterId";
inline constexpr std::uint32_t kPageSize = 500;     // [O] 1000 is accepted by the live server
inline constexpr std::uint32_t kMaxPages = 10'000;  // more is no answer of a school
inline constexpr std::uint32_t kTimeout_ms = 60'000;

// Envelope of a paged list (contract 1.1).
inline constexpr std::string_view kList = "list";
inline constexpr std::string_view kNumberOfPages = "numberOfPages";
inline constexpr std::string_view kNumberOfItems = "numberOfItems";
inline constexpr std::string_view kSuccess = "success";
inline constexpr std::string_view kErrorCode = "errorCode";  // [O]
inline constexpr std::string_view kField = "field";          // [O] the parameter that is blamed
inline constexpr std::string_view kInvalidParameter = "INVALID_PARAMETER";  // [O]
inline constexpr std::string_view kNotFound = "NOT_FOUND";                  // [O]
inline constexpr std::string_view kDuplicate = "DUPLICATE";  // [O] of a section: 4.4 leaves it open

// Attributes of every row.
inline constexpr std::string_view kId = "id";
inline constexpr std::string_view kFullName = "fullName";

// People (contract 3). Of the extras, names, e-mail, number and active are [O].
inline constexpr std::string_view kStudentFields =
    "firstName,middleName,lastName,email,studentNumber,classId,hasLeft,deleted,"
    "smsClassSubjectSetIdList";
inline constexpr std::string_view kTeacherFields = "firstName,lastName,email,active";
inline constexpr std::string_view kFirstName = "firstName";
inline constexpr std::string_view kMiddleName = "middleName";
inline constexpr std::string_view kLastName = "lastName";
inline constexpr std::string_view kEmail = "email";
inline constexpr std::string_view kStudentNumber = "studentNumber";
inline constexpr std::string_view kClassCode = "classCode";
inline constexpr std::string_view kNoClass = "N/A";
inline constexpr std::string_view kHasLeft = "hasLeft";
inline constexpr std::string_view kDeleted = "deleted";
inline constexpr std::string_view kActive = "active";
inline constexpr std::string_view kSectionsOfStudent = "smsClassSubjectSetIdList";

// Terms and grade levels (contract 4.1, 4.2). The names of the two dates are [O].
inline constexpr std::string_view kSemesterName = "semesterName";
inline constexpr std::string_view kYearId = "yearId";
inline constexpr std::string_view kYearName = "yearName";
inline constexpr std::string_view kIsActive = "isActive";
inline constexpr std::string_view kStartDate = "startDate";
inline constexpr std::string_view kEndDate = "endDate";
inline constexpr bool kEndDateIsLastDay = true;  // [O]
inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kCode = "code";

// Sections and their rosters (contract 4.4, 4.5).
inline constexpr std::string_view kSectionFields = "smsAcademicSemesterId,smsClassId";
inline constexpr std::string_view kSectionName = "sectionName";
inline constexpr std::string_view kSectionCode = "sectionCode";
inline constexpr std::string_view kClassId = "classId";
inline constexpr std::string_view kClassName = "className";
inline constexpr std::string_view kTeachersOfSection = "teachers";
inline constexpr std::string_view kStudentsOfSection = "students";
inline constexpr std::string_view kStudentStubId = "smsStudentStubId";  // or id
inline constexpr std::string_view kTeacherIds = "teacherIds";           // written
inline constexpr std::string_view kStudentIds = "studentIds";           // written

}  // namespace crosswalk::quickschools::table
