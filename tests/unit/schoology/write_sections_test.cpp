#include "support.hpp"

#include "crosswalk/json.hpp"

#include <string>

namespace crosswalk::schoology {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kNested[] = "/v1/courses?update_existing=1";

Change section(const std::string& code, const std::string& course, const std::string& course_code) {
  return {CW_ROW_CREATE,
          {{"title", "P"},
           {"code", code},
           {"course", course},
           {"courseCode", course_code},
           {"sessions", std::vector<std::string>{"8101"}}}};
}

using WriteSectionsTest = SchoologyTest;

TEST_F(WriteSectionsTest, OfOneCourseArePostedUnderIt) {
  fake_.on("POST", "/v1/courses/700101/sections", {207, R"({"section": [
    {"response_code": 200, "id": "71", "section_school_code": "A-1"},
    {"response_code": 200, "id": "72", "section_school_code": "A-2"}]})"});
  EXPECT_THAT(apply("class", {section("A-1", "700101", "A"), section("A-2", "700101", "A")}),
              ElementsAre(Applied("71"), Applied("72")));
  EXPECT_EQ(Json::parse(fake_.body(0))["sections"]["section"].size(), 2U);
}

// A section that is there already is told with its id, not taken over.
TEST_F(WriteSectionsTest, ATakenCodeIsLookedUp) {
  fake_.on("POST", "/v1/courses/700101/sections", {207, R"({"section": [
    {"response_code": 400, "section_school_code": "A-1", "message": "in use"},
    {"response_code": 400, "section_school_code": "A-2", "message": "unknown grading period"}]})"});
  fake_.on_get("/v1/sections?include_past=1&section_school_codes=A-1,A-2&limit=200",
               R"({"section": [{"id": "71", "section_school_code": "A-1"}], "total": 1})");
  EXPECT_THAT(apply("class", {section("A-1", "700101", "A"), section("A-2", "700101", "A")}),
              ElementsAre(Exists("71"), Rejected(CW_E_INVALID, "unknown grading period")));
}

// Contract 6.7: sections of many courses share a call, their courses are only named.
TEST_F(WriteSectionsTest, OfManyCoursesShareACall) {
  fake_.on("POST", kNested, {207, R"({"course": [
    {"response_code": 200, "id": 700101, "course_code": "A", "sections": {"section": [
      {"response_code": 200, "id": "71", "section_school_code": "A-1"},
      {"response_code": 200, "id": "73", "section_school_code": "A-2"}]}},
    {"response_code": 200, "id": 700102, "course_code": "B", "sections": {"section": [
      {"response_code": 200, "id": "72", "section_school_code": "B-1"}]}},
    {"response_code": 200, "id": 700103, "course_code": "C", "sections": {"section": [
      {"response_code": 500, "section_school_code": "C-1"}]}}]})"});
  EXPECT_THAT(apply("class", {section("A-1", "700101", "A"), section("B-1", "700102", "B"),
                              section("A-2", "700101", "A"), section("C-1", "700103", "C")}),
              ElementsAre(Applied("71"), Applied("72"), Applied("73"), Again()));
  ASSERT_THAT(fake_.seen(), SizeIs(1));
  EXPECT_EQ(fake_.seen()[0].retry, std::uint32_t{CW_RETRY_SAFE});
  const Json sent = Json::parse(fake_.body(0))["courses"]["course"];
  ASSERT_EQ(sent.size(), 3U);
  EXPECT_EQ(sent[0].size(), 2U);  // course_code and sections: nothing of the course itself
  EXPECT_EQ(sent[0]["sections"]["section"].size(), 2U);
}

TEST_F(WriteSectionsTest, NestedAnswersInAnotherOrderOrWithGaps) {
  fake_.on("POST", kNested, {207, R"({"course": [
    {"response_code": 200, "course_code": "C"},
    {"response_code": 200, "course_code": "A", "sections": {"section": [
      {"response_code": 200, "id": "71", "section_school_code": "A-1"}]}}]})"});
  EXPECT_THAT(apply("class",
                    {section("A-1", "1", "A"), section("B-1", "2", "B"), section("C-1", "3", "C")}),
              ElementsAre(Applied("71"), Unknown(), Unknown()));
}

