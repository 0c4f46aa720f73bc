#include "options.hpp"

#include "crosswalk/dates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::powerschool {
namespace {

using ::testing::HasSubstr;

std::string config_with(const std::string& url, const std::string& more = "") {
  return R"({"base_url": ")" + url + R"(", "client_id": "i", "client_secret": "s")" + more + "}";
}

std::string complaint(const std::string& config) {
  const auto options = Options::parse(config);
  EXPECT_FALSE(options);
  if (options) return {};
  EXPECT_EQ(options.error().code, ErrorCode::BadConfig);
  return options.error().message;
}

std::uint64_t noon(unsigned year, unsigned month, unsigned day) {
  return static_cast<std::uint64_t>(*days_of(year, month, day)) * 86'400'000 + 43'200'000;
}

TEST(PowerSchoolOptions, HaveDefaults) {
  const auto options = Options::parse(config_with("https://ps.district.example"));
  ASSERT_TRUE(options);
  EXPECT_EQ(options->origin, "https://ps.district.example");
  EXPECT_EQ(options->mode, Mode::Auto);
  EXPECT_EQ(options->concurrency, 1U);
  EXPECT_EQ(options->query_prefix, "org.example.bridge");
}

TEST(PowerSchoolOptions, TakeWhatIsGiven) {
  const auto options = Options::parse(
      config_with("http://127.0.0.1:81",
                  R"(, "mode": "v1", "start_year": 2025, "coteachers": true, "concurrency": 3,
                       "query_page_size": 10, "query_prefix": "org.fern.bridge")"));
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->mode, Mode::V1);
  EXPECT_EQ(options->year_at(0), 2025);
  EXPECT_TRUE(options->coteachers);
  EXPECT_EQ(options->concurrency, 3U);
  EXPECT_EQ(options->query_page_size, 10U);
  EXPECT_EQ(options->query_prefix, "org.fern.bridge");
}

TEST(PowerSchoolOptions, HttpIsForThisMachineOnly) {
  EXPECT_THAT(complaint(config_with("http://ps.district.example")), HasSubstr("https://"));
  EXPECT_TRUE(Options::parse(config_with("http://localhost:9")));
  EXPECT_TRUE(Options::parse(config_with("http://[::1]:9")));
}

TEST(PowerSchoolOptions, TheAddressIsTheServerAlone) {
  for (const char* url : {"https://ps.example/", "https://ps.example/ws/v1", "https://a@ps.example",
                          "https://", "ps.example", "ftp://ps.example", ""}) {
    EXPECT_THAT(complaint(config_with(url)), HasSubstr("base_url")) << url;
  }
}

TEST(PowerSchoolOptions, NameWhatIsWrong) {
  const std::string url = "https://ps.example";
  EXPECT_THAT(complaint(R"({"base_url": "https://ps.example"})"), HasSubstr("client_id"));
  EXPECT_THAT(complaint(R"({"base_url": "https://ps.example", "client_id": ""})"),
              HasSubstr("client_id"));
  EXPECT_THAT(complaint(R"({"base_url": "https://ps.example", "client_id": "i",
                            "client_secret": ""})"),
              HasSubstr("client_secret"));
  EXPECT_THAT(complaint(config_with(url, R"(, "mode": "v2")")), HasSubstr("mode"));
  EXPECT_THAT(complaint(config_with(url, R"(, "start_year": 26)")), HasSubstr("start_year"));
  EXPECT_THAT(complaint(config_with(url, R"(, "concurrency": 0)")), HasSubstr("concurrency"));
  EXPECT_THAT(complaint(config_with(url, R"(, "query_prefix": "a/b")")), HasSubstr("prefix"));
  EXPECT_THAT(complaint("[]"), HasSubstr("JSON object"));
}

TEST(PowerSchoolOptions, TheYearTurnsInJuly) {
  const Options options;
  EXPECT_EQ(options.year_at(noon(2027, 6, 30)), 2026);
  EXPECT_EQ(options.year_at(noon(2027, 7, 1)), 2027);
  EXPECT_EQ(options.year_at(noon(2027, 1, 1)), 2026);
  EXPECT_EQ(year_id(2026), 36);
}

}  // namespace
}  // namespace crosswalk::powerschool
