/// \file
/// Whole reads in mode v1.

#include "support.hpp"

namespace crosswalk::powerschool {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr char kOneSchool[] =
    R"({"schools": {"school": {"id": 3, "name": "North", "school_number": 100}}})";
constexpr char kSectionYear[] = "q=term.start_year%3D%3D2026";
constexpr char kTermYear[] = "q=start_year%3D%3D2026";
constexpr char kStudentQuery[] =
    "q=school_enrollment.enroll_status%3D%3D%28A%2CP%29&expansions=contact_info,school_enrollment";
constexpr char kStaffQuery[] = "expansions=emails,school_affiliations";

constexpr char kTwoSections[] = R"json({"sections": {"section": [
  {"id": 9101, "school_id": 3, "course_id": 801, "term_id": 502, "section_number": 1,
   "expression": "1(A)",
               "external_expression" : "1(M-F)", "staff_id" : 7101
},
  {"id": 9102, "school_id": 3, "course_id": 802, "term_id": 501, "section_number": "2B"}]
}
})json";
constexpr char kOneStaff[] = R"({"staffs": {"staff": {"id": 7101, "local_id": "T-17",
  "teacher_username": "dteacher", "name": {"first_name": "Dana", "last_name": "Instructor"},
  "emails": {"work_email": "d@example.test"}, "users_dcid": 7001,
  "school_affiliations": {"school_affiliation": {"school_id": 3, "type": 1, "status": 1}}}}})";

class V1ReadTest : public PowerSchoolTest {
 protected:
  void on_schools() {
    on_metadata();
    on_list("district/school", "", kOneSchool, 1);
  }
  void on_sections() { on_list("school/3/section", kSectionYear, kTwoSections, 2); }
  void on_courses() {
    on_list("school/3/course", "", R"({"courses": {"course":
      {"id": 801, "course_number": "ENG-1", "course_name": "English 1"}}})",
            1);
    fake_.on_get("/ws/v1/course/802",
                 R"({"course": {"id": 802, "course_number": 1010, "course_name": "Algebra"}})");
  }
};

TEST_F(V1ReadTest, Schools) {
  on_schools();
  const auto result = read_ok("org");
  EXPECT_THAT(
      result.rows,
      ElementsAre(ReadRow{
          {"sourcedId", "3"}, {"name", "North"}, {"type", "school"}, {"identifier", "100"}}));
  EXPECT_TRUE(result.end.complete);
}

TEST_F(V1ReadTest, TermsOfTheYear) {
  on_schools();
  on_list("school/3/term", kTermYear, R"({"terms": {"term": {"id": 501, "school_id": 3,
    "start_year": 2026, "portion": 1, "start_date": "2026-08-17", "end_date": "2027-06-04",
    "abbreviation": "26-27", "name": "2026-2027"}}})",
          1);
  const auto result = read_ok("academicSession");
  ASSERT_THAT(result.rows, SizeIs(1));
  EXPECT_THAT(result.rows[0],
              AllOf(Contains(Pair("endDate", "2027-06-05")), Contains(Pair("type", "schoolYear"))));
}

// Contract 14.8: a course of the district is in no school's list.
TEST_F(V1ReadTest, CoursesThatASectionUses) {
  on_schools();
  on_sections();
  on_courses();
  const auto result = read_ok("course");
  EXPECT_THAT(
      result.rows,
      ElementsAre(ReadRow{{"sourcedId", "801"}, {"title", "English 1"}, {"courseCode", "ENG-1"}},
                  ReadRow{{"sourcedId", "802"}, {"title", "Algebra"}, {"courseCode", "1010"}}));
}

