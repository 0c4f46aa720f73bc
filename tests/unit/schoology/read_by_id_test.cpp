#include "support.hpp"

#include <string>

namespace crosswalk::schoology {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

using ReadByIdTest = SchoologyTest;

TEST_F(ReadByIdTest, ObjectsOfEveryEntity) {
  fake_.on_get("/v1/courses/8123456789", R"({"id": 8123456789, "title": "Sample Algebra"})");
  EXPECT_EQ(read_ok(by("course", "", {"8123456789"}, {"id", "title"})).rows.at(0).fields.at("id"),
            "8123456789");
  fake_.on_get("/v1/sections/71", R"({"id": "71", "section_title": "P", "course_id": "7"})");
  EXPECT_EQ(read_ok(by("class", "id", {"71"}, {"id", "course"})).rows.at(0).fields.at("course"),
            "7");
  fake_.on_get("/v1/schools/5", R"({"id": "5", "title": "North"})");
  EXPECT_THAT(read_ok(by("org", "", {"5"}, {"id"})).rows, SizeIs(1));
  fake_.on_get("/v1/gradingperiods/8", R"({"id": "8", "title": "Fall"})");
  EXPECT_THAT(read_ok(by("academicSession", "", {"8"}, {"id"})).rows, SizeIs(1));
  fake_.on_get("/v1/users/9", R"({"uid": "9", "id": 9})");
  EXPECT_THAT(read_ok(by("user", "", {"9"}, {"id"})).rows, SizeIs(1));
}

TEST_F(ReadByIdTest, WhatIsGoneIsNoRow) {
  fake_.on("GET", "/v1/courses/1", {404});
  fake_.on_get("/v1/courses/2", R"({"id": 2})");
  const auto result = read_ok(by("course", "", {"1", "2"}, {"id"}));
  EXPECT_THAT(result.rows, SizeIs(1));
  EXPECT_TRUE(result.end.complete);
}

// Contract 8: an inactive user is 404 among the users.
TEST_F(ReadByIdTest, ADeactivatedUserIsFoundAmongTheInactive) {
  fake_.on("GET", "/v1/users/90011", {404});
  fake_.on_get("/v1/users/inactive/90011", R"({"uid": 90011, "school_uid": "S-1"})");
  fake_.on("GET", "/v1/users/90012", {404});
  fake_.on("GET", "/v1/users/inactive/90012", {404});
  const auto result = read_ok(by("user", "", {"90011", "90012"}, {"id", "code", "state"}));
  ASSERT_THAT(result.rows, SizeIs(1));
  EXPECT_TRUE(result.rows[0].partial);
  EXPECT_THAT(result.rows[0].fields,
              ElementsAre(Pair("code", "S-1"), Pair("id", "90011"), Pair("state", "dropped")));
}

TEST_F(ReadByIdTest, AnotherObjectThanAskedForIsBadData) {
  fake_.on_get("/v1/sections/71", R"({"id": "500100", "title": "Sample District"})");
  EXPECT_FALSE(read(by("class", "", {"71"}, {"id"})));
}

// Contract 5.1: up to 50 codes a request; 7: they are percent-encoded.
TEST_F(ReadByIdTest, UsersByCodeInFifties) {
  std::vector<std::string> codes;
  std::string first;
  std::string second;
  for (int i = 0; i < 51; ++i) {
    codes.push_back("S/" + std::to_string(i));
    std::string& list = i < 50 ? first : second;
    list += (list.empty() ? "S%2F" : ",S%2F") + std::to_string(i);
  }
  fake_.on_get("/v1/users?school_uids=" + first + "&limit=200",
               R"({"user": [{"id": 1, "school_uid": "S/7"}, {"id": 3, "school_uid": "S/70"}]})");
  fake_.on_get("/v1/users?school_uids=" + second + "&limit=200",
               R"({"user": [{"id": 2, "school_uid": "S/50"}]})");
  fake_.on_get("/v1/users/inactive?limit=200",
               R"({"user": [{"uid": 4, "school_uid": "S/8"}, {"uid": 5, "school_uid": "other"}]})");
  const auto result = read_ok(by("user", "code", {codes.begin(), codes.end()}, {"id", "state"}));
  std::vector<std::string> found;
  for (const auto& row : result.rows) {
    found.push_back(row.fields.at("id") + "/" + row.fields.at("state"));
  }
  EXPECT_THAT(found, UnorderedElementsAre("1/active", "2/active", "4/dropped"));
  EXPECT_TRUE(result.end.complete);
}

TEST_F(ReadByIdTest, InactiveUsersAreNotListedWhenAllWereFound) {
  fake_.on_get("/v1/users?school_uids=a,b&limit=200",
               R"({"user": [{"id": 1, "school_uid": "a"}, {"id": 2, "school_uid": "b"}]})");
  EXPECT_THAT(read_ok(by("user", "code", {"a", "b"}, {"id"})).rows, SizeIs(2));
  EXPECT_THAT(fake_.seen(), SizeIs(1));
}

TEST_F(ReadByIdTest, SectionsByCodePastOnesIncluded) {
  fake_.on_get("/v1/sections?include_past=1&section_school_codes=A-1,B-1&limit=200",
               R"({"section": [{"id": "71", "section_school_code": "A-1"}], "total": 1})");
  EXPECT_THAT(read_ok(by("class", "code", {"A-1", "B-1"}, {"id"})).rows, SizeIs(1));
}

TEST_F(ReadByIdTest, GradingPeriodsByTitleExactly) {
  fake_.on_get("/v1/gradingperiods?title=Fall%2026",
               R"({"total": 2, "gradingperiods": [{"id": 1, "title": "Fall 26"},
                                                  {"id": 2, "title": "Fall 26 late"}]})");
  const auto result = read_ok(by("academicSession", "title", {"Fall 26"}, {"id"}));
  ASSERT_THAT(result.rows, SizeIs(1));
  EXPECT_EQ(result.rows[0].fields.at("id"), "1");
}

// Contract 6.7: there is no look-up of courses by code; case counts.
TEST_F(ReadByIdTest, CoursesByCodeAreListedAndMatched) {
  fake_.on_get("/v1/courses?limit=200",
               R"({"course": [{"id": 1, "course_code": "ALG-1"}, {"id": 2, "course_code": "alg-1"},
                              {"id": 3, "course_code": ""}]})");
  const auto result = read_ok(by("course", "code", {"ALG-1"}, {"id"}));
  ASSERT_THAT(result.rows, SizeIs(1));
  EXPECT_EQ(result.rows[0].fields.at("id"), "1");
}

TEST_F(ReadByIdTest, NothingAskedForIsNothingRead) {
  EXPECT_THAT(read_ok(by("user", "code", {}, {"id"})).rows, IsEmpty());
  EXPECT_THAT(read_ok(by("course", "", {}, {"id"})).rows, IsEmpty());
  EXPECT_THAT(fake_.seen(), IsEmpty());
}

}  // namespace
}  // namespace crosswalk::schoology
