#include "http/retry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace crosswalk::http {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

constexpr double kMiddle = 0.5;  // no jitter
const RetryPolicy kPolicy;

bool repeats(AttemptFacts facts) { return wait_before_retry(kPolicy, facts, kMiddle).has_value(); }

struct StatusCase {
  int status;
  bool read;
  bool idempotent;
  bool write;
};

TEST(Retry, OfAStatusDependsOnTheEffect) {
  for (const StatusCase& c : std::vector<StatusCase>{{200, false, false, false},
                                                     {204, false, false, false},
                                                     {303, false, false, false},
                                                     {400, false, false, false},
                                                     {401, false, false, false},
                                                     {403, false, false, false},
                                                     {404, false, false, false},
                                                     {408, true, true, false},
                                                     {409, false, false, false},
                                                     {423, false, false, false},
                                                     {429, true, true, true},
                                                     {500, true, true, false},
                                                     {501, false, false, false},
                                                     {502, true, true, false},
                                                     {503, true, true, false},
                                                     {504, true, true, false}}) {
    EXPECT_EQ(repeats({.effect = Effect::Read, .status = c.status}), c.read) << c.status;
    EXPECT_EQ(repeats({.effect = Effect::IdempotentWrite, .status = c.status}), c.idempotent)
        << c.status;
    EXPECT_EQ(repeats({.effect = Effect::Write, .status = c.status}), c.write) << c.status;
    EXPECT_FALSE(repeats({.retry = Retry::Never, .status = c.status})) << c.status;
  }
}

struct FailureCase {
  FailureKind kind;
  bool sent;
  bool read_repeats;
  bool write_repeats;
  ErrorCode read_error;
  ErrorCode write_error;
};

const std::vector<FailureCase> kFailures{
    {FailureKind::Dns, false, true, true, ErrorCode::Unavailable, ErrorCode::Unavailable},
    {FailureKind::Refused, false, true, true, ErrorCode::Unavailable, ErrorCode::Unavailable},
    {FailureKind::ConnectTimeout, false, true, true, ErrorCode::Unavailable,
     ErrorCode::Unavailable},
    {FailureKind::Tls, false, false, false, ErrorCode::Unavailable, ErrorCode::Unavailable},
    {FailureKind::Unsent, false, true, true, ErrorCode::Unavailable, ErrorCode::Unavailable},
    {FailureKind::Timeout, true, true, false, ErrorCode::Unavailable, ErrorCode::OutcomeUnknown},
    {FailureKind::Cut, true, true, false, ErrorCode::Unavailable, ErrorCode::OutcomeUnknown},
    {FailureKind::Malformed, true, true, false, ErrorCode::BadData, ErrorCode::OutcomeUnknown},
    {FailureKind::TooLarge, true, false, false, ErrorCode::BadData, ErrorCode::OutcomeUnknown},
    {FailureKind::Cancelled, false, false, false, ErrorCode::Cancelled, ErrorCode::Cancelled},
    {FailureKind::CancelledSent, true, false, false, ErrorCode::Cancelled,
     ErrorCode::OutcomeUnknown},
    {FailureKind::NotRecorded, false, false, false, ErrorCode::InvalidArgument,
     ErrorCode::InvalidArgument},
};

TEST(Retry, OfAFailureDependsOnWhetherItWasSent) {
  for (const FailureCase& c : kFailures) {
    SCOPED_TRACE(name_of(c.kind));
    EXPECT_EQ(was_sent(c.kind), c.sent);
    EXPECT_EQ(repeats({.effect = Effect::Read, .failure = c.kind}), c.read_repeats);
    EXPECT_EQ(repeats({.effect = Effect::IdempotentWrite, .failure = c.kind}), c.read_repeats);
    EXPECT_EQ(repeats({.effect = Effect::Write, .failure = c.kind}), c.write_repeats);
    EXPECT_FALSE(repeats({.retry = Retry::Never, .failure = c.kind}));
  }
}

