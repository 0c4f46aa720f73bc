#include "sandbox/powerschool/query_defs.hpp"

#include <array>

namespace crosswalk::sandbox::powerschool {
namespace {

constexpr QueryColumn kSchoolColumns[] = {{"dcid", "SCHOOLS", "DCID"},
                                          {"school_number", "SCHOOLS", "SCHOOL_NUMBER"},
                                          {"name", "SCHOOLS", "NAME"},
                                          {"low_grade", "SCHOOLS", "LOW_GRADE"},
                                          {"high_grade", "SCHOOLS", "HIGH_GRADE"}};
constexpr QueryColumn kTermColumns[] = {{"dcid", "TERMS", "DCID"},
                                        {"id", "TERMS", "ID"},
                                        {"yearid", "TERMS", "YEARID"},
                                        {"school_number", "TERMS", "SCHOOLID"},
                                        {"isyearrec", "TERMS", "ISYEARREC"},
                                        {"portion", "TERMS", "PORTION"},
                                        {"firstday", "TERMS", "FIRSTDAY"},
                                        {"lastday", "TERMS", "LASTDAY"},
                                        {"abbreviation", "TERMS", "ABBREVIATION"},
                                        {"name", "TERMS", "NAME"}};
constexpr QueryColumn kStaffColumns[] = {{"users_dcid", "USERS", "DCID"},
                                         {"schoolstaff_dcid", "SCHOOLSTAFF", "DCID"},
                                         {"schoolstaff_id", "SCHOOLSTAFF", "ID"},
                                         {"school_number", "SCHOOLSTAFF", "SCHOOLID"},
                                         {"status", "SCHOOLSTAFF", "STATUS"},
                                         {"staffstatus", "SCHOOLSTAFF", "STAFFSTATUS"},
                                         {"first_name", "USERS", "FIRST_NAME"},
                                         {"middle_name", "USERS", "MIDDLE_NAME"},
                                         {"last_name", "USERS", "LAST_NAME"},
                                         {"email_addr", "USERS", "EMAIL_ADDR"},
                                         {"loginid", "USERS", "LOGINID"},
                                         {"teacherloginid", "USERS", "TEACHERLOGINID"},
                                         {"teachernumber", "USERS", "TEACHERNUMBER"}};
constexpr QueryColumn kStudentColumns[] = {{"dcid", "STUDENTS", "DCID"},
                                           {"id", "STUDENTS", "ID"},
                                           {"student_number", "STUDENTS", "STUDENT_NUMBER"},
                                           {"student_web_id", "STUDENTS", "STUDENT_WEB_ID"},
                                           {"first_name", "STUDENTS", "FIRST_NAME"},
                                           {"middle_name", "STUDENTS", "MIDDLE_NAME"},
                                           {"last_name", "STUDENTS", "LAST_NAME"},
                                           {"grade_level", "STUDENTS", "GRADE_LEVEL"},
                                           {"enroll_status", "STUDENTS", "ENROLL_STATUS"},
                                           {"school_number", "STUDENTS", "SCHOOLID"},
                                           {"email", "EMAILADDRESS", "EMAILADDRESS"}};
constexpr QueryColumn kSectionColumns[] = {
    {"dcid", "SECTIONS", "DCID"},
    {"id", "SECTIONS", "ID"},
    {"course_dcid", "COURSES", "DCID"},
    {"course_number", "SECTIONS", "COURSE_NUMBER"},
    {"course_name", "COURSES", "COURSE_NAME"},
    {"section_number", "SECTIONS", "SECTION_NUMBER"},
    {"expression", "SECTIONS", "EXPRESSION"},
    {"external_expression", "SECTIONS", "EXTERNAL_EXPRESSION"},
    {"term_dcid", "TERMS", "DCID"},
    {"term_id", "SECTIONS", "TERMID"},
    {"school_number", "SECTIONS", "SCHOOLID"},
    {"gradebooktype", "SECTIONS", "GRADEBOOKTYPE"}};
constexpr QueryColumn kTeacherColumns[] = {{"section_dcid", "SECTIONS", "DCID"},
                                           {"users_dcid", "SCHOOLSTAFF", "USERS_DCID"},
                                           {"schoolstaff_dcid", "SCHOOLSTAFF", "DCID"},
                                           {"role", "ROLEDEF", "NAME"},
                                           {"start_date", "SECTIONTEACHER", "START_DATE"},
                                           {"end_date", "SECTIONTEACHER", "END_DATE"},
                                           {"is_lead", "SECTIONS", "TEACHER"}};
constexpr QueryColumn kSeatColumns[] = {{"cc_dcid", "CC", "DCID"},
                                        {"section_dcid", "SECTIONS", "DCID"},
                                        {"student_dcid", "STUDENTS", "DCID"},
                                        {"dateenrolled", "CC", "DATEENROLLED"},
                                        {"dateleft", "CC", "DATELEFT"},
                                        {"dropped", "CC", "SECTIONID"}};
constexpr QueryColumn kSectionEnrollmentColumns[] = {{"students.dcid", "STUDENTS", "DCID"},
                                                     {"sections.dcid", "SECTIONS", "DCID"},
                                                     {"cc.dcid", "CC", "DCID"}};
constexpr QueryColumn kCoteacherColumns[] = {{"users.dcid", "USERS", "DCID"},
                                             {"sections.dcid", "SECTIONS", "DCID"}};
constexpr QueryColumn kGradebookColumns[] = {{"section_dcid", "SECTIONS", "DCID"},
                                             {"gradebooktype", "SECTIONS", "GRADEBOOKTYPE"}};

constexpr QueryArgument kYear{"yearid", true, false};
constexpr QueryArgument kSchool{"school_number", false, false};
constexpr QueryArgument kYearAndSchool[] = {kYear, kSchool};
constexpr QueryArgument kOnlyYear[] = {kYear};
constexpr QueryArgument kOnlySchool[] = {kSchool};
constexpr QueryArgument kSchoolAndStatus[] = {kSchool, {"enroll_status", false, true}};
constexpr QueryArgument kYearAndSections[] = {kYear, {"section_dcid", false, true}};
constexpr QueryArgument kSections[] = {{"section_dcid", true, true}};
constexpr QueryArgument kUsers[] = {{"users_dcids", true, true}};
constexpr QueryArgument kSectionIds[] = {{"section_ids", true, true}};

constexpr std::array<QueryDef, 10> kDefs{{
    {"roster.schools", true, true, "schools", kSchoolColumns, {}, rows_of_schools},
    {"roster.terms", true, true, "terms", kTermColumns, kYearAndSchool, rows_of_terms},
    {"roster.staff", true, true, "users", kStaffColumns, kOnlySchool, rows_of_staff},
    {"roster.students", true, true, "students", kStudentColumns, kSchoolAndStatus,
     rows_of_students},
    {"roster.sections", true, true, "sections", kSectionColumns, kYearAndSchool, rows_of_sections},
    {"roster.section_teachers", true, true, "sections", kTeacherColumns, kOnlyYear,
     rows_of_teachers},
    {"roster.enrollments", true, true, "cc", kSeatColumns, kYearAndSections, rows_of_seats},
    {"com.pearson.core.teachers.sectionEnrollments", false, false, "Students",
     kSectionEnrollmentColumns, kSections, rows_of_section_enrollments},
    {"com.powerschool.core.users.coteacher_access_roles", false, false, "Users", kCoteacherColumns,
     kUsers, rows_of_coteachers},
    {"com.powerschool.core.sections.gradebooktype", false, true, "sections", kGradebookColumns,
     kSectionIds, rows_of_gradebook_types},
}};

}  // namespace

std::span<const QueryDef> query_defs() { return kDefs; }

}  // namespace crosswalk::sandbox::powerschool
