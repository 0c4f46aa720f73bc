#include "options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::schoology {
namespace {

using ::testing::HasSubstr;

std::string with(const std::string& more) {
  return R"({"consumer_key": "k", "consumer_secret": "s")" + (more.empty() ? "" : ", " + more) +
         "}";
}

TEST(Options, HaveDefaults) {
  const auto options = Options::parse(with(""));
  ASSERT_TRUE(options);
  EXPECT_EQ(options->origin, "https://api.schoology.com");
  EXPECT_EQ(options->concurrency, 4U);
  EXPECT_EQ(options->email_conflict_resolution, 1U);
  EXPECT_TRUE(options->nested_sections);
  EXPECT_EQ(options->source_ids, Options::SourceIds::Own);
  EXPECT_EQ(options->buildings, Options::Buildings::Auto);
  EXPECT_EQ(options->school_year, 0);
}

TEST(Options, OfASourceAreTaken) {
  const auto options =
      Options::parse(with(R"("source_ids": "codes", "buildings": "never", "school_year": "2027")"));
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->source_ids, Options::SourceIds::Codes);
  EXPECT_EQ(options->buildings, Options::Buildings::Never);
  EXPECT_EQ(options->school_year, 2027);
}

TEST(Options, AreTaken) {
  const auto options = Options::parse(
      with(R"("base_url": "http://127.0.0.1:99/", "concurrency": 2, "email_conflict_resolution": 0,
              "nested_sections": false, "time_zone": "America/Chicago",
              "token": "t", "token_secret": "u", "signature_method": "PLAINTEXT")"));
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->origin, "http://127.0.0.1:99");
  EXPECT_EQ(options->concurrency, 2U);
  EXPECT_EQ(options->email_conflict_resolution, 0U);
  EXPECT_FALSE(options->nested_sections);
  EXPECT_EQ(options->time_zone, "America/Chicago");
}

TEST(Options, ThatAreWrongAreNamed) {
  const auto refusal = [](const std::string& config) {
    const auto options = Options::parse(config);
    EXPECT_FALSE(options) << config;
    if (options) return std::string();
    EXPECT_EQ(options.error().code, ErrorCode::BadConfig);
    return options.error().message;
  };
  EXPECT_THAT(refusal("[]"), HasSubstr("not a JSON object"));
  EXPECT_THAT(refusal("{"), HasSubstr("not a JSON object"));
  EXPECT_THAT(refusal(R"({"consumer_secret": "s"})"), HasSubstr("consumer_key"));
  EXPECT_THAT(refusal(R"({"consumer_key": "k", "consumer_secret": ""})"),
              HasSubstr("consumer_secret"));
  EXPECT_THAT(refusal(with(R"("token": "t")")), HasSubstr("token_secret"));
  EXPECT_THAT(refusal(with(R"("base_url": "api.schoology.com")")), HasSubstr("base_url"));
  EXPECT_THAT(refusal(with(R"("base_url": "https://")")), HasSubstr("base_url"));
  EXPECT_THAT(refusal(with(R"("base_url": "https://api.schoology.com/v1")")),
              HasSubstr("without a path"));
  EXPECT_THAT(refusal(with(R"("concurrency": 0)")), HasSubstr("concurrency"));
  EXPECT_THAT(refusal(with(R"("source_ids": "sis")")), HasSubstr("own, codes"));
  EXPECT_THAT(refusal(with(R"("buildings": true)")), HasSubstr("auto, always, never"));
  EXPECT_THAT(refusal(with(R"("school_year": "2026-2027")")), HasSubstr("such as 2027"));
  EXPECT_THAT(refusal(with(R"("school_year": "27")")), HasSubstr("school_year"));
  EXPECT_THAT(refusal(with(R"("concurrency": "4")")), HasSubstr("concurrency"));
  EXPECT_THAT(refusal(with(R"("email_conflict_resolution": 3)")),
              HasSubstr("email_conflict_resolution"));
}

// Contract 3.1: PLAINTEXT carries the secret.
TEST(Options, PlaintextNeedsHttpsOutsideThisMachine) {
  const std::string plain = R"(, "signature_method": "PLAINTEXT")";
  EXPECT_FALSE(Options::parse(with(R"("base_url": "http://10.0.0.5")" + plain)));
  EXPECT_TRUE(Options::parse(with(R"("base_url": "http://localhost:80")" + plain)));
  EXPECT_TRUE(Options::parse(with(R"("base_url": "http://[::1]:80")" + plain)));
  EXPECT_TRUE(Options::parse(with(R"("base_url": "https://10.0.0.5")" + plain)));
}

}  // namespace
}  // namespace crosswalk::schoology
