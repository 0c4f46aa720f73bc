#include "sync/guard.hpp"

#include <gtest/gtest.h>

namespace crosswalk::sync {
namespace {

TEST(Beyond, IsTheHardMaximumOrTheFloorAndTheShare) {
  const Flow::Limit limit{.floor = 50, .percent = 5.0, .hard_max = 1000};
  EXPECT_FALSE(beyond(limit, 50, 100));   // at the floor
  EXPECT_TRUE(beyond(limit, 51, 100));    // above the floor, and 51 %
  EXPECT_FALSE(beyond(limit, 60, 1200));  // 5 % to the dot
  EXPECT_TRUE(beyond(limit, 61, 1200));
  EXPECT_TRUE(beyond(limit, 1001, 1'000'000));
  EXPECT_FALSE(beyond(limit, 0, 0));
}

}  // namespace
}  // namespace crosswalk::sync
