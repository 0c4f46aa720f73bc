#include "list_audit.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace crosswalk::schoology {
namespace {

using End = ListAudit::End;

/// Shows one page; returns how many of its rows were new.
int show(ListAudit& audit, std::optional<std::uint64_t> total,
         const std::vector<std::string>& ids) {
  audit.claim(total);
  int fresh = 0;
  for (const auto& id : ids) fresh += audit.first_sight(id) ? 1 : 0;
  return fresh;
}

TEST(ListAudit, IsContentWhenTheClaimFits) {
  ListAudit audit;
  EXPECT_EQ(show(audit, 3, {"1", "2"}), 2);
  EXPECT_EQ(show(audit, 3, {"3"}), 1);
  EXPECT_EQ(audit.end_of_pass(), End::Complete);
}

TEST(ListAudit, IsContentWithoutAClaim) {
  ListAudit audit;
  show(audit, std::nullopt, {"1"});
  EXPECT_EQ(audit.end_of_pass(), End::Complete);
  ListAudit empty;
  EXPECT_EQ(empty.end_of_pass(), End::Complete);
}

// A row went while the list was read, and the one behind it fell between two pages.
TEST(ListAudit, ReadsAShrinkingListAgainAndFindsTheLostRow) {
  ListAudit audit;
  show(audit, 4, {"1", "2"});
  EXPECT_EQ(show(audit, 3, {"4"}), 1);
  ASSERT_EQ(audit.end_of_pass(), End::ReadAgain);
  EXPECT_EQ(show(audit, 3, {"2", "3"}), 1);
  EXPECT_EQ(show(audit, 3, {"4"}), 0);
  EXPECT_EQ(audit.end_of_pass(), End::Complete);
}

TEST(ListAudit, SkippedRowsUnderAConstantClaimAreNoticed) {
  ListAudit audit;
  show(audit, 4, {"1", "2"});
  show(audit, 4, {"4"});
  EXPECT_EQ(audit.end_of_pass(), End::ReadAgain);
}

TEST(ListAudit, ARowShownTwiceCountsOnce) {
  ListAudit audit;
  show(audit, 3, {"1", "2"});
  EXPECT_EQ(show(audit, 3, {"2", "3"}), 1);
  EXPECT_EQ(audit.end_of_pass(), End::Complete);
}

// Contract 4.5: never trust the total alone. Two equal passes outweigh it.
TEST(ListAudit, AWrongClaimIsOutvotedByASecondPass) {
  ListAudit audit;
  show(audit, 99, {"1", "2"});
  ASSERT_EQ(audit.end_of_pass(), End::ReadAgain);
  EXPECT_EQ(show(audit, 99, {"1", "2"}), 0);
  EXPECT_EQ(audit.end_of_pass(), End::Complete);
}

TEST(ListAudit, GivesUpOnAListThatNeverStandsStill) {
  ListAudit audit;
  show(audit, 9, {"1"});
  ASSERT_EQ(audit.end_of_pass(), End::ReadAgain);
  show(audit, 9, {"2"});
  ASSERT_EQ(audit.end_of_pass(), End::ReadAgain);
  show(audit, 9, {"3"});
  EXPECT_EQ(audit.end_of_pass(), End::Incomplete);
}

}  // namespace
}  // namespace crosswalk::schoology
