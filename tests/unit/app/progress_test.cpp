/// A bar on a terminal, a line now and then elsewhere.

#include "app/present/progress.hpp"

#include <gtest/gtest.h>

namespace crosswalk::app {
namespace {

using Progress = sync::Observer::Progress;

TEST(Progress, ATerminalSeesABarThatIsRedrawn) {
  ProgressText text(true, {});
  EXPECT_EQ(text.update({"apply enrollment", 0, 5810, 0}, 0, 0),
            "\r\x1b[KSending enrollments  [........................]  0 of 5,810  0 %");
  EXPECT_EQ(text.update({"apply enrollment", 50, 5810, 0}, 0, 50), "") << "too soon";
  EXPECT_EQ(
      text.update({"apply enrollment", 2905, 5810, 0}, 3, 10'000),
      "\r\x1b[KSending enrollments  [############............]  2,905 of 5,810  50 %  290/s  0:11 "
      "left  3 retries");
  EXPECT_EQ(text.finish(20'000), "\r\x1b[KSending enrollments: 2,905 in 0:20, 145/s, 3 retries\n");
  EXPECT_EQ(text.finish(20'000), "");
}

TEST(Progress, APipeSeesALineEveryTenSecondsAndOneAtTheEnd) {
  ProgressText text(false, {});
  EXPECT_EQ(text.update({"read user", 100, 0, 0}, 0, 0), "");
  EXPECT_EQ(text.update({"read user", 5'000, 0, 0}, 0, 9'999), "");
  EXPECT_EQ(text.update({"read user", 50'000, 0, 0}, 0, 10'000),
            "Reading users: 50,000  5,000/s\n");
  EXPECT_EQ(text.update({"read enrollment", 1, 0, 0}, 0, 12'000),
            "Reading users: 50,000 in 0:12, 4,166/s\n");
  EXPECT_EQ(text.finish(12'100), "Reading enrollments: 1 in 0:00\n");
}

TEST(Progress, RetriesAreThoseOfThePhase) {
  ProgressText text(false, {});
  text.update({"apply user", 1, 10, 0}, 4, 0);
  EXPECT_EQ(text.update({"apply user", 5, 10, 2}, 6, 10'000),
            "Sending users: 5 of 10  50 %  2 retries  2 failed\n");
}

TEST(Progress, ABarFitsItsTerminal) {
  ProgressText text(true, {.colour = false, .width = 40});
  EXPECT_EQ(text.update({"apply enrollment", 1, 5810, 0}, 0, 0),
            "\r\x1b[KSending enrollments  [.................");
}

// It counts stretches of keys, which mean nothing to anybody.
TEST(Progress, ComparingShowsItsShareAndLeavesNoLine) {
  ProgressText pipe(false, {});
  EXPECT_EQ(pipe.update({"compare user", 1, 64, 0}, 0, 0), "");
  EXPECT_EQ(pipe.update({"compare user", 32, 64, 0}, 0, 10'000), "Comparing users: 50 %\n");
  EXPECT_EQ(pipe.finish(10'500), "");
  ProgressText bar(true, {});
  EXPECT_EQ(bar.update({"compare user", 64, 64, 0}, 0, 0),
            "\r\x1b[KComparing users  [########################]  100 %");
  EXPECT_EQ(bar.finish(10), "\r\x1b[K");
}

TEST(Progress, RowsThatCannotBeReadAreSetAside) {
  ProgressText text(false, {});
  text.update({"read user", 5, 0, 2}, 0, 0);
  EXPECT_EQ(text.finish(100), "Reading users: 5 in 0:00, 2 set aside\n");
}

TEST(Progress, UnknownPhasesAreShownAsTheyAre) {
  EXPECT_EQ(phase_words("compact"), "compact");
  EXPECT_EQ(phase_words("apply"), "Sending changes");
  EXPECT_EQ(phase_words("read academicSession"), "Reading academic sessions");
}

}  // namespace
}  // namespace crosswalk::app
