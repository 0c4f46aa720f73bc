#include "rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::schoology {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<RowReply> rows_ok(std::string_view body, std::string_view outer,
                              std::string_view inner) {
  auto rows = decode_rows(body, outer, inner);
  EXPECT_TRUE(rows) << rows.error().message;
  return rows ? std::move(rows).value() : std::vector<RowReply>{};
}

std::vector<Fate> fates(const std::vector<Verdict>& verdicts) {
  std::vector<Fate> out;
  for (const Verdict& verdict : verdicts) out.push_back(verdict.fate);
  return out;
}

std::vector<std::string> ids(const std::vector<Verdict>& verdicts) {
  std::vector<std::string> out;
  for (const Verdict& verdict : verdicts) out.push_back(verdict.id);
  return out;
}

std::vector<Expected> uids(const std::vector<std::string>& values) {
  std::vector<Expected> out;
  for (const auto& value : values) out.push_back({{"school_uid", value}});
  return out;
}

// Contract 6.5, the example of a half success.
TEST(Rows, OfNewUsers) {
  const auto rows = rows_ok(R"({ "user": [
    { "response_code": 200, "location": "…/v1/users/90011", "school_uid": "S-1001", "id": "90011" },
    { "response_code": 400, "school_uid": "S-1002", "message": "username or email is required" } ] })",
                            {}, "user");
  const auto verdicts = verdicts_for(uids({"S-1001", "S-1002"}), rows);
  EXPECT_THAT(fates(verdicts), ElementsAre(Fate::Applied, Fate::Refused));
  EXPECT_EQ(verdicts[0].id, "90011");
  EXPECT_EQ(verdicts[1].status, 400U);
  EXPECT_EQ(verdicts[1].message, "username or email is required");
}

// Contract 6.9: the id of an imported enrollment is only in its address.
TEST(Rows, OfAnEnrollmentImportTellTheIdInTheAddress) {
  const auto rows = rows_ok(R"({ "enrollments": { "enrollment": [
    { "response_code": 200, "location": "https://api.schoology.com/v1/sections/710201/enrollments/8720301001",
      "school_uid": "S-1001", "section_school_code": "2027-ALG1-01", "course_code": "ALG-1" },
    { "response_code": 404, "school_uid": "S-1003", "section_school_code": "2027-ALG1-01",
      "message": "no such enrollment" } ] } })",
                            "enrollments", "enrollment");
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].verdict.id, "8720301001");
  EXPECT_EQ(rows[0].facts.at("section"), "710201");
  EXPECT_EQ(rows[1].verdict.status, 404U);
}

// Contract 5.2: "plus realm, realm_id".
TEST(Rows, OfEnrollmentsTellTheSectionInTheirRealm) {
  const auto rows = rows_ok(R"({ "enrollments": { "enrollment": [
    { "response_code": 200, "id": 720301, "uid": 90011, "realm": "section", "realm_id": 710201 } ] } })",
                            "enrollments", "enrollment");
  const std::vector<Expected> items = {{{"section", "710201"}, {"uid", "90011"}}};
  EXPECT_THAT(ids(verdicts_for(items, rows)), ElementsAre("720301"));
}

TEST(Rows, InAnotherOrderAreFoundByTheirCode) {
  const auto rows = rows_ok(R"({"user": [
    {"response_code": 200, "school_uid": "b", "id": 2}, {"response_code": 400, "school_uid": "c"},
    {"response_code": 200, "school_uid": "a", "id": 1}]})",
                            {}, "user");
  const auto verdicts = verdicts_for(uids({"a", "b", "c"}), rows);
  EXPECT_THAT(fates(verdicts), ElementsAre(Fate::Applied, Fate::Applied, Fate::Refused));
  EXPECT_THAT(ids(verdicts), ElementsAre("1", "2", ""));
}

TEST(Rows, ThatAreMissingLeaveTheirItemUnknown) {
  const auto rows = rows_ok(R"({"user": [{"response_code": 200, "school_uid": "a", "id": 1},
    {"response_code": 200, "school_uid": "c", "id": 3}]})",
                            {}, "user");
  const auto verdicts = verdicts_for(uids({"a", "b", "c"}), rows);
  EXPECT_THAT(fates(verdicts), ElementsAre(Fate::Applied, Fate::Unknown, Fate::Applied));
}

// A failed row need not repeat the code: then its position counts, as long as nobody contradicts.
TEST(Rows, WithoutCodesAreTakenByPosition) {
  const auto rows = rows_ok(
      R"({"user": [{"response_code": 400, "message": "no"}, {"response_code": 200, "id": 2}]})", {},
      "user");
  EXPECT_THAT(fates(verdicts_for(uids({"a", "b"}), rows)),
              ElementsAre(Fate::Refused, Fate::Applied));
}

TEST(Rows, WithoutCodesSayNothingOnceTheOrderIsBroken) {
  const auto shuffled = rows_ok(R"({"user": [{"response_code": 200, "school_uid": "b", "id": 2},
    {"response_code": 400}, {"response_code": 200, "school_uid": "a", "id": 1}]})",
                                {}, "user");
  EXPECT_THAT(fates(verdicts_for(uids({"a", "b", "c"}), shuffled)),
              ElementsAre(Fate::Applied, Fate::Applied, Fate::Unknown));
  const auto short_one = rows_ok(R"({"user": [{"response_code": 200, "id": 1}]})", {}, "user");
  EXPECT_THAT(fates(verdicts_for(uids({"a", "b"}), short_one)),
              ElementsAre(Fate::Unknown, Fate::Unknown));
}

