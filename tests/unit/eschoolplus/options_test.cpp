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

TEST(EspOptions, EachBindingNeedsItsOwn) {
  EXPECT_THAT(complaint(R"({"binding": "telex"})"), HasSubstr("session, plus360 or files"));
  EXPECT_THAT(complaint(R"({"binding": "files", "district": "4102"})"),
              HasSubstr("folder is missing"));
  EXPECT_THAT(complaint(R"({"binding": "files", "folder": "f"})"),
              HasSubstr("district is missing"));
  const auto plus360 = [](const std::string& more) {
    return R"({"binding": "plus360", "domain": "https://esp.example", "consumer_secret": true)" +
           more + "}";
  };
  const std::string key = R"(, "consumer_key": "OneRoster_ABC_123")";
  EXPECT_THAT(complaint(plus360("")), HasSubstr("consumer_key is missing"));
  EXPECT_THAT(complaint(plus360(key)), HasSubstr("district is missing"));
  EXPECT_THAT(complaint(plus360(R"(, "district": "1", "consumer_key": "K")")),
              HasSubstr("plus360_path is missing"));
  EXPECT_THAT(complaint(plus360(key + R"(, "district": "1", "classes": "by_session")")),
              HasSubstr("by_session"));
  EXPECT_THAT(complaint(plus360(key + R"(, "district": "1", "summer_school": true)")),
              HasSubstr("summer_school"));
  const auto options = Options::parse(plus360(key + R"(, "district": "1")"));
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->base_url, "https://esp.example/plus360api/v1/abc");
  const auto pasted = Options::parse(
      plus360(R"(, "district": "1", "consumer_key": "K", "plus360_path": "/p/v1p1")"));
  ASSERT_TRUE(pasted) << pasted.error().message;
  EXPECT_EQ(pasted->base_url, "https://esp.example/p/v1p1");
}

TEST(EspOptions, TheVendorStandsInTheKey) {
  EXPECT_EQ(vendor_of("OneRoster_ABC_123"), "abc");
  EXPECT_EQ(vendor_of("OneRoster_Big_Co_7"), "big_co");
  for (const char* other : {"", "ABC", "OneRoster_ABC", "OneRoster_ABC_", "OneRoster_ABC_1x",
                            "OneRoster__1", "OneRoster_A/C_1"}) {
    EXPECT_EQ(vendor_of(other), "") << other;
  }
}

TEST(EspOptions, TheSchoolYearBeginsInJuly) {
  EXPECT_EQ(school_year_of(*parse_date("2026-06-30")), "2026");
  EXPECT_EQ(school_year_of(*parse_date("2026-07-01")), "2027");
  EXPECT_EQ(school_year_of(*parse_date("2027-01-15")), "2027");
}

}  // namespace
}  // namespace crosswalk::eschoolplus