TEST_F(V1ReadTest, ClassesKnowTheirCourseAndTerm) {
  on_schools();
  on_sections();
  on_courses();
  const auto result = read_ok("class");
  ASSERT_THAT(result.rows, SizeIs(2));
  EXPECT_EQ(result.rows[0], (ReadRow{{"sourcedId", "9101"},
                                     {"title", "1 - 1(M-F)"},
                                     {"classCode", "ENG-1.1"},
                                     {"classType", "scheduled"},
                                     {"course", "801"},
                                     {"school", "3"},
                                     {"terms", "502"},
                                     {"periods", "1(M-F)"}}));
  EXPECT_EQ(result.rows[1].at("classCode"), "1010.2B");
}

TEST_F(V1ReadTest, PeopleAreStaffAndStudents) {
  on_schools();
  on_list("school/3/staff", kStaffQuery, kOneStaff, 1);
  on_list("school/3/student", kStudentQuery, R"({"students": {"student": {"id": 1101,
    "local_id": 50001, "student_username": "s50001",
    "name": {"first_name": "Ari", "middle_name": "Q", "last_name": "Sampleton"},
    "contact_info": {"email": "s@example.test"},
    "school_enrollment": {"grade_level": 9, "school_id": 3}}}})",
          1);
  const auto result = read_ok("user");
  EXPECT_THAT(result.rows, ElementsAre(ReadRow{{"sourcedId", "U7001"},
                                               {"enabledUser", "true"},
                                               {"username", "dteacher"},
                                               {"givenName", "Dana"},
                                               {"familyName", "Instructor"},
                                               {"identifier", "T-17"},
                                               {"email", "d@example.test"},
                                               {"roles", "teacher:3:primary"},
                                               {"primaryOrg", "3"}},
                                       ReadRow{{"sourcedId", "S1101"},
                                               {"enabledUser", "true"},
                                               {"username", "s50001"},
                                               {"givenName", "Ari"},
                                               {"middleName", "Q"},
                                               {"familyName", "Sampleton"},
                                               {"identifier", "50001"},
                                               {"email", "s@example.test"},
                                               {"roles", "student:3:primary"},
                                               {"primaryOrg", "3"},
                                               {"grades", "09"}}));
  EXPECT_TRUE(result.end.complete);
}

// One short page each needs no count; the lead teacher is found through the staff list.
TEST_F(V1ReadTest, EnrollmentsSectionBySection) {
  on_schools();
  on_sections();
  on_list("school/3/staff", kStaffQuery, kOneStaff, 1);
  fake_.on_get("/ws/v1/section/9101/section_enrollment?page=1&pagesize=100",
               R"({"section_enrollments": {"section_enrollment": [
    {"id": 20001, "section_id": 9101, "student_id": 1101, "entry_date": "2026-08-17",
     "exit_date": "2026-12-19", "dropped": false},
    {"id": 20002, "section_id": 9101, "student_id": 1102, "dropped": true}]}})");
  fake_.on("GET", "/ws/v1/section/9102/section_enrollment?page=1&pagesize=100", {404, ""});
  const auto result = read_ok("enrollment");
  EXPECT_THAT(result.rows, ElementsAre(ReadRow{{"sourcedId", "T9101-7001"},
                                               {"class", "9101"},
                                               {"user", "U7001"},
                                               {"role", "teacher"},
                                               {"primary", "true"}},
                                       ReadRow{{"sourcedId", "20001"},
                                               {"class", "9101"},
                                               {"user", "S1101"},
                                               {"role", "student"},
                                               {"beginDate", "2026-08-17"},
                                               {"endDate", "2026-12-19"}}));
  EXPECT_TRUE(result.end.complete);
}