TEST(Rows, OfStrangersAreNobodys) {
  const auto rows =
      rows_ok(R"({"user": [{"response_code": 200, "school_uid": "x", "id": 1}]})", {}, "user");
  EXPECT_THAT(fates(verdicts_for(uids({"a"}), rows)), ElementsAre(Fate::Unknown));
}

// Contract 5.2, A3: any code outside 200 to 299 is a failure.
TEST(Rows, AreJudgedByTheirCode) {
  const auto rows = rows_ok(R"({"user": [{"response_code": "204"}, {"response_code": 304},
    {"response_code": 409}, {"response_code": 429}, {"response_code": 500}, {}, 7,
    {"response_code": "soon"}]})",
                            {}, "user");
  std::vector<Fate> out;
  for (const auto& row : rows) out.push_back(row.verdict.fate);
  EXPECT_THAT(out, ElementsAre(Fate::Applied, Fate::Refused, Fate::Refused, Fate::Retry,
                               Fate::Retry, Fate::Unknown, Fate::Unknown, Fate::Unknown));
}

// A2: the words are in message, or error, or any other text that is no code.
TEST(Rows, FailWithWordsWhereverTheyAre) {
  const auto rows = rows_ok(R"({"user": [{"response_code": 400, "error": "first"},
    {"response_code": 400, "school_uid": "S-1", "reason": "second"},
    {"response_code": 400, "school_uid": "S-1"}, {"response_code": 400, "message": {"a": 1}}]})",
                            {}, "user");
  std::vector<std::string> words;
  for (const auto& row : rows) words.push_back(row.verdict.message);
  EXPECT_THAT(words, ElementsAre("first", "second", "", ""));
}

TEST(Rows, WordsAreCutBetweenCharacters) {
  std::string body = R"({"user": [{"response_code": 400, "message": "x)";
  for (int i = 0; i < 300; ++i) body += "é";
  const auto rows = rows_ok(body + R"("}]})", {}, "user");
  EXPECT_EQ(rows.at(0).verdict.message.size(), 399U);
}

TEST(Rows, ThatAreNotThereAreBadData) {
  for (const auto* body : {"", "<html>", "{}", R"({"user": {}})", R"({"enrollment": []})", "[]"}) {
    EXPECT_FALSE(decode_rows(body, "enrollments", "enrollment")) << body;
    EXPECT_FALSE(decode_rows(body, {}, "user")) << body;
  }
}

// Contract 6.7.
TEST(Rows, OfCoursesCarryThoseOfTheirSections) {
  const auto courses = decode_course_rows(R"({ "course": [ { "response_code": 200, "id": 700101,
    "course_code": "ALG-1", "location": "…/v1/courses/700101", "sections": { "section": [
      { "response_code": 200, "id": "710201", "section_school_code": "2027-ALG1-01" },
      { "response_code": 400, "section_school_code": "2027-ALG1-02", "message": "no period" } ] } },
    { "response_code": 400, "course_code": "ART" } ] })");
  ASSERT_TRUE(courses);
  ASSERT_THAT(*courses, SizeIs(2));
  EXPECT_EQ((*courses)[0].course.facts.at("course_code"), "ALG-1");
  ASSERT_THAT((*courses)[0].sections, SizeIs(2));
  EXPECT_EQ((*courses)[0].sections[0].verdict.id, "710201");
  EXPECT_EQ((*courses)[0].sections[1].verdict.fate, Fate::Refused);
  EXPECT_THAT((*courses)[1].sections, IsEmpty());
}

TEST(SingleWrites, AreJudgedByStatusAndBody) {
  EXPECT_EQ(judge_single(201, R"({"id": "500101"})", true).id, "500101");
  EXPECT_EQ(judge_single(201, R"({"links": {"self": "https://x/v1/schools/500101"}})", true).id,
            "500101");
  EXPECT_EQ(judge_single(201, R"({"title": "no id"})", true).fate, Fate::Unknown);
  EXPECT_EQ(judge_single(204, "", false).fate, Fate::Applied);
  EXPECT_EQ(judge_single(204, "", true).fate, Fate::Unknown);
  EXPECT_EQ(judge_single(200, R"({"id": "5"})", false).fate, Fate::Applied);
  EXPECT_EQ(judge_single(200, "", false).fate, Fate::Unknown);
  EXPECT_EQ(judge_single(200, "<html>", false).fate, Fate::Unknown);
}

TEST(CallFailures, SayWhatBecameOfEverythingInTheCall) {
  EXPECT_EQ(judge_call(429, "slow down").fate, Fate::Retry);
  EXPECT_EQ(judge_call(500, "").fate, Fate::Unknown);
  EXPECT_EQ(judge_call(502, "<html>").fate, Fate::Unknown);
  EXPECT_EQ(judge_call(408, "").fate, Fate::Unknown);
  EXPECT_EQ(judge_call(303, "").fate, Fate::Unknown);
  EXPECT_EQ(judge_call(400, "too many items").message, "too many items");
  EXPECT_EQ(judge_call(400, R"("too many items")").message, "too many items");
  EXPECT_EQ(judge_call(400, "<html><body>no</body></html>").message, "");
  EXPECT_EQ(judge_call(404, "").fate, Fate::Refused);
}

TEST(SaysExists, ReadsTheWords) {
  const auto says = [](std::uint32_t status, const char* words) {
    return says_exists({Fate::Refused, status, "", words});
  };
  EXPECT_TRUE(says(409, ""));
  EXPECT_TRUE(says(400, "A course with this Course Code already exists"));
  EXPECT_TRUE(says(400, "course_code must be unique"));
  EXPECT_FALSE(says(400, "building does not exist"));
  EXPECT_FALSE(says(400, "title is required"));
}

}  // namespace
}  // namespace crosswalk::schoology
