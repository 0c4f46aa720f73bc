/// \file
/// Schoology read as a source, on a scripted host.

#include "support.hpp"

#include "support/roster_reading.hpp"

#include <algorithm>

namespace crosswalk::schoology {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::string_view kYear = R"({"base_url": "http://127.0.0.1:8080/", "consumer_key": "k",
    "consumer_secret": "s", "school_year": "2027"})";
constexpr std::string_view kCodes = R"({"base_url": "http://127.0.0.1:8080/", "consumer_key": "k",
    "consumer_secret": "s", "school_year": "2027", "source_ids": "codes", "buildings": "always"})";

class SourceReadTest : public SchoologyTest {
 protected:
  testing::RosterRead source(std::string_view entity, std::string_view config = kYear) {
    auto result = testing::read_roster(adapter(config), entity);
    EXPECT_TRUE(result.has_value()) << result.error().message;
    EXPECT_EQ(fake_.open_tickets(), 0U);
    return result ? std::move(result).value() : testing::RosterRead{};
  }
  Error failure(std::string_view entity, std::string_view config = kYear) {
    const auto result = testing::read_roster(adapter(config), entity);
    EXPECT_FALSE(result.has_value());
    return result ? Error{} : result.error();
  }
  void school() {
    fake_.on_get("/v1/schools", R"({"school": [{"id": "500100", "title": "Sample District",
                                                "building_code": ""}]})");
  }
  void buildings() {
    fake_.on_get("/v1/schools/500100/buildings", R"({"building": [
        {"id": "500101", "title": "North", "building_code": "N-01"},
        {"id": "500102", "title": "South", "building_code": "S-01"}]})");
  }
  void periods() {
    fake_.on_get("/v1/gradingperiods", R"({"total": 2, "gradingperiods": [
        {"id": 8101, "title": "Fall", "start": "2026-08-17", "end": "2026-12-18"},
        {"id": 8001, "title": "Last Fall", "start": "2025-08-17", "end": "2025-12-18"}]})");
  }
  void courses() {
    fake_.on_get("/v1/courses?limit=200", R"({"total": "2", "course": [
        {"id": 1, "title": "Algebra", "course_code": "ALG", "building_id": "500101",
         "grade_level_range_start": 11, "grade_level_range_end": 12},
        {"id": 2, "title": "Biology", "course_code": "", "building_id": "500102",
         "grade_level_range_start": 0, "grade_level_range_end": 0}]})");
  }
  void sections() {
    fake_.on_get(kSections1, R"({"total": 2, "section": [
        {"id": "71", "section_title": "Period 1", "section_school_code": "SEC-1", "location": "12",
         "grading_periods": [8101, 8001]},
        {"id": "70", "section_title": "Old", "section_school_code": "SEC-0", "location": "",
         "grading_periods": [8001]}]})");
    fake_.on_get(kSections2, R"({"total": 1, "section": [
        {"id": "72", "section_title": "Period 2", "section_school_code": "", "location": "",
         "grading_periods": [8101]}]})");
  }
  void everything_before_enrollments() {
    school();
    buildings();
    periods();
    courses();
    sections();
  }

  static constexpr const char* kSections1 = "/v1/courses/1/sections?include_past=1&limit=200";
  static constexpr const char* kSections2 = "/v1/courses/2/sections?include_past=1&limit=200";
  static constexpr const char* kMembers71 =
      "/v1/sections/71/enrollments?enrollment_status=1&limit=200";
  static constexpr const char* kMembers72 =
      "/v1/sections/72/enrollments?enrollment_status=1&limit=200";
};

