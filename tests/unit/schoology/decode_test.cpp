/// The golden texts are the examples of the contract, with their sections named.

#include "decode.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crosswalk::schoology {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using List = std::vector<std::string>;

Page list_ok(Kind kind, std::string_view body, std::string_view within = {}) {
  auto page = decode_list(kind, body, within);
  EXPECT_TRUE(page) << page.error().message;
  return page ? std::move(page).value() : Page{};
}

Value value(const Record& record, std::string_view field) {
  const Value* found = record.find(field);
  EXPECT_NE(found, nullptr) << field;
  return found == nullptr ? Value{} : *found;
}

constexpr std::string_view kUser = R"({ "uid": "90011", "id": 90011, "school_id": 500100,
  "synced": 1, "school_uid": "S-1001", "building_id": 500101, "additional_buildings": "500102,500103",
  "name_title": "", "name_title_show": 0, "name_first": "Given01", "name_first_preferred": "",
  "use_preferred_first_name": "1", "name_middle": "", "name_middle_show": 0, "name_last": "Family01",
  "name_display": "Given01 Family01", "username": "s1001", "primary_email": "", "picture_url": "…",
  "gender": null, "position": null, "grad_year": "2030", "password": "", "role_id": 9001,
  "tz_offset": -5, "tz_name": "America/Chicago", "parents": null, "child_uids": null })";

// Contract 6.5.
TEST(Decode, AUser) {
  const auto user = decode_object(Kind::User, kUser, "90011");
  ASSERT_TRUE(user) << user.error().message;
  EXPECT_EQ(user->id, "90011");
  EXPECT_FALSE(user->partial);
  EXPECT_EQ(value(*user, "code"), Value("S-1001"));
  EXPECT_EQ(value(*user, "givenName"), Value("Given01"));
  EXPECT_EQ(value(*user, "familyName"), Value("Family01"));
  EXPECT_EQ(value(*user, "preferredFirstName"), Value(nullptr));
  EXPECT_EQ(value(*user, "username"), Value("s1001"));
  EXPECT_EQ(value(*user, "email"), Value(nullptr));
  EXPECT_EQ(value(*user, "role"), Value("9001"));
  EXPECT_EQ(value(*user, "org"), Value("500101"));
  EXPECT_EQ(value(*user, "additionalOrgs"), Value(List{"500102", "500103"}));
  EXPECT_EQ(value(*user, "gradYear"), Value("2030"));
  EXPECT_EQ(value(*user, "state"), Value("active"));
  EXPECT_EQ(user->find("password"), nullptr);  // reads always give "": unknown, not empty
}

// Contract 6.5, permission effects: missing does not mean empty.
TEST(Decode, FieldsHiddenByPermissionsAreUnknown) {
  const auto user = decode_object(
      Kind::User,
      R"({"id": 90011, "name_first": "Given01", "name_last": "Family01", "building_id": 500101})",
      "90011");
  ASSERT_TRUE(user);
  EXPECT_TRUE(user->partial);
  EXPECT_EQ(user->find("code"), nullptr);
  EXPECT_EQ(user->find("username"), nullptr);
  EXPECT_EQ(user->find("role"), nullptr);
  EXPECT_NE(user->find("givenName"), nullptr);
}

TEST(Decode, InactiveUsersAreDroppedAndPartial) {
  const Page page = list_ok(Kind::InactiveUser, R"({ "total": 1, "links": { "self": "…" },
    "user": [ { "uid": 90011, "name": "Given01 Family01", "school_uid": "S-1001", "synced": 1,
                "inactive_timestamp": 1795000200, "modified_by_uid": 90001 } ] })");
  ASSERT_THAT(page.records, SizeIs(1));
  EXPECT_EQ(page.records[0].id, "90011");
  EXPECT_TRUE(page.records[0].partial);
  EXPECT_EQ(value(page.records[0], "code"), Value("S-1001"));
  EXPECT_EQ(value(page.records[0], "state"), Value("dropped"));
  EXPECT_EQ(page.records[0].find("givenName"), nullptr);
}

// Contract 6.2.
TEST(Decode, Buildings) {
  const Page page = list_ok(Kind::Building, R"({"building": [
    {"id": "500101", "title": "Sample North", "building_code": "N-01"},
    {"id": "500102", "title": "Sample South", "building_code": ""}]})");
  ASSERT_THAT(page.records, SizeIs(2));
  EXPECT_EQ(value(page.records[0], "code"), Value("N-01"));
  EXPECT_EQ(value(page.records[1], "code"), Value(nullptr));
  EXPECT_FALSE(page.records[1].partial);
}

