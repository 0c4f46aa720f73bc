#include "check.hpp"

#include "fake_binding.hpp"

#include "crosswalk/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eschoolplus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class EspCheckTest : public ::testing::Test {
 protected:
  Json steps() {
    const auto report = check_connection(binding_, options_, day("2026-10-01"));
    EXPECT_TRUE(report) << report.error().message;
    return report ? Json::parse(*report)["steps"] : Json::array();
  }
  static std::vector<std::string> outline(const Json& steps) {
    std::vector<std::string> out;
    for (const Json& step : steps) {
      out.push_back(step["name"].get<std::string>() + (step["ok"].get<bool>() ? "" : "!"));
    }
    return out;
  }
  Json refused_log_in(const char* code) {
    binding_.failing = "buildings";
    binding_.failure = {ErrorCode::Unauthenticated, std::string("the login (") + code + ")", {}};
    return steps();
  }

  FakeBinding binding_;
  Options options_;
};

TEST_F(EspCheckTest, TriesWhatARunReads) {
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("version", "log-in and buildings", "marking periods",
                                           "students", "staff", "courses", "sections"));
  EXPECT_EQ(report[0]["detail"], "eSchoolPlus 21.4.18.0");
  EXPECT_EQ(report[1]["detail"], "logged in; 1 of 1 buildings are schools to be read");
  EXPECT_EQ(report[2]["detail"], "2 marking periods of the year 2027");
  EXPECT_EQ(report[3]["detail"], "2 active students");
  options_.guardians = true;
  EXPECT_EQ(outline(steps()).back(), "guardians");
}

// A locked service account stops a district: nothing follows a refusal.
TEST_F(EspCheckTest, ARefusedLogInEndsItAndSaysWhich) {
  EXPECT_THAT(outline(refused_log_in("AUTH_INVALID")),
              ElementsAre("version", "log-in and buildings!"));
  EXPECT_THAT(refused_log_in("AUTH_INVALID")[1]["hint"].get<std::string>(), HasSubstr("password"));
  EXPECT_THAT(refused_log_in("AUTH_SITE_UNKNOWN")[1]["hint"].get<std::string>(),
              HasSubstr("site code"));
  EXPECT_THAT(refused_log_in("AUTH_LOCKED")[1]["hint"].get<std::string>(), HasSubstr("unlocked"));
}

TEST_F(EspCheckTest, AServiceUnderMaintenanceEndsIt) {
  binding_.maintenance = "until six";
  EXPECT_THAT(outline(steps()), ElementsAre("version!"));
}

TEST_F(EspCheckTest, AMissingPermissionIsNamedAndTheRestGoesOn) {
  binding_.failing = "staff";
  binding_.failure = {ErrorCode::Forbidden, "reading staff: refused", {}};
  const Json report = steps();
  EXPECT_EQ(outline(report)[4], "staff!");
  EXPECT_THAT(report[4]["hint"].get<std::string>(), HasSubstr("grants"));
  EXPECT_EQ(report.size(), 7U);
}

TEST_F(EspCheckTest, AYearWithoutTermsIsTold) {
  binding_.periods.clear();
  EXPECT_THAT(steps()[2]["detail"].get<std::string>(), HasSubstr("school_year"));
}

TEST_F(EspCheckTest, WhoCancelsGetsNoReport) {
  binding_.failing = "buildings";
  binding_.failure = {ErrorCode::Cancelled, "stopped", {}};
  EXPECT_FALSE(check_connection(binding_, options_, 0));
}

}  // namespace
}  // namespace crosswalk::eschoolplus
