#include "sandbox/powerschool/schema_tables.hpp"

#include <array>

#include "sandbox/core/text.hpp"
#include "sandbox/powerschool/query_defs.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

/// The field of that name.
template <const char* kName>
std::string its_field(const State&, const Json& record) {
  return text_of_field(record, kName);
}

std::string own_dcid(const State&, const Json& record) { return text_of_field(record, "id"); }

/// A field of the record that another field names.
std::string through(const State& state, const Json& record, const char* table, const char* ref,
                    const char* wanted) {
  const Json* found = state.find(table, number_of_field(record, ref));
  return found == nullptr ? std::string("0") : text_of_field(*found, wanted);
}

std::string number_of_school(const State& state, const Json& record) {
  return through(state, record, "schools", "school_id", "school_number");
}
std::string year_of_term(const State&, const Json& record) { return year_id_of(record); }
std::string is_year(const State&, const Json& record) {
  return number_of_field(record, "portion") == 1 ? "1" : "0";
}
std::string number_of_course(const State& state, const Json& record) {
  return through(state, record, "courses", "course_id", "course_number");
}
std::string term_of_section_row(const State& state, const Json& record) {
  return through(state, record, "terms", "term_id", "inner_id");
}
std::string section_of_teacher(const State& state, const Json& record) {
  return through(state, record, "sections", "section_id", "inner_id");
}
std::string post_of_teacher(const State& state, const Json& record) {
  return through(state, record, "school_staff", "school_staff_id", "inner_id");
}
/// Negative once the place was dropped (contract 4).
std::string section_of_seat(const State& state, const Json& record) {
  const std::string id = through(state, record, "sections", "section_id", "inner_id");
  return flag_of_field(record, "dropped") ? "-" + id : id;
}
std::string student_of_seat(const State& state, const Json& record) {
  return through(state, record, "students", "student_id", "inner_id");
}

constexpr char kInner[] = "inner_id";
constexpr char kName[] = "name";
constexpr char kAbbreviation[] = "abbreviation";
constexpr char kPortion[] = "portion";
constexpr char kStart[] = "start_date";
constexpr char kEnd[] = "end_date";
constexpr char kSchoolNumber[] = "school_number";
constexpr char kFirst[] = "first_name";
constexpr char kMiddle[] = "middle_name";
constexpr char kLast[] = "last_name";
constexpr char kLocal[] = "local_id";
constexpr char kStudentName[] = "student_username";
constexpr char kGrade[] = "grade_level";
constexpr char kEnrollStatus[] = "enroll_status";
constexpr char kEmail[] = "email";
constexpr char kAdminName[] = "admin_username";
constexpr char kTeacherName[] = "teacher_username";
constexpr char kUser[] = "user_id";
constexpr char kStatus[] = "status";
constexpr char kType[] = "type";
constexpr char kCourseNumber[] = "course_number";
constexpr char kCourseName[] = "course_name";
constexpr char kSectionNumber[] = "section_number";
constexpr char kExpression[] = "expression";
constexpr char kEntry[] = "entry_date";
constexpr char kExit[] = "exit_date";

constexpr SchemaColumn kTerms[] = {{"DCID", true, own_dcid},
                                   {"ID", true, its_field<kInner>},
                                   {"YearID", true, year_of_term},
                                   {"SchoolID", true, number_of_school},
                                   {"IsYearRec", true, is_year},
                                   {"Portion", true, its_field<kPortion>},
                                   {"FirstDay", false, its_field<kStart>},
                                   {"LastDay", false, its_field<kEnd>},
                                   {"Abbreviation", false, its_field<kAbbreviation>},
                                   {"Name", false, its_field<kName>}};
constexpr SchemaColumn kSchools[] = {{"DCID", true, own_dcid},
                                     {"School_Number", true, its_field<kSchoolNumber>},
                                     {"Name", false, its_field<kName>}};
