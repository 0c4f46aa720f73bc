/// What a report says to people's tools; quirks are shown, never hidden. And the page that lists
/// the checks.

#include "testing/kit/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>

namespace crosswalk::kit {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Json = nlohmann::json;
using Kind = CheckResult::Kind;

Report sample() {
  Report report;
  report.file = "/a.adapter.so";
  report.sha256 = "ab12";
  report.adapter = "sample";
  report.results = {{"S1", "It is whole.", Kind::Passed, "12 bytes", "", 7},
                    {"R4", "No id comes twice.", Kind::Failed, "the id <7> & \"8\"\x01", "", 1200},
                    {"A1", "Outcomes.", Kind::Skipped, "it is no destination", "", 0}};
  return report;
}

TEST(Report, OneFailureIsNotGood) {
  Report report = sample();
  EXPECT_FALSE(report.good());
  report.results[1].kind = Kind::Passed;
  EXPECT_TRUE(report.good());
}

TEST(Report, ADeclaredFailureIsAQuirkWithItsReason) {
  Report report = sample();
  declare_quirks(report, {{"quirks", {{{"id", "R4"}, {"why", "two may share a number"}}}}});
  EXPECT_EQ(report.results[1].kind, Kind::Quirk);
  EXPECT_EQ(report.results[1].why, "two may share a number");
  EXPECT_TRUE(report.good());
  EXPECT_TRUE(report.stale_quirks.empty());
}

// What could not be tried is neither true nor stale.
TEST(Report, AQuirkOfAPassedOrUnknownCheckIsStale) {
  Report report = sample();
  declare_quirks(report, {{"quirks",
                           {{{"id", "S1"}, {"why", "x"}},
                            {{"id", "R99"}, {"why", "x"}},
                            {{"id", "A1"}, {"why", "x"}}}}});
  EXPECT_THAT(report.stale_quirks, ElementsAre("S1", "R99"));
  EXPECT_EQ(report.results[0].kind, Kind::Passed);
}

TEST(Report, IsJson) {
  const auto json = to_json(sample());
  EXPECT_EQ(json["ok"], false);
  EXPECT_EQ(json["sha256"], "ab12");
  EXPECT_EQ(json["passed"], 1);
  EXPECT_EQ(json["checks"][1]["result"], "failed");
  EXPECT_EQ(json["checks"][2]["evidence"], "it is no destination");
}

TEST(Report, IsJUnitThatEveryParserReads) {
  const std::string xml = to_junit(sample());
  EXPECT_THAT(xml, HasSubstr("tests=\"3\" failures=\"1\" skipped=\"1\" time=\"1.207\""));
  EXPECT_THAT(xml, HasSubstr("<failure message=\"the id &lt;7&gt; &amp; &quot;8&quot;?\"/>"));
  EXPECT_THAT(xml, HasSubstr("<skipped message=\"it is no destination\"/>"));
}

TEST(Page, ListsEveryCheckInItsWords) {
  std::ifstream file(ABI_CONFORMANCE_PAGE);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  std::string listed;
  const std::regex row("\n\\| ([A-Z][0-9]+) \\| ([^|\n]*) \\|");
  for (auto at = std::sregex_iterator(page.begin(), page.end(), row); at != std::sregex_iterator();
       ++at) {
    listed += at->str(1) + " " + at->str(2) + "\n";
  }
  std::string expected;
  for (const Check& check : catalog()) {
    expected += std::string(check.id) + " " + check.sentence + "\n";
  }
  EXPECT_EQ(listed, expected);
}

}  // namespace
}  // namespace crosswalk::kit
