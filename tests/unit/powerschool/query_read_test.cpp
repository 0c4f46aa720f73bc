/// \file
/// Whole reads in mode powerquery.

#include "support.hpp"

namespace crosswalk::powerschool {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kFirst[] = "page=1&pagesize=2&count=true";
constexpr char kSecond[] = "page=2&pagesize=2";

class QueryReadTest : public PowerSchoolTest {
 protected:
  QueryReadTest() { config_ = kQueryConfig; }

  void on_schools() {
    on_query("roster.schools", kFirst, R"({"count": 2, "record": [
      {"dcid": "3", "school_number": "100", "name": "North"},
      {"dcid": "4", "school_number": "200", "name": "South"}], "@extensions": ""})");
  }
};

TEST_F(QueryReadTest, Schools) {
  on_schools();
  const auto result = read_ok("org");
  ASSERT_THAT(result.rows, SizeIs(2));
  EXPECT_EQ(
      result.rows[1],
      (ReadRow{{"sourcedId", "4"}, {"name", "South"}, {"type", "school"}, {"identifier", "200"}}));
  EXPECT_TRUE(result.end.complete);
  EXPECT_EQ(fake_.body(0), "{}");
  EXPECT_EQ(fake_.seen()[0].retry, CW_RETRY_SAFE) << "it changes nothing";
}

TEST_F(QueryReadTest, TermsCarryTheirSchoolsDcid) {
  on_schools();
  on_query("roster.terms", kFirst, R"({"count": 1, "record": [{"dcid": "502", "id": "3601",
    "yearid": "36", "school_number": "200", "isyearrec": "0", "portion": "2",
    "firstday": "2026-08-17", "lastday": "2026-12-18", "abbreviation": "S1",
    "name": "Semester 1"}], "@extensions": ""})");
  const auto result = read_ok("academicSession");
  ASSERT_THAT(result.rows, SizeIs(1));
  EXPECT_EQ(result.rows[0].at("endDate"), "2026-12-19");
  EXPECT_EQ(result.rows[0].at("schoolYear"), "2027");
  EXPECT_EQ(fake_.body(1), R"({"yearid":"36"})");
}

constexpr char kSections[] = R"json({"count": 2, "record": [
  {"dcid": "9101", "id": "1", "course_dcid": "801", "course_number": "ENG-1",
   "course_name": "English 1", "section_number": "1", "expression": "1(A)",
               "external_expression" : "1(M-F)", "term_dcid" : "502", "school_number" : "100"
},
  {"dcid": "9102", "id": "2", "course_dcid": "801", "course_number": "ENG-1",
   "course_name": "English 1", "section_number": "2", "term_dcid": "502",
   "school_number": "200"}], "@extensions": ""
})json";

TEST_F(QueryReadTest, CoursesAreThoseOfTheSectionsOnce) {
  on_schools();
  on_query("roster.sections", kFirst, kSections);
  const auto result = read_ok("course");
  EXPECT_THAT(
      result.rows,
      ElementsAre(ReadRow{{"sourcedId", "801"}, {"title", "English 1"}, {"courseCode", "ENG-1"}}));
}

TEST_F(QueryReadTest, Classes) {
  on_schools();
  on_query("roster.sections", kFirst, kSections);
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
}

TEST_F(QueryReadTest, StaffRowsOfAPersonAreMergedAcrossPages) {
  on_schools();
  on_query("roster.staff", kFirst, R"({"count": 3, "record": [
    {"users_dcid": "7001", "school_number": "100", "status": "1", "staffstatus": "2",
     "first_name": "Dana", "last_name": "I", "teacherloginid": "d", "teachernumber": "T-17"},
    {"users_dcid": "7002", "school_number": "0", "status": "1", "staffstatus": "2",
     "first_name": "Off", "last_name": "Ice", "loginid": "o"}], "@extensions": ""})");
  on_query("roster.staff", kSecond, R"({"record": [
    {"users_dcid": "7001", "school_number": "200", "status": "1", "staffstatus": "1",
     "first_name": "Dana", "last_name": "I", "teacherloginid": "d"}], "@extensions": ""})");
  on_query("roster.staff/count", "", R"({"count": 3})");
  on_query("roster.students", kFirst, R"({"count": 0, "@extensions": ""})");
  const auto result = read_ok("user");
  ASSERT_THAT(result.rows, SizeIs(1)) << "the district office is no school";
  EXPECT_EQ(result.rows[0].at("roles"), "teacher:4:primary|staff:3:secondary");
  EXPECT_TRUE(result.end.complete);
}

