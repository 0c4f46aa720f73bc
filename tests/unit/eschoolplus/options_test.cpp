#include "options.hpp"

#include "crosswalk/dates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eschoolplus {
namespace {

using ::testing::HasSubstr;

std::string with(const std::string& more) {
  return R"({"domain": "https://esp.example", "site_code": "nf", "login": "l", "password": true)" +
         more + "}";
}

std::string complaint(const std::string& config) {
  const auto options = Options::parse(config);
  EXPECT_FALSE(options) << config;
  if (options) return {};
  EXPECT_EQ(options.error().code, ErrorCode::BadConfig);
  return options.error().message;
}

TEST(EspOptions, NameWhatIsWrong) {
  EXPECT_THAT(complaint("7"), HasSubstr("JSON object"));
  EXPECT_THAT(complaint("{}"), HasSubstr("domain is missing"));
  EXPECT_THAT(complaint(R"({"domain": "https://x", "site_code": "N", "login": "l"})"),
              HasSubstr("password is missing"));
  const auto of_domain = [](const std::string& domain) {
    return R"({"site_code": "N", "login": "l", "password": true, "domain": ")" + domain + "\"}";
  };
  EXPECT_THAT(complaint(of_domain("esp.example")), HasSubstr("https:// in front"));
  EXPECT_THAT(complaint(of_domain("http://esp.example")), HasSubstr("in the clear"));
  EXPECT_THAT(complaint(of_domain("https://esp.example/")), HasSubstr("slash"));
  EXPECT_THAT(complaint(with(R"(, "base_path": "espws")")), HasSubstr("base_path"));
  EXPECT_THAT(complaint(with(R"(, "lead_days": -1)")), HasSubstr("lead_days"));
}

TEST(EspOptions, HaveDefaults) {
  const auto options = Options::parse(with(""));
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->base_url, "https://esp.example/espws/v1");
  EXPECT_EQ(options->org_prefix, "NF");
  EXPECT_FALSE(options->guardians);
  EXPECT_FALSE(options->class_per_session);
  const auto changed = Options::parse(
      with(R"(, "district": "4102", "classes": "by_session", "guardians": true, "lead_days": 5)"));
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->org_prefix, "4102");
  EXPECT_TRUE(changed->class_per_session);
  EXPECT_TRUE(changed->guardians);
  EXPECT_EQ(changed->lead_days, 5);
}

TEST(EspOptions, TheSchoolYearBeginsInJuly) {
  EXPECT_EQ(school_year_of(*parse_date("2026-06-30")), "2026");
  EXPECT_EQ(school_year_of(*parse_date("2026-07-01")), "2027");
  EXPECT_EQ(school_year_of(*parse_date("2027-01-15")), "2027");
}

}  // namespace
}  // namespace crosswalk::eschoolplus
