#include "verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::quickschools {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Verdict, OneYesAndManyThatSayNothing) {
  EXPECT_EQ(judge(200, R"({"success": true})").fate, Fate::Applied);
  EXPECT_EQ(judge(200, R"({"id": "900044"})").body["id"], "900044");
  EXPECT_EQ(judge(200, "<html>").fate, Fate::Unknown);
  EXPECT_EQ(judge(200, "").fate, Fate::Unknown);
  EXPECT_EQ(judge(200, "[]").fate, Fate::Unknown);
  EXPECT_EQ(judge(201, R"({"id": "1"})").fate, Fate::Unknown) << "contract 1: exactly 200";
  EXPECT_EQ(judge(302, "").fate, Fate::Unknown);
  EXPECT_EQ(judge(408, "").fate, Fate::Unknown);
  EXPECT_EQ(judge(503, R"({"success": false})").fate, Fate::Unknown);
  EXPECT_EQ(judge(429, "").fate, Fate::Retry);
}

// The server's own words may hold a name, or the key out of the URL.
TEST(Verdict, ARefusalIsToldByItsCodeInOurWords) {
  const Verdict soft =
      judge(200, R"({"success": false, "errorCode": "X_Y", "error": "Imani Okafor is full."})");
  EXPECT_EQ(soft.fate, Fate::Refused);
  EXPECT_EQ(soft.code, "X_Y");
  EXPECT_EQ(soft.message, "QuickSchools refused it (200, X_Y): look for the cause in QuickSchools");
  const Verdict field = judge(400, R"({"errorCode": "INVALID_PARAMETER", "field": "classId",
                                       "error": "apiKey=birch.0000 is wrong"})");
  EXPECT_THAT(field.message, HasSubstr("(400, INVALID_PARAMETER)"));
  EXPECT_THAT(field.message, HasSubstr("the value of classId"));
  EXPECT_THAT(field.message, Not(HasSubstr("birch")));
  EXPECT_THAT(judge(404, R"({"errorCode": "NOT_FOUND"})").message, HasSubstr("plan again"));
  EXPECT_EQ(judge(409, R"({"errorCode": "DUPLICATE"})").code, "DUPLICATE");
}

TEST(Verdict, WhatIsNoCodeAndNoFieldOfOursIsNotRepeated) {
  const Verdict words = judge(400, R"({"errorCode": "Imani Okafor", "error": "no"})");
  EXPECT_EQ(words.code, "");
  EXPECT_EQ(words.message, "QuickSchools refused it (400): look for the cause in QuickSchools");
  EXPECT_THAT(judge(400, R"({"errorCode": "INVALID_PARAMETER", "field": "Imani"})").message,
              Not(HasSubstr("Imani")));
  EXPECT_EQ(judge(400, R"({"errorCode": ")" + std::string(41, 'X') + "\"}").code, "");
  EXPECT_EQ(judge(400, "<html>Bad Request</html>").message, words.message);
}

}  // namespace
}  // namespace crosswalk::quickschools
