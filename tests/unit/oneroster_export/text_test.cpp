#include "export/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::oneroster::exports {
namespace {

TEST(ExportText, HoldsNoLineBreaksAndNoBlanksAround) {
  EXPECT_EQ(clean(" Life\r\nScience\t7 "), "Life  Science 7");
  EXPECT_EQ(clean(std::string_view("a\0b", 3)), "a b");
  EXPECT_EQ(clean_item("Biology, general"), "Biology; general");
}

TEST(ExportText, QuotesWhatMustBeQuotedAndNothingElse) {
  std::string line;
  const std::string cells[] = {"plain", "a,b", "say \"hi\"", "", "Iñaki"};
  append_line(line, std::span<const std::string>(cells));
  EXPECT_EQ(line, "plain,\"a,b\",\"say \"\"hi\"\"\",,Iñaki\r\n");
}

TEST(ExportText, GivesNoTwoPairsOneId) {
  EXPECT_EQ(pair_id("c1", "u1"), "c1/u1");
  EXPECT_NE(pair_id("a/b", "c"), pair_id("a", "b/c"));
  EXPECT_NE(pair_id("a%2Fb", "c"), pair_id("a/b", "c"));
}

TEST(ExportText, SplitsWhatItJoined) {
  const std::vector<std::string> items{"a", "b", "c"};
  EXPECT_EQ(split(join(items)), items);
  EXPECT_TRUE(split("").empty());
}

}  // namespace
}  // namespace crosswalk::oneroster::exports