// Contract 8.2: a page may be smaller than asked for; only the count tells the end.
TEST_F(QueryReadTest, EnrollmentsTakeAFewPages) {
  on_schools();
  on_query("roster.section_teachers", kFirst, R"({"count": 2, "record": [
    {"section_dcid": "9101", "users_dcid": "7001", "is_lead": "1"},
    {"section_dcid": "9101", "users_dcid": "7001", "is_lead": "0", "end_date": "2026-10-01"}],
    "@extensions": ""})");
  on_query("roster.enrollments", kFirst, R"({"count": 3, "record": [
    {"cc_dcid": "20001", "section_dcid": "9101", "student_dcid": "1101",
     "dateenrolled": "2026-08-17", "dateleft": "2026-12-19", "dropped": "0"}], "@extensions": ""})");
  on_query("roster.enrollments", kSecond, R"({"record": [
    {"cc_dcid": "20002", "section_dcid": "9101", "student_dcid": "1102", "dropped": "1"},
    {"cc_dcid": "20003", "section_dcid": "9101", "student_dcid": "1103", "dropped": "0"}],
    "@extensions": ""})");
  on_query("roster.enrollments/count", "", R"({"count": 3})");
  const auto result = read_ok("enrollment");
  ASSERT_THAT(result.rows, SizeIs(4));
  EXPECT_EQ(result.rows[0].at("sourcedId"), "T9101-7001");
  EXPECT_EQ(result.rows[1].at("sourcedId"), "T9101-7001-2") << "another stay";
  EXPECT_EQ(result.rows[1].at("endDate"), "2026-10-02");
  EXPECT_EQ(result.rows[2].at("endDate"), "2026-12-19");
  EXPECT_EQ(result.rows[3].at("user"), "S1103");
  EXPECT_TRUE(result.end.complete);
  EXPECT_EQ(fake_.seen().size(), 5U) << "however many sections there are";
}

TEST_F(QueryReadTest, RowsThatMoveBetweenPagesMakeItIncomplete) {
  on_schools();
  on_query("roster.students", kFirst, R"({"count": 3, "record": [
    {"dcid": "1", "school_number": "100"}, {"dcid": "2", "school_number": "100"}],
    "@extensions": ""})");
  on_query("roster.students", kSecond, R"({"record": [{"dcid": "2", "school_number": "100"}],
    "@extensions": ""})");
  on_query("roster.students/count", "", R"({"count": 3})");
  on_query("roster.staff", kFirst, R"({"count": 0, "@extensions": ""})");
  const auto result = read_ok("user");
  EXPECT_FALSE(result.end.complete);
}

TEST_F(QueryReadTest, AShrinkingQueryEndsAndIsIncomplete) {
  on_query("roster.schools", kFirst, R"({"count": 5, "record": [
    {"dcid": "3", "school_number": "100", "name": "N"}], "@extensions": ""})");
  on_query("roster.schools", kSecond, R"({"@extensions": ""})");
  on_query("roster.schools/count", "", R"({"count": 1})");
  const auto result = read_ok("org");
  EXPECT_FALSE(result.end.complete);
}

TEST_F(QueryReadTest, WithoutACountInTheAnswerItIsAskedFor) {
  on_query("roster.schools", kFirst, R"({"record": [
    {"dcid": "3", "school_number": "100", "name": "N"}], "@extensions": ""})");
  on_query("roster.schools/count", "", R"({"count": 1})");
  EXPECT_TRUE(read_ok("org").end.complete);
}

TEST_F(QueryReadTest, WhatHangsOnARefusedSchoolIsNotSeenWhole) {
  on_query("roster.schools", kFirst, R"({"count": 1, "record": [
    {"school_number": "100", "name": "N"}], "@extensions": ""})");
  on_query("roster.sections", kFirst, kSections);
  const auto result = read_ok("class");
  EXPECT_THAT(result.rows, SizeIs(0));
  EXPECT_FALSE(result.end.complete);
}

TEST_F(QueryReadTest, ARefusalNamesTheFieldsToGrant) {
  fake_.on("POST", "/ws/schema/query/org.example.bridge.roster.schools?" + std::string(kFirst),
           {403, R"({"message": "At least one column lacks sufficient permission", "errors":
             [{"code": "NoAccess", "field": "LOW_GRADE", "resource": "SCHOOLS"}]})"});
  const auto result = read("org");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Forbidden);
  EXPECT_THAT(result.error().message, HasSubstr("SCHOOLS.LOW_GRADE"));
}

}  // namespace
}  // namespace crosswalk::powerschool
