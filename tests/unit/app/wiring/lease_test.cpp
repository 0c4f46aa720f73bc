/// A lease is renewed while somebody works under it, and let go of afterwards.

#include "app/wiring/lease_keeper.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

namespace crosswalk::app {
namespace {

class RecordingLeases final : public sync::LeasePort {
 public:
  Result<std::uint64_t> acquire(std::string_view connector, std::string_view holder,
                                std::int64_t now_ms, std::int64_t until_ms) override {
    EXPECT_EQ(connector, "lms");
    EXPECT_EQ(until_ms - now_ms, 60'000);
    if (holder != "me") return Error{ErrorCode::Conflict, "held by me"};
    return 7;
  }
  Result<> renew(std::string_view, std::uint64_t lease, std::int64_t) override {
    EXPECT_EQ(lease, 7U);
    const std::scoped_lock lock(mutex_);
    ++renewals_;
    changed_.notify_all();
    if (lost_) return Error{ErrorCode::Conflict, "lost"};
    return {};
  }
  Result<> release(std::string_view, std::uint64_t lease) override {
    EXPECT_EQ(lease, 7U);
    ++releases;
    return {};
  }
  void wait_for_renewals(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return renewals_ >= count; });
  }
  void lose() {
    const std::scoped_lock lock(mutex_);
    lost_ = true;
  }
  int renewals() {
    const std::scoped_lock lock(mutex_);
    return renewals_;
  }
  int releases = 0;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int renewals_ = 0;
  bool lost_ = false;
};

constexpr LeaseKeeper::Terms kQuick{std::chrono::milliseconds{60'000},
                                    std::chrono::milliseconds{1}};
constexpr LeaseKeeper::Terms kNever{std::chrono::milliseconds{60'000}, std::chrono::hours{1}};

TEST(LeaseKeeper, RenewsUntilItLetsGo) {
  RecordingLeases leases;
  test::FakeClock clock;
  {
    const auto keeper = LeaseKeeper::acquire(leases, clock, "lms", "me", kQuick);
    ASSERT_TRUE(keeper);
    EXPECT_EQ((*keeper)->number(), 7U);
    leases.wait_for_renewals(3);
    EXPECT_EQ(leases.releases, 0);
  }
  EXPECT_EQ(leases.releases, 1);
}

TEST(LeaseKeeper, EndsAtOnceHoweverLongTheTerm) {
  RecordingLeases leases;
  test::FakeClock clock;
  {
    ASSERT_TRUE(LeaseKeeper::acquire(leases, clock, "lms", "me", kNever));
  }
  EXPECT_EQ(leases.renewals(), 0);
  EXPECT_EQ(leases.releases, 1);
}

TEST(LeaseKeeper, StopsRenewingALostLease) {
  RecordingLeases leases;
  test::FakeClock clock;
  const auto keeper = LeaseKeeper::acquire(leases, clock, "lms", "me", kQuick);
  ASSERT_TRUE(keeper);
  leases.lose();
  leases.wait_for_renewals(1);
}

TEST(LeaseKeeper, SaysWhoHasIt) {
  RecordingLeases leases;
  test::FakeClock clock;
  const auto keeper = LeaseKeeper::acquire(leases, clock, "lms", "another", kQuick);
  ASSERT_FALSE(keeper);
  EXPECT_EQ(keeper.error().code, ErrorCode::Conflict);
}

}  // namespace
}  // namespace crosswalk::app