// Contract 6.4; the same period in a section has a time behind its dates.
TEST(Decode, GradingPeriods) {
  const Page page = list_ok(Kind::Period, R"({ "total": 1, "gradingperiods": [
    { "id": 8101, "title": "Sample Fall", "start": "2026-08-17", "end": "2026-12-18 00:00:00",
      "active": "1", "links": { "self": "…/v1/gradingperiods/8101" } } ] })");
  ASSERT_THAT(page.records, SizeIs(1));
  EXPECT_EQ(value(page.records[0], "title"), Value("Sample Fall"));
  EXPECT_EQ(value(page.records[0], "startDate"), Value(Date{20682}));
  EXPECT_EQ(value(page.records[0], "endDate"), Value(Date{20805}));
  EXPECT_EQ(page.total, 1U);
}

TEST(Decode, AGradingPeriodWithoutAUsableDateIsPartial) {
  const Page page =
      list_ok(Kind::Period, R"({"gradingperiods": [{"id": 1, "title": "t", "start": "soon"}]})");
  ASSERT_THAT(page.records, SizeIs(1));
  EXPECT_TRUE(page.records[0].partial);
  EXPECT_EQ(page.records[0].find("startDate"), nullptr);
}

// Contract 6.3: overrides of one building stand apart.
TEST(Decode, RolesWithOverridesMarked) {
  const Page page = list_ok(Kind::Role, R"({
    "role": [ { "id": 9001, "title": "Student", "faculty": 0, "role_type": 1 },
              { "id": "9002", "title": "Teacher", "faculty": 1, "role_type": 1 } ],
    "building_role": [ { "id": 9003, "title": "Teacher", "role_type": 2 } ] })");
  ASSERT_THAT(page.records, SizeIs(3));
  EXPECT_EQ(page.records[1].id, "9002");
  EXPECT_EQ(value(page.records[1], "title"), Value("Teacher"));
  EXPECT_EQ(value(page.records[2], "title"), Value("Teacher (one building)"));
}

// Contract 6.7.
TEST(Decode, ACourse) {
  const auto course = decode_object(Kind::Course, R"({ "id": 700101, "title": "Sample Algebra",
    "course_code": "ALG-1", "department": "", "description": "", "credits": 0, "subject_area": 3,
    "grade_level_range_start": "11", "grade_level_range_end": 12, "synced": 1,
    "building_id": "500101" })",
                                    "700101");
  ASSERT_TRUE(course);
  EXPECT_EQ(value(*course, "code"), Value("ALG-1"));
  EXPECT_EQ(value(*course, "org"), Value("500101"));
  EXPECT_EQ(value(*course, "grades"), Value(List{"09", "10"}));
  EXPECT_FALSE(course->partial);
}

// Contract 6.8: the title comes back as section_title.
TEST(Decode, Sections) {
  const Page page = list_ok(Kind::Section, R"({ "section": [ { "id": "710202",
    "course_title": "Sample Algebra", "course_code": "ALG-1", "course_id": "700101",
    "school_id": "500100", "access_code": "AAAAA-BBBBB", "section_title": "Period 2",
    "section_code": "", "section_school_code": "2027-ALG1-02", "synced": "1", "active": 1,
    "parent_id": null, "grading_periods": [8101, "8102"], "location": "R-12", "meeting_days": [""],
    "options": { "content_index_visibility": [] }, "admin": 1 } ],
    "total": 1, "links": { "self": "…", "next": "https://api.schoology.com/v1/x?start=1" } })");
  ASSERT_THAT(page.records, SizeIs(1));
  const Record& section = page.records[0];
  EXPECT_EQ(section.id, "710202");
  EXPECT_EQ(value(section, "title"), Value("Period 2"));
  EXPECT_EQ(value(section, "code"), Value("2027-ALG1-02"));
  EXPECT_EQ(value(section, "course"), Value("700101"));
  EXPECT_EQ(value(section, "courseCode"), Value("ALG-1"));
  EXPECT_EQ(value(section, "sessions"), Value(List{"8101", "8102"}));
  EXPECT_EQ(value(section, "location"), Value("R-12"));
  EXPECT_FALSE(section.partial);
  EXPECT_EQ(page.next, "https://api.schoology.com/v1/x?start=1");
}