TEST_F(V1ReadTest, CoteachersOnRequest) {
  config_ = R"({"base_url": "http://127.0.0.1:8080", "client_id": "i", "client_secret": "s",
    "mode": "v1", "start_year": 2026, "coteachers": true})";
  on_schools();
  on_sections();
  on_list("school/3/staff", kStaffQuery, kOneStaff, 1);
  fake_.on("POST", "/ws/schema/query/com.powerschool.core.users.coteacher_access_roles?pagesize=0",
           {200, R"({"record": [
    {"id": 1, "tables": {"users": {"dcid": "7001"}, "sections": {"dcid": "9101"}}},
    {"id": 2, "tables": {"users": {"dcid": "7001"}, "sections": {"dcid": "9102"}}},
    {"id": 3, "tables": {"users": {"dcid": "7001"}, "sections": {"dcid": "1"}}}],
    "@extensions": ""})"});
  for (const char* id : {"9101", "9102"}) {
    fake_.on_get("/ws/v1/section/" + std::string(id) + "/section_enrollment?page=1&pagesize=100",
                 R"({"section_enrollments": {"@extensions": ""}})");
  }
  const auto result = read_ok("enrollment");
  ASSERT_THAT(result.rows, SizeIs(2)) << "the lead is not told twice, a foreign section not at all";
  EXPECT_EQ(result.rows[1].at("sourcedId"), "T9102-7001");
  EXPECT_EQ(result.rows[1].at("primary"), "false");
}

// Nothing may be removed for want of a school's list.
TEST_F(V1ReadTest, AnIncompleteListMakesTheReadIncomplete) {
  on_metadata();
  for (int pass = 0; pass < 2; ++pass) on_list("district/school", "", kOneSchool, 2);
  const auto result = read_ok("org");
  EXPECT_THAT(result.rows, SizeIs(1));
  EXPECT_FALSE(result.end.complete);
  EXPECT_THAT(fake_.log(), Contains(HasSubstr("powerschool.incomplete")));
}

TEST_F(V1ReadTest, ARecordThatBreaksItsContractIsRefusedAlone) {
  on_metadata();
  on_list("district/school", "", R"({"schools": {"school": [{"name": "Nobody"},
    {"id": 3, "name": "North", "school_number": 100}]}})",
          2);
  const auto result = read_ok("org");
  EXPECT_THAT(result.rows, SizeIs(1));
  EXPECT_THAT(result.bad, SizeIs(1));
  EXPECT_EQ(result.end.refused, 1U);
}

// A school without an id cannot be asked for its terms: they must not look removed.
TEST_F(V1ReadTest, WhatHangsOnARefusedSchoolIsNotSeenWhole) {
  on_metadata();
  on_list("district/school", "", R"({"schools": {"school": {"name": "Nobody"}}})", 1);
  const auto result = read_ok("academicSession");
  EXPECT_THAT(result.rows, SizeIs(0));
  EXPECT_FALSE(result.end.complete);
}

// Sections are asked for once for courses, classes and enrollments together.
TEST_F(V1ReadTest, ListsAreSharedByTheReadsOfARun) {
  on_schools();
  on_sections();
  on_courses();
  read_ok("course");
  const std::size_t calls = fake_.seen().size();
  read_ok("class");
  EXPECT_EQ(fake_.seen().size(), calls);
  fake_.now_ms += 600'000;
  on_schools();
  on_sections();
  on_courses();
  read_ok("class");
}

TEST_F(V1ReadTest, ASmallBufferTakesAllRows) {
  on_metadata();
  std::string list;
  for (int i = 1; i < 100; ++i) {
    list += (i > 1 ? "," : "") +
            ("{\"id\": " + std::to_string(i) +
             R"(, "name": "A school with quite a long name", "school_number": 1})");
  }
  on_list("district/school", "", R"({"schools": {"school": [)" + list + "]}}", 99);
  EXPECT_THAT(read_ok("org", 4096).rows, SizeIs(99));
}

TEST_F(V1ReadTest, OnlyWholeSourceReadsAreOffered) {
  ReadRequest request;
  request.entity = "user";
  request.mode = ReadMode::Delta;
  EXPECT_EQ(adapter().open(request).error().code, ErrorCode::Unsupported);
  request.mode = ReadMode::Full;
  request.side = Side::Destination;
  EXPECT_EQ(adapter().open(request).error().code, ErrorCode::Unsupported);
  request.side = Side::Source;
  request.entity = "result";
  EXPECT_EQ(adapter().open(request).error().code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace crosswalk::powerschool
