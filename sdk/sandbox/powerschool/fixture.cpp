#include "sandbox/powerschool/starting_state.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

constexpr char kFixture[] = R"json({
  "schools": [
    {"id": 3, "school_number": 100, "name": "North Sample High", "low_grade": 9, "high_grade": 12},
    {"id": 4, "school_number": 200, "name": "South Sample Middle", "low_grade": 6, "high_grade": 8},
    {"id": 9, "school_number": 999999, "name": "Graduated Students", "low_grade": 0, "high_grade": 0}],
  "terms": [
    {"id": 501, "inner_id": 3600, "school_id": 3, "start_year": 2026, "portion": 1, "start_date": "2026-08-17",
     "end_date": "2027-06-04", "abbreviation": "26-27", "name": "2026-2027"},
    {"id": 502, "inner_id": 3601, "school_id": 3, "start_year": 2026, "portion": 2, "start_date": "2026-08-17",
     "end_date": "2026-12-18", "abbreviation": "S1", "name": "Semester 1"},
    {"id": 503, "inner_id": 3602, "school_id": 3, "start_year": 2026, "portion": 2, "start_date": "2027-01-05",
     "end_date": "2027-06-04", "abbreviation": "S2", "name": "Semester 2"},
    {"id": 504, "inner_id": 3600, "school_id": 4, "start_year": 2026, "portion": 1, "start_date": "2026-08-17",
     "end_date": "2027-06-04", "abbreviation": "26-27", "name": "2026-2027"},
    {"id": 490, "inner_id": 3500, "school_id": 3, "start_year": 2025, "portion": 1, "start_date": "2025-08-18",
     "end_date": "2026-06-05", "abbreviation": "25-26", "name": "2025-2026"}],
  "courses": [
    {"id": 801, "course_number": "ENG-1", "course_name": "English 1", "school_id": 3},
    {"id": 802, "course_number": "1010", "course_name": "Algebra & Co", "school_id": 0}],
  "users": [
    {"id": 7001, "local_id": "T-17", "teacher_username": "dteacher", "first_name": "Dana", "last_name": "Instructor",
     "email": "dteacher@example.test"},
    {"id": 7002, "local_id": "18", "admin_username": "office18", "teacher_username": "t 18", "first_name": "Eli",
     "last_name": "Instructor"}],
  "school_staff": [
    {"id": 7101, "user_id": 7001, "school_id": 3, "type": 1, "status": 1},
    {"id": 7102, "user_id": 7002, "school_id": 3, "type": 1, "status": 1},
    {"id": 7103, "user_id": 7001, "school_id": 4, "type": 1, "status": 1},
    {"id": 7104, "user_id": 7002, "school_id": 0, "type": 2, "status": 1}],
  "students": [
    {"id": 1101, "local_id": "50001", "state_province_id": "0070001", "student_username": "s50001", "first_name": "Ari",
     "middle_name": "Q", "last_name": "Sampleton", "email": "s50001@example.test", "grade_level": 9, "school_id": 3,
     "entry_date": "2026-08-17", "exit_date": "2027-06-05"},
    {"id": 1102, "local_id": "50002", "student_username": "50002", "first_name": "Bo", "last_name": "Sampleton",
     "enroll_status": -1, "grade_level": 9, "school_id": 3, "entry_date": "2026-10-01", "exit_date": "2027-06-05"},
    {"id": 1103, "local_id": "50003", "student_username": "s50003", "first_name": "Zoë", "last_name": "O'Sample",
     "grade_level": 10, "school_id": 3, "entry_date": "2026-08-17", "exit_date": "2027-06-05"},
    {"id": 1104, "local_id": "50004", "student_username": "s 50004", "first_name": "Cy", "last_name": "Sample & Son",
     "grade_level": 12, "school_id": 3, "entry_date": "2026-08-17", "exit_date": "2027-06-05"},
    {"id": 1105, "local_id": "50005", "student_username": "s50005", "first_name": "Dee", "last_name": "1234",
     "grade_level": 6, "school_id": 4, "entry_date": "2026-08-17", "exit_date": "2027-06-05"},
    {"id": 1106, "local_id": "50006", "student_username": "s50006", "first_name": "True", "last_name": "Sampleton",
     "grade_level": 0, "school_id": 4, "entry_date": "2026-08-17", "exit_date": "2027-06-05"},
    {"id": 1107, "local_id": "50007", "student_username": "s50007", "first_name": "Gil", "last_name": "Sampleton",
     "enroll_status": 2, "grade_level": 9, "school_id": 3, "entry_date": "2026-08-17", "exit_date": "2026-09-02"}],
  "sections": [
    {"id": 9101, "school_id": 3, "course_id": 801, "term_id": 502, "section_number": "1", "expression": "1(A)",
     "external_expression": "1(M-F)"},
    {"id": 9102, "school_id": 3, "course_id": 801, "term_id": 501, "section_number": "2B", "expression": "3(A-B)",
     "external_expression": "3(M-F)"},
    {"id": 9103, "school_id": 3, "course_id": 802, "term_id": 502, "section_number": "1", "expression": "2(A)"},
    {"id": 9104, "school_id": 4, "course_id": 802, "term_id": 504, "section_number": "1"},
    {"id": 9001, "school_id": 3, "course_id": 801, "term_id": 490, "section_number": "1", "expression": "1(A)"}],
  "section_teachers": [
    {"id": 1, "section_id": 9101, "school_staff_id": 7101, "is_lead": true},
    {"id": 2, "section_id": 9101, "school_staff_id": 7102},
    {"id": 3, "section_id": 9103, "school_staff_id": 7102, "is_lead": true},
    {"id": 4, "section_id": 9104, "school_staff_id": 7103, "is_lead": true}],
  "enrollments": [
    {"id": 20001, "section_id": 9101, "student_id": 1101, "entry_date": "2026-08-17", "exit_date": "2026-12-19"},
    {"id": 20002, "section_id": 9101, "student_id": 1102, "entry_date": "2026-08-17", "exit_date": "2026-09-02",
     "dropped": true},
    {"id": 20003, "section_id": 9102, "student_id": 1101, "entry_date": "2026-08-17", "exit_date": "2027-06-05"},
    {"id": 20004, "section_id": 9101, "student_id": 1102, "entry_date": "2026-10-01", "exit_date": "2026-12-19"},
    {"id": 20005, "section_id": 9101, "student_id": 1103, "entry_date": "2026-08-17", "exit_date": "2026-12-19"},
    {"id": 20006, "section_id": 9104, "student_id": 1105, "entry_date": "2026-08-17", "exit_date": "2027-06-05"}]
})json";

}  // namespace

Json fixture() { return parse_json(kFixture).value_or(Json::object()); }

}  // namespace crosswalk::sandbox::powerschool