// Contract 6.9; live ids are above 8 * 10^9.
TEST(Decode, Enrollments) {
  const Page page = list_ok(Kind::Enrollment, R"({ "enrollment": [
    { "id": "8720301001", "uid": "90011", "school_uid": "S-1001", "admin": 0, "status": "1" },
    { "id": 8720301002, "uid": 90012, "admin": "1", "status": 1 },
    { "id": "720303", "uid": "90013", "admin": 0, "status": "5" },
    { "id": "720304", "uid": "90014", "admin": 0, "status": 2 } ],
    "total": "4", "links": {} })",
                            "710201");
  ASSERT_THAT(page.records, SizeIs(4));
  EXPECT_EQ(page.records[0].id, "8720301001");
  EXPECT_EQ(value(page.records[0], "class"), Value("710201"));
  EXPECT_EQ(value(page.records[0], "user"), Value("90011"));
  EXPECT_EQ(value(page.records[0], "userCode"), Value("S-1001"));
  EXPECT_EQ(value(page.records[0], "role"), Value("student"));
  EXPECT_EQ(value(page.records[0], "state"), Value("active"));
  EXPECT_EQ(page.records[1].id, "8720301002");
  EXPECT_EQ(value(page.records[1], "role"), Value("teacher"));
  EXPECT_EQ(value(page.records[2], "state"), Value("dropped"));
  EXPECT_EQ(value(page.records[3], "state"), Value("dropped"));
  EXPECT_EQ(page.total, 4U);
}

// Contract 4.2: a missing array, [] and {} all mean none.
TEST(Decode, EmptyListsInEveryShape) {
  for (const auto* body :
       {R"({"total": 0})", R"({"total": "0"})", R"({"gradingperiods": []})", "[]", "{}",
        R"({"gradingperiods": {}})", R"({"gradingperiods": null, "total": 0})",
        R"({"links": {"self": "…"}})", R"({"total": 0, "links": {}, "something": "new"})"}) {
    const auto page = decode_list(Kind::Period, body, {});
    ASSERT_TRUE(page) << body << page.error().message;
    EXPECT_THAT(page->records, IsEmpty()) << body;
  }
}

// Contract 4.7: under an unknown sub-path Schoology answers 200 with the parent.
TEST(Decode, TheParentObjectIsNoEmptyList) {
  for (const auto* body :
       {R"({"id": "500100", "title": "Sample District"})", R"({"id": "500100", "total": 0})",
        R"({"section_title": "Period 2", "links": {}})", R"({"total": 5})",
        R"({"user": {"id": 1}})", R"({"user": "none"})", "5", "\"text\"", "[1]"}) {
    const auto page = decode_list(Kind::User, body, {});
    ASSERT_FALSE(page) << body;
    EXPECT_EQ(page.error().code, ErrorCode::BadData);
  }
}

TEST(Decode, ARowWithoutAnIdIsRefusedAndTheRestGoesOn) {
  const Page page = list_ok(Kind::Course, R"({"course": [{"title": "lost"}, {"id": 1}, 7]})");
  ASSERT_THAT(page.records, SizeIs(3));
  EXPECT_THAT(page.records[0].refused, HasSubstr("without an id"));
  EXPECT_EQ(page.records[1].refused, "");
  EXPECT_TRUE(page.records[1].partial);
  EXPECT_THAT(page.records[2].refused, HasSubstr("courses"));
}

TEST(Decode, AnotherObjectThanAskedForIsBadData) {
  EXPECT_FALSE(decode_object(Kind::User, kUser, "90012"));
  EXPECT_FALSE(decode_object(Kind::User, "[]", "90011"));
  EXPECT_FALSE(decode_object(Kind::User, "", "90011"));
}

// Contract 6.1.
TEST(Decode, TheCallersSchool) {
  EXPECT_EQ(decode_school_id(R"({ "school": [ { "id": "500100", "title": "Sample District" } ] })")
                .value(),
            "500100");
  EXPECT_FALSE(decode_school_id(R"({"school": []})"));
  EXPECT_FALSE(decode_school_id("{}"));
}

}  // namespace
}  // namespace crosswalk::schoology