constexpr SchemaColumn kStudents[] = {{"DCID", true, own_dcid},
                                      {"ID", true, its_field<kInner>},
                                      {"Student_Number", true, its_field<kLocal>},
                                      {"Student_Web_ID", false, its_field<kStudentName>},
                                      {"First_Name", false, its_field<kFirst>},
                                      {"Middle_Name", false, its_field<kMiddle>},
                                      {"Last_Name", false, its_field<kLast>},
                                      {"Grade_Level", true, its_field<kGrade>},
                                      {"Enroll_Status", true, its_field<kEnrollStatus>},
                                      {"SchoolID", true, number_of_school}};
constexpr SchemaColumn kUsers[] = {{"DCID", true, own_dcid},
                                   {"First_Name", false, its_field<kFirst>},
                                   {"Middle_Name", false, its_field<kMiddle>},
                                   {"Last_Name", false, its_field<kLast>},
                                   {"Email_Addr", false, its_field<kEmail>},
                                   {"LoginID", false, its_field<kAdminName>},
                                   {"TeacherLoginID", false, its_field<kTeacherName>},
                                   {"TeacherNumber", false, its_field<kLocal>}};
constexpr SchemaColumn kSchoolStaff[] = {{"DCID", true, own_dcid},
                                         {"ID", true, its_field<kInner>},
                                         {"Users_DCID", true, its_field<kUser>},
                                         {"SchoolID", true, number_of_school},
                                         {"Status", true, its_field<kStatus>},
                                         {"StaffStatus", true, its_field<kType>}};
constexpr SchemaColumn kCourses[] = {{"DCID", true, own_dcid},
                                     {"Course_Number", false, its_field<kCourseNumber>},
                                     {"Course_Name", false, its_field<kCourseName>},
                                     {"SchoolID", true, number_of_school}};
constexpr SchemaColumn kSections[] = {{"DCID", true, own_dcid},
                                      {"ID", true, its_field<kInner>},
                                      {"Course_Number", false, number_of_course},
                                      {"Section_Number", false, its_field<kSectionNumber>},
                                      {"Expression", false, its_field<kExpression>},
                                      {"TermID", true, term_of_section_row},
                                      {"SchoolID", true, number_of_school}};
constexpr SchemaColumn kSectionTeacher[] = {{"ID", true, own_dcid},
                                            {"SectionID", true, section_of_teacher},
                                            {"TeacherID", true, post_of_teacher},
                                            {"Start_Date", false, its_field<kStart>},
                                            {"End_Date", false, its_field<kEnd>}};
constexpr SchemaColumn kCc[] = {{"DCID", true, own_dcid},
                                {"SectionID", true, section_of_seat},
                                {"StudentID", true, student_of_seat},
                                {"DateEnrolled", false, its_field<kEntry>},
                                {"DateLeft", false, its_field<kExit>}};

constexpr std::array<SchemaTable, 10> kSchemaTables{
    {{"Terms", "terms", kTerms},
     {"Schools", "schools", kSchools},
     {"Students", "students", kStudents},
     {"Users", "users", kUsers},
     {"SchoolStaff", "school_staff", kSchoolStaff},
     {"Courses", "courses", kCourses},
     {"Sections", "sections", kSections},
     {"SectionTeacher", "section_teachers", kSectionTeacher},
     {"CC", "enrollments", kCc},
     {"Teachers", "", {}}}};

}  // namespace

std::span<const SchemaTable> schema_tables() { return kSchemaTables; }

const SchemaTable* schema_table(std::string_view name) {
  for (const SchemaTable& table : kSchemaTables) {
    if (same_ignoring_case(table.name, name)) return &table;
  }
  return nullptr;
}

const SchemaColumn* column_of(const SchemaTable& table, std::string_view name) {
  for (const SchemaColumn& column : table.columns) {
    if (same_ignoring_case(column.name, name)) return &column;
  }
  return nullptr;
}

}  // namespace crosswalk::sandbox::powerschool