TEST_F(SourceReadTest, ARunAsksForEachListOnce) {
  everything_before_enrollments();
  const auto orgs = source("org");
  EXPECT_THAT(orgs.ids(), ElementsAre("500100", "500101", "500102"));
  EXPECT_EQ(orgs.at("500100").at("type"), "district");
  EXPECT_EQ(orgs.at("500101").at("type"), "school");
  EXPECT_EQ(orgs.at("500101").at("parent"), "500100");
  EXPECT_EQ(orgs.at("500101").at("identifier"), "N-01");
  const auto terms = source("academicSession");
  EXPECT_THAT(terms.ids(), ElementsAre("8101"));
  EXPECT_EQ(terms.at("8101").at("endDate"), "2026-12-19");
  const auto courses = source("course");
  EXPECT_EQ(courses.at("1").at("org"), "500101");
  EXPECT_EQ(courses.at("1").at("grades"), "09|10");
  const auto classes = source("class");
  EXPECT_THAT(classes.ids(), UnorderedElementsAre("71", "72"));
  EXPECT_EQ(classes.at("71").at("school"), "500101");
  EXPECT_EQ(classes.at("71").at("terms"), "8101");
  EXPECT_EQ(classes.at("71").at("grades"), "09|10") << "those of its course";
  fake_.on_get("/v1/roles", R"({"role": [{"id": 9001, "title": "Student"}]})");
  fake_.on_get("/v1/users?limit=200", R"({"total": "1", "user": [{"uid": "11", "id": 11,
      "school_uid": "S-1", "building_id": 500101, "role_id": 9001, "name_first": "Given",
      "name_last": "Family", "additional_buildings": ""}]})");
  EXPECT_EQ(source("user").at("11").at("roles"), "student@500101 primary");
  fake_.on_get(kMembers71, R"({"total": "2", "enrollment": [
      {"id": "1", "uid": "11", "school_uid": "S-1", "admin": 0, "status": "1"},
      {"id": "2", "uid": "12", "school_uid": "T-1", "admin": 1, "status": "1"}]})");
  fake_.on_get(kMembers72, R"({"total": "0"})");
  const auto enrollments = source("enrollment");
  EXPECT_THAT(enrollments.ids(), UnorderedElementsAre("1", "2"));
  EXPECT_EQ(enrollments.at("2").at("role"), "teacher");
  EXPECT_TRUE(enrollments.end.complete);
  EXPECT_TRUE(fake_.exhausted());
}

// The next run believes nothing of the one before.
TEST_F(SourceReadTest, ANewRunReadsAgain) {
  everything_before_enrollments();
  source("org");
  EXPECT_THAT(source("class").rows, ::testing::SizeIs(2));
  school();
  buildings();
  source("org");
  periods();
  courses();
  fake_.on_get(kSections1, R"({"total": 0})");
  fake_.on_get(kSections2, R"({"total": 0})");
  EXPECT_THAT(source("class").rows, IsEmpty());
  EXPECT_TRUE(fake_.exhausted());
}

TEST_F(SourceReadTest, CodesAreTheIdsWhereTheyAreFilled) {
  everything_before_enrollments();
  EXPECT_THAT(source("org", kCodes).ids(), ElementsAre("schoology:500100", "N-01", "S-01"));
  EXPECT_THAT(source("course", kCodes).ids(), ElementsAre("ALG", "schoology:2"));
  const auto classes = source("class", kCodes);
  EXPECT_EQ(classes.at("SEC-1").at("course"), "ALG");
  EXPECT_EQ(classes.at("schoology:72").at("course"), "schoology:2");
  EXPECT_EQ(classes.at("schoology:72").at("school"), "S-01");
  fake_.on_get(kMembers71, R"({"total": "1", "enrollment": [
      {"id": "1", "uid": "11", "school_uid": "S-1", "admin": 0, "status": "1"}]})");
  fake_.on_get(kMembers72, R"({"total": "1", "enrollment": [
      {"id": "3", "uid": "13", "school_uid": "", "admin": 0, "status": "1"}]})");
  EXPECT_THAT(source("enrollment", kCodes).ids(),
              UnorderedElementsAre("SEC-1:S-1", "schoology:72:schoology:13"));
}

TEST_F(SourceReadTest, TwoBuildingsOfOneCodeStopIt) {
  school();
  fake_.on_get("/v1/schools/500100/buildings", R"({"building": [
      {"id": "500101", "title": "North", "building_code": "N-01"},
      {"id": "500102", "title": "South", "building_code": "N-01"}]})");
  const Error error = failure("org", kCodes);
  EXPECT_EQ(error.code, ErrorCode::BadData);
  EXPECT_THAT(error.message, HasSubstr("N-01"));
}

// Contract 6.2. A refusal of one moment looks the same, and must not merge all schools into one.
TEST_F(SourceReadTest, WithoutThePermissionItSaysWhatToSet) {
  school();
  fake_.on("GET", "/v1/schools/500100/buildings", {403});
  const Error error = failure("org");
  EXPECT_EQ(error.code, ErrorCode::Forbidden);
  EXPECT_THAT(error.message, HasSubstr("set buildings to never"));
}

TEST_F(SourceReadTest, WhereThereAreNoBuildingsTheSchoolIsTheOrg) {
  school();
  fake_.on_get("/v1/schools/500100/buildings", R"({"building": []})");
  const auto orgs = source("org");
  EXPECT_THAT(orgs.ids(), ElementsAre("500100"));
  EXPECT_TRUE(orgs.end.complete);
}

