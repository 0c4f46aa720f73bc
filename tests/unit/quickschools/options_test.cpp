#include "options.hpp"

#include "manifest.hpp"

#include "crosswalk/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::quickschools {
namespace {

using ::testing::HasSubstr;

std::string complaint(const std::string& config) {
  const auto options = Options::parse(config);
  EXPECT_FALSE(options) << config;
  if (options) return {};
  EXPECT_EQ(options.error().code, ErrorCode::BadConfig);
  return options.error().message;
}

TEST(QuickSchoolsOptions, NameWhatIsWrong) {
  EXPECT_THAT(complaint("[]"), HasSubstr("JSON object"));
  EXPECT_THAT(complaint(R"({"school_code": "b"})"), HasSubstr("api_key"));
  EXPECT_THAT(complaint(R"({"api_key": "k"})"), HasSubstr("before the first dot"));
  const auto with_url = [](const std::string& url) {
    return R"({"api_key": "k", "school_code": "b", "base_url": ")" + url + "\"}";
  };
  EXPECT_THAT(complaint(with_url("http://api.quickschools.com/sms/v1")), HasSubstr("in the clear"));
  EXPECT_THAT(complaint(with_url("http://localhost.evil.example/")), HasSubstr("in the clear"));
  EXPECT_THAT(complaint(with_url("ftp://x")), HasSubstr("https://"));
  EXPECT_THAT(complaint(with_url("https://x/sms/v1?apiKey=k")), HasSubstr("address alone"));
  EXPECT_THAT(complaint(R"({"api_key": "k", "school_code": "b", "semesters": "some"})"),
              HasSubstr("semesters"));
}

TEST(QuickSchoolsOptions, HaveDefaults) {
  const auto options = Options::parse(
      R"({"api_key": true, "school_code": "b", "base_url": "http://[::1]:80/sms/v1//"})");
  ASSERT_TRUE(options);
  EXPECT_EQ(options->base_url, "http://[::1]:80/sms/v1");
  EXPECT_EQ(options->school_name, "b");
  EXPECT_EQ(options->semesters, Options::Semesters::ActiveYear);
  EXPECT_TRUE(Options::parse(R"({"api_key": true, "school_code": "b"})"));
}

TEST(QuickSchoolsManifest, SendsTheKeyInTheQueryFiveTimesASecond) {
  const Json manifest = Json::parse(manifest_json());
  EXPECT_EQ(manifest["auth_profiles"][0]["key_name"], "apiKey");
  EXPECT_EQ(manifest["rate"][0]["per_ms"], 1000);
  EXPECT_EQ(manifest["config_schema"]["properties"]["rate"]["default"], 5);
}

}  // namespace
}  // namespace crosswalk::quickschools