TEST(Retry, ErrorsTellALostWriteFromOneThatNeverLeft) {
  for (const FailureCase& c : kFailures) {
    SCOPED_TRACE(name_of(c.kind));
    const Failure failure{c.kind, "why"};
    EXPECT_EQ(to_error(failure, Effect::Read, false, "GET x").code, c.read_error);
    EXPECT_EQ(to_error(failure, Effect::IdempotentWrite, false, "PUT x").code, c.write_error);
    EXPECT_EQ(to_error(failure, Effect::Write, false, "POST x").code, c.write_error);
    EXPECT_THAT(to_error(failure, Effect::Read, false, "GET x").message, HasSubstr("GET x"));
    EXPECT_THAT(to_error(failure, Effect::Read, false, "GET x").message, HasSubstr("why"));
  }
}

// The answer to the first PUT was lost, and then the server was gone: the PUT may have happened.
TEST(Retry, AnEarlierDoubtOutweighsALaterCertainty) {
  for (const FailureKind kind :
       {FailureKind::Refused, FailureKind::Dns, FailureKind::ConnectTimeout, FailureKind::Tls,
        FailureKind::Unsent, FailureKind::Cancelled}) {
    EXPECT_EQ(to_error({kind, ""}, Effect::IdempotentWrite, true, "PUT x").code,
              ErrorCode::OutcomeUnknown);
  }
}

TEST(Retry, OnlyWritesLeaveDoubt) {
  for (const FailureCase& c : kFailures) {
    EXPECT_FALSE(leaves_doubt({.effect = Effect::Read, .failure = c.kind}));
    EXPECT_EQ(leaves_doubt({.effect = Effect::Write, .failure = c.kind}), c.sent);
  }
  for (const int status : {408, 500, 502, 503, 504}) {
    EXPECT_TRUE(leaves_doubt({.effect = Effect::IdempotentWrite, .status = status}));
    EXPECT_FALSE(leaves_doubt({.effect = Effect::Read, .status = status}));
  }
  for (const int status : {200, 207, 400, 401, 404, 429}) {
    EXPECT_FALSE(leaves_doubt({.effect = Effect::Write, .status = status}));
  }
}

TEST(Retry, WaitsFiveTenTwentyForty) {
  std::vector<milliseconds> waits;
  for (std::uint32_t attempts = 1;; ++attempts) {
    const auto wait = wait_before_retry(kPolicy, {.attempts = attempts, .status = 429}, kMiddle);
    if (!wait) break;
    waits.push_back(*wait);
  }
  EXPECT_THAT(waits, ::testing::ElementsAre(milliseconds{5000}, milliseconds{10000},
                                            milliseconds{20000}, milliseconds{40000}));
}

TEST(Retry, SpreadsTheWaitAndNeverBeyondItsShare) {
  const AttemptFacts facts{.attempts = 1, .status = 503};
  EXPECT_EQ(wait_before_retry(kPolicy, facts, 0.0), milliseconds{4000});
  EXPECT_LT(*wait_before_retry(kPolicy, facts, 0.999), milliseconds{6000});
  EXPECT_GT(*wait_before_retry(kPolicy, facts, 0.999), milliseconds{5990});
}

TEST(Retry, TheServersWishComesFirst) {
  const AttemptFacts facts{.attempts = 3, .status = 429, .retry_after = milliseconds{7000}};
  EXPECT_EQ(wait_before_retry(kPolicy, facts, 0.0), milliseconds{7000});
  EXPECT_EQ(wait_before_retry(kPolicy, facts, 0.9), milliseconds{7000});
}

TEST(Retry, StaysAtTheLongestWait) {
  RetryPolicy policy;
  policy.max_attempts = 100;
  EXPECT_EQ(wait_before_retry(policy, {.attempts = 90, .status = 429}, kMiddle),
            policy.longest_wait);
}

}  // namespace
}  // namespace crosswalk::http
