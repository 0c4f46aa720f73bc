#include "http/rate_limit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>

namespace crosswalk::http {
namespace {

using std::chrono::milliseconds;

constexpr MonoTime at(int ms) { return MonoTime{milliseconds{ms}}; }

TEST(TokenBucket, GrantsABurstAndThenMakesWait) {
  TokenBucket bucket{{.name = "api", .tokens = 3, .period = milliseconds{1000}}};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bucket.take(1, at(100)).wait, milliseconds{0});
  EXPECT_EQ(bucket.take(1, at(100)).wait, milliseconds{1000});
  EXPECT_EQ(bucket.take(1, at(900)).wait, milliseconds{200});
  EXPECT_EQ(bucket.take(1, at(1100)).wait, milliseconds{0});
}

// A request that travelled slowly reaches the server late: its token must not come back before.
TEST(TokenBucket, ATokenComesBackOnePeriodAfterItsRequestEnded) {
  TokenBucket bucket{{.name = "api", .tokens = 1, .period = milliseconds{1000}}};
  const auto first = bucket.take(1, at(0));
  bucket.settle(first.grant, at(300));
  EXPECT_EQ(bucket.take(1, at(1000)).wait, milliseconds{300});
  EXPECT_EQ(bucket.take(1, at(1300)).wait, milliseconds{0});
}

TEST(TokenBucket, WaitsForAsManyTokensAsTheCost) {
  TokenBucket bucket{{.name = "api", .tokens = 4, .period = milliseconds{1000}}};
  const auto a = bucket.take(2, at(0));
  const auto b = bucket.take(2, at(100));
  bucket.settle(a.grant, at(500));  // now the second grant comes back first
  bucket.settle(b.grant, at(200));
  EXPECT_EQ(bucket.take(1, at(600)).wait, milliseconds{600});
  EXPECT_EQ(bucket.take(3, at(600)).wait, milliseconds{900});
  EXPECT_EQ(bucket.take(3, at(1500)).wait, milliseconds{0});
}

TEST(TokenBucket, ACostAboveTheBucketTakesAllOfIt) {
  TokenBucket bucket{{.name = "api", .tokens = 2, .period = milliseconds{1000}}};
  EXPECT_EQ(bucket.take(9, at(0)).wait, milliseconds{0});
  EXPECT_EQ(bucket.take(1, at(1)).wait, milliseconds{999});
}

TEST(TokenBucket, APauseHoldsEverybodyAndAShorterOneDoesNotEndIt) {
  TokenBucket bucket{{.name = "api", .tokens = 9, .period = milliseconds{1000}}};
  bucket.pause(at(5000));
  bucket.pause(at(2000));
  EXPECT_EQ(bucket.take(1, at(1000)).wait, milliseconds{4000});
  EXPECT_EQ(bucket.take(0, at(4999)).wait, milliseconds{1});
  EXPECT_EQ(bucket.take(1, at(5000)).wait, milliseconds{0});
}

TEST(TokenBucket, SettlingWhatIsLongGoneChangesNothing) {
  TokenBucket bucket{{.name = "api", .tokens = 1, .period = milliseconds{100}}};
  const auto slow = bucket.take(1, at(0));
  EXPECT_EQ(bucket.take(1, at(200)).wait, milliseconds{0});
  bucket.settle(slow.grant, at(250));
  EXPECT_EQ(bucket.take(1, at(300)).wait, milliseconds{0});
}

// The rule of the contracts ("never more than 5 calls in any second"), as the server counts: at
// arrival, somewhere between grant and end.
TEST(TokenBucket, NoWindowAtTheServerHoldsMoreThanItsTokens) {
  std::mt19937 random{7};
  std::uniform_int_distribution<int> latency{1, 400};
  TokenBucket bucket{{.name = "api", .tokens = 5, .period = milliseconds{1000}}};
  struct Flight {
    std::uint64_t grant;
    int end;
  };
  std::deque<Flight> flights;
  std::vector<int> arrivals;
  for (int now = 0; now < 60'000; ++now) {
    std::erase_if(flights, [&](const Flight& flight) {
      if (flight.end != now) return false;
      bucket.settle(flight.grant, at(now));
      return true;
    });
    const auto take = bucket.take(1, at(now));
    if (take.wait != milliseconds{0}) continue;
    const int length = latency(random);
    flights.push_back({take.grant, now + length});
    arrivals.push_back(now + std::uniform_int_distribution<int>{0, length}(random));
  }
  std::sort(arrivals.begin(), arrivals.end());
  for (std::size_t i = 0; i + 5 < arrivals.size(); ++i) {
    ASSERT_GE(arrivals[i + 5] - arrivals[i], 1000) << "arrival " << i;
  }
  EXPECT_GT(arrivals.size(), 60U * 5U * 6U / 10U);  // and the limit is made use of
}

TEST(RateLimiter, KeepsBucketsApartAndTheEmptyNameFree) {
  const auto limiter =
      *RateLimiter::create({{.name = "a", .tokens = 1, .period = milliseconds{1000}},
                            {.name = "b", .tokens = 1, .period = milliseconds{1000}}});
  EXPECT_EQ(limiter->take("a", 1, at(0))->wait, milliseconds{0});
  EXPECT_EQ(limiter->take("a", 1, at(0))->wait, milliseconds{1000});
  EXPECT_EQ(limiter->take("b", 1, at(0))->wait, milliseconds{0});
  limiter->pause("b", at(3000));
  EXPECT_EQ(limiter->take("b", 1, at(0))->wait, milliseconds{3000});
  for (int i = 0; i < 100; ++i) EXPECT_EQ(limiter->take("", 1, at(0))->wait, milliseconds{0});
}

TEST(RateLimiter, RefusesWhatIsNotDeclared) {
  const auto limiter = *RateLimiter::create({});
  EXPECT_EQ(limiter->take("x", 1, at(0)).error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ(RateLimiter::create({{.name = "a", .tokens = 0}}).error().code, ErrorCode::BadConfig);
  EXPECT_EQ(RateLimiter::create({{.name = "a", .period = milliseconds{0}}}).error().code,
            ErrorCode::BadConfig);
  EXPECT_EQ(RateLimiter::create({{.name = "a"}, {.name = "a"}}).error().code, ErrorCode::BadConfig);
}

}  // namespace
}  // namespace crosswalk::http
