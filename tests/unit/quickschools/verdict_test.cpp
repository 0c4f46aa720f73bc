#include "verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::quickschools {
namespace {

using ::testing::HasSubstr;

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

TEST(Verdict, ARefusalIsToldInItsOwnWords) {
  const Verdict soft =
      judge(200, R"({"success": false, "errorCode": "X_Y", "error": "Too full."})");
  EXPECT_EQ(soft.fate, Fate::Refused);
  EXPECT_EQ(soft.code, "X_Y");
  EXPECT_EQ(soft.message, "QuickSchools refused it (200, X_Y): Too full.");
  const Verdict page = judge(404, "<html>Not Found</html>");
  EXPECT_EQ(page.fate, Fate::Refused);
  EXPECT_EQ(page.message, "QuickSchools refused it (404)");
  EXPECT_EQ(judge(409, R"({"errorCode": "DUPLICATE"})").code, "DUPLICATE");
  EXPECT_LT(judge(400, R"({"error": ")" + std::string(9000, 'x') + "\"}").message.size(), 500U);
}

}  // namespace
}  // namespace crosswalk::quickschools
