/// The district's day, not the machine's.

#include "app/config/zone.hpp"

#include <gtest/gtest.h>

namespace crosswalk::app {
namespace {

constexpr std::int64_t kHour = 3'600'000;
constexpr std::int64_t kDay = 24 * kHour;

TEST(Zone, TheDayIsLocal) {
  const std::int64_t two_at_night = 20'000 * kDay + 2 * kHour;  // UTC, in October
  EXPECT_EQ(*local_day("UTC", two_at_night), 20'000);
  EXPECT_EQ(*local_day("America/New_York", two_at_night), 19'999);
  EXPECT_EQ(*local_day("Asia/Tokyo", 20'000 * kDay + 16 * kHour), 20'001);
}

TEST(Zone, TimesAreShownLocally) {
  EXPECT_EQ(local_time("America/New_York", 20'000 * kDay), "2024-10-03 20:00");
  EXPECT_EQ(local_time("No/Where", 20'000 * kDay), "2024-10-04 00:00Z");
}

TEST(Zone, AnUnknownOneIsRefused) {
  EXPECT_TRUE(check_zone("Europe/Berlin"));
  const auto wrong = check_zone("Europe/Berln");
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("did you mean \"Europe/Berlin\"?"), std::string::npos);
}

}  // namespace
}  // namespace crosswalk::app