// A course that Schoology does not take in this form gets its sections the other way.
TEST_F(WriteSectionsTest, ARefusedCourseIsTriedByItself) {
  fake_.on("POST", kNested, {207, R"({"course": [
    {"response_code": 200, "course_code": "A", "sections": {"section": [
      {"response_code": 200, "id": "71", "section_school_code": "A-1"}]}},
    {"response_code": 400, "course_code": "B", "message": "title is required"},
    {"response_code": 500, "course_code": "C"}]})"});
  fake_.on("POST", "/v1/courses/2/sections",
           {207, R"({"section": [{"response_code": 200, "id": "72"}]})"});
  EXPECT_THAT(apply("class",
                    {section("A-1", "1", "A"), section("B-1", "2", "B"), section("C-1", "3", "C")}),
              ElementsAre(Applied("71"), Applied("72"), Again()));
}

TEST_F(WriteSectionsTest, ARefusedNestedCallIsTriedCourseByCourse) {
  fake_.on("POST", kNested, {400, "no"});
  for (const auto* id : {"1", "2", "3"}) {
    fake_.on("POST", "/v1/courses/" + std::string(id) + "/sections",
             {207, R"({"section": [{"response_code": 200, "id": "7)" + std::string(id) + "\"}]}"});
  }
  EXPECT_THAT(apply("class",
                    {section("A-1", "1", "A"), section("B-1", "2", "B"), section("C-1", "3", "C")}),
              ElementsAre(Applied("71"), Applied("72"), Applied("73")));
}

TEST_F(WriteSectionsTest, ANestedCallWithoutAnAnswerIsUnknownAndNotSentAgain) {
  const std::vector<Change> rows = {section("A-1", "1", "A"), section("B-1", "2", "B"),
                                    section("C-1", "3", "C")};
  fake_.on("POST", kNested, {0, "", {}, CW_E_UNKNOWN});
  EXPECT_THAT(apply("class", rows), Each(Unknown()));
  fake_.on("POST", kNested, {500});
  EXPECT_THAT(apply("class", rows), Each(Unknown()));
  fake_.on("POST", kNested, {207, "<html>"});
  EXPECT_THAT(apply("class", rows), Each(Unknown()));
  fake_.on("POST", kNested, {429});
  EXPECT_THAT(apply("class", rows), Each(Again()));
  fake_.on("POST", kNested, {401});
  EXPECT_THAT(apply("class", rows), Each(Skipped()));
  EXPECT_THAT(fake_.seen(), SizeIs(5));
}

TEST_F(WriteSectionsTest, NestingIsASetting) {
  adapter(R"({"base_url": "http://127.0.0.1", "consumer_key": "k", "consumer_secret": "s",
              "nested_sections": false})");
  for (const auto* id : {"1", "2", "3"}) {
    fake_.on("POST", "/v1/courses/" + std::string(id) + "/sections", {404});
    fake_.on_get("/v1/sections?include_past=1&section_school_codes=" +
                     std::string(1, static_cast<char>('A' + id[0] - '1')) + "-1&limit=200",
                 R"({"total": 0})");
  }
  EXPECT_THAT(apply("class",
                    {section("A-1", "1", "A"), section("B-1", "2", "B"), section("C-1", "3", "C")}),
              Each(Rejected(CW_E_NOT_FOUND, "404")));
}

// Contract 6.8: updates go by id, of whatever courses, in one call.
TEST_F(WriteSectionsTest, AreChangedInOneCall) {
  fake_.on("PUT", "/v1/sections",
           {207, R"({"section": [{"response_code": 200, "id": "71"}, {"response_code": 200}]})"});
  EXPECT_THAT(apply("class", {{CW_ROW_PATCH, {{"id", "71"}, {"title", "New"}}},
                              {CW_ROW_PATCH, {{"id", "72"}, {"location", "R-1"}}}}),
              ElementsAre(Applied("71"), Applied("72")));
}

TEST_F(WriteSectionsTest, WhatCannotBeSentIsRefusedHere) {
  EXPECT_THAT(
      apply("class",
            {section("a,b", "1", "A"), section("A-1", "", "A"), {CW_ROW_DELETE, {{"id", "71"}}}}),
      ElementsAre(Rejected(CW_E_INVALID, "comma"), Rejected(CW_E_INVALID, "no course"),
                  Rejected(CW_E_UNSUPPORTED, "never")));
}

}  // namespace
}  // namespace crosswalk::schoology