TEST_F(SourceReadTest, WhereBuildingsAreWantedItFails) {
  school();
  fake_.on("GET", "/v1/schools/500100/buildings", {403});
  EXPECT_EQ(failure("org", kCodes).code, ErrorCode::Forbidden);
  fake_.on_get("/v1/schools", R"({"school": [{"id": "500100"}]})");
  fake_.on_get("/v1/schools/500100/buildings", R"({"building": []})");
  EXPECT_THAT(failure("org", kCodes).message, HasSubstr("set buildings to never"));
}

/// An answer that shows no list of what was asked for.
struct Unseen {
  const char* path;
  testing::FakeAnswer answer;
};

class SourceReadUnseen : public SourceReadTest, public ::testing::WithParamInterface<Unseen> {};

// Nobody may be taken out of a class for it.
TEST_P(SourceReadUnseen, LeavesTheReadIncomplete) {
  school();
  buildings();
  periods();
  courses();
  fake_.on("GET", GetParam().path, GetParam().answer);  // before the good one: the first is taken
  sections();
  fake_.on_get(kMembers71, R"({"total": "0"})");
  fake_.on_get(kMembers72, R"({"total": "0"})");
  EXPECT_FALSE(source("enrollment").end.complete);
  EXPECT_THAT(fake_.log(), ::testing::Contains(HasSubstr("schoology.incomplete")));
}

INSTANTIATE_TEST_SUITE_P(
    Lists, SourceReadUnseen,
    ::testing::Values(
        Unseen{"/v1/courses/1/sections?include_past=1&limit=200", {404}},
        Unseen{"/v1/courses/1/sections?include_past=1&limit=200", {200, "{}"}},
        Unseen{"/v1/sections/72/enrollments?enrollment_status=1&limit=200", {404}},
        Unseen{"/v1/sections/72/enrollments?enrollment_status=1&limit=200", {200, "{}"}},
        Unseen{"/v1/sections/72/enrollments?enrollment_status=1&limit=200", {200, "[]"}},
        Unseen{"/v1/sections/72/enrollments?enrollment_status=1&limit=200",
               {200, R"({"enrollment": [{"id": "9", "admin": 0}], "total": 1})"}},
        Unseen{"/v1/courses/1/sections?include_past=1&limit=200",
               {200, R"({"section": [{"id": "73", "section_title": "t"}], "total": 1})"}}));

TEST_F(SourceReadTest, TotalsThatMoveLeaveItIncomplete) {
  everything_before_enrollments();
  source("class");
  for (int pass = 0; pass < 3; ++pass) {
    const std::string id = std::to_string(pass + 1);
    fake_.on_get(kMembers71, R"({"total": "9", "enrollment": [{"id": ")" + id + R"(", "uid": "1)" +
                                 id + R"(", "admin": 0, "status": "1"}]})");
  }
  fake_.on_get(kMembers72, R"({"total": "0"})");
  EXPECT_FALSE(source("enrollment").end.complete);
}

TEST_F(SourceReadTest, ArchivedMembersAreNone) {
  everything_before_enrollments();
  fake_.on_get(kMembers71, R"({"total": "2", "enrollment": [
      {"id": "1", "uid": "11", "admin": 0, "status": "5"},
      {"id": "2", "uid": "12", "admin": 0, "status": "1"}]})");
  fake_.on_get(kMembers72, R"({"total": "0"})");
  const auto read = source("enrollment");
  EXPECT_THAT(read.ids(), ElementsAre("2"));
  EXPECT_TRUE(read.end.complete);
}

// Contract 6.3: a role of one building is that role.
TEST_F(SourceReadTest, ARoleOfOneBuildingIsThatRole) {
  school();
  buildings();
  fake_.on_get("/v1/roles", R"({"role": [{"id": 9002, "title": "Teacher"}],
                                "building_role": [{"id": 9010, "title": "Teacher"}]})");
  fake_.on_get("/v1/users?limit=200", R"({"total": "1", "user": [
      {"id": 12, "school_uid": "T-1", "building_id": 500102, "role_id": 9010}]})");
  const auto read = source("user");
  EXPECT_EQ(read.at("12").at("roles"), "teacher@500102 primary");
  EXPECT_TRUE(read.end.complete);
}

// The clock of the scripted host stands in November 2026.
TEST_F(SourceReadTest, WithoutASettingItIsTheYearOfToday) {
  periods();
  EXPECT_THAT(source("academicSession", kConfig).ids(), ElementsAre("8101"));
}

TEST_F(SourceReadTest, WithoutAClockTheYearMustBeSaid) {
  fake_.now_ms = 0;
  EXPECT_EQ(failure("academicSession", kConfig).code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace crosswalk::schoology
