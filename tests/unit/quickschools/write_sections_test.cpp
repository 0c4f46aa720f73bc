#include "support.hpp"

namespace crosswalk::quickschools {
namespace {

using testing::Again;
using testing::Applied;
using testing::Change;
using ::testing::ElementsAre;
using testing::Exists;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Noop;
using testing::Rejected;
using ::testing::SizeIs;
using testing::Skipped;
using testing::Unknown;

constexpr char kPost[] = "/sms/v1/sections";

Change section(const std::string& name, const std::string& code,
               const std::string& semester = "330021") {
  return {CW_ROW_CREATE,
          {{"title", name},
           {"code", code},
           {"gradeLevel", "440006"},
           {"school", "birch"},
           {"sessions", std::vector<std::string>{semester}}}};
}

class WriteSectionsTest : public QuickSchoolsTest {
 protected:
  void looks() {
    semesters();
    fake_.on_get(kSections1,
                 R"([{"id": "900010", "sectionName": " Science  6", "sectionCode": "S-A ",
                                  "classId": "440006", "teachers": []}])");
  }
};

TEST_F(WriteSectionsTest, OneCallEachInTheActiveSemester) {
  looks();
  fake_.on("POST", kPost, {200, R"({"id": "900044", "sectionName": "Art"})"});
  fake_.on("POST", kPost, {400, R"({"errorCode": "INVALID_PARAMETER", "field": "sectionName"})"});
  EXPECT_THAT(apply("class", {section("Art", "A-1"), section("Go", "G-1")}),
              ElementsAre(Applied("900044"), Rejected(CW_E_INVALID, "the value of sectionName")));
  EXPECT_EQ(fake_.body(2), "sectionName=Art&classId=440006&sectionCode=A-1");
  EXPECT_EQ(fake_.seen()[2].headers.at("Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(fake_.seen()[2].auth_profile, "api");
  EXPECT_EQ(fake_.seen()[2].retry, std::uint32_t{CW_RETRY_HOST}) << "never sent twice blindly";
}

// What a call made whose answer was lost is found before a second one is sent.
TEST_F(WriteSectionsTest, WhatIsThereIsNotMadeAgain) {
  looks();
  EXPECT_THAT(apply("class", {section("Science 6", "S-A")}), ElementsAre(Exists("900010")));
  EXPECT_THAT(fake_.seen(), SizeIs(2)) << "two lists, no write";
}

TEST_F(WriteSectionsTest, ALostAnswerAndOneWithoutAnIdStayUnknown) {
  looks();
  fake_.on("POST", kPost, {200, {}, {}, CW_E_UNKNOWN});
  fake_.on("POST", kPost, {200, R"({"success": true})"});
  fake_.on("POST", kPost, {502, "<html>"});
  fake_.on("POST", kPost, {429, ""});
  EXPECT_THAT(
      apply("class", {section("A", "1"), section("B", "2"), section("C", "3"), section("D", "4")}),
      ElementsAre(Unknown(), Unknown(), Unknown(), Again()));
}

TEST_F(WriteSectionsTest, ADuplicateIsLookedUpAndTold) {
  looks();
  fake_.on("POST", kPost, {409, R"({"errorCode": "DUPLICATE"})"});
  semesters();
  fake_.on_get(kSections1, R"([{"id": "900044", "sectionName": "Art", "sectionCode": "A-1",
                                "classId": "440006"}])");
  EXPECT_THAT(apply("class", {section("Art", "A-1")}), ElementsAre(Exists("900044")));
}

TEST_F(WriteSectionsTest, TwoOfOneNameCodeAndLevelAreNotOne) {
  looks();
  fake_.on("POST", kPost, {200, R"({"id": "900044"})"});
  EXPECT_THAT(apply("class", {section("Art", "A-1"), section("Art ", "A-1")}),
              ElementsAre(Applied("900044"), Rejected(CW_E_INVALID, "codes.class")));
}

TEST_F(WriteSectionsTest, NothingIsMadeInAnotherSemester) {
  looks();
  EXPECT_THAT(apply("class", {section("Art", "A-1", "330022"), section("", "A-2")}),
              ElementsAre(Rejected(CW_E_INVALID, "activate its semester"),
                          Rejected(CW_E_INVALID, "needs a name")));
}

TEST_F(WriteSectionsTest, AnOldOneIsChangedById) {
  fake_.on("POST", "/sms/v1/sections/900010", {200, R"({"id": "900010"})"});
  fake_.on("POST", "/sms/v1/sections/900011", {404, R"({"errorCode": "NOT_FOUND"})"});
  EXPECT_THAT(apply("class", {{CW_ROW_PATCH, {{"id", "900010"}, {"title", "Go"}}},
                              {CW_ROW_PATCH, {{"id", "900011"}, {"title", "Go"}}},
                              {CW_ROW_PATCH, {{"id", "900012"}}},
                              {CW_ROW_DELETE, {{"id", "900013"}}}}),
              ElementsAre(Applied("900010"), Rejected(CW_E_NOT_FOUND, "404"), Noop("900012"),
                          Rejected(CW_E_UNSUPPORTED, "never")));
  EXPECT_EQ(fake_.body(0), "sectionName=Go");
}

// Nothing was sent: that is known, and said.
TEST_F(WriteSectionsTest, ARefusedKeySendsNothingMore) {
  fake_.on("GET", kSemesters, {401, R"({"errorCode": "INVALID_API_KEY"})"});
  EXPECT_THAT(apply("class", {section("Art", "A-1")}), ElementsAre(Skipped()));
  ASSERT_FALSE(call_error_.has_value());
  EXPECT_EQ(call_error_.error().code, ErrorCode::Unauthenticated);
}

TEST_F(WriteSectionsTest, NothingElseIsEverWritten) {
  EXPECT_THAT(apply("user", {{CW_ROW_CREATE, {{"familyName", "Fern"}}}}), ElementsAre(Skipped()));
  EXPECT_EQ(call_error_.error().code, ErrorCode::Unsupported);
  EXPECT_THAT(fake_.seen(), IsEmpty());
}

}  // namespace
}  // namespace crosswalk::quickschools
