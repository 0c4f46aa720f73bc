#pragma once

/// \file
/// How many requests a system takes: token buckets by name, and a pause of a whole bucket when the
/// server asks.
///
/// A token comes back one period after its request *ended* (or, for a slow one, was let go), so the
/// server never sees more than `tokens` in any window of that length, however the packets travel. A
/// bucket that refills steadily would let nearly twice as many through in its first window.

#include "http/clock.hpp"

#include "crosswalk/result.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace crosswalk::http {

struct BucketSpec {
  std::string name{};
  std::uint32_t tokens = 1;  ///< in one period
  std::chrono::milliseconds period{1000};
};

/// Pure: the time is an argument. Not thread-safe.
class TokenBucket {
 public:
  explicit TokenBucket(const BucketSpec& spec) : tokens_(spec.tokens), period_(spec.period) {}

  /// Granted when `wait` is zero; else ask again after `wait` (somebody else may have been faster).
  struct Take {
    std::uint64_t grant = 0;
    std::chrono::milliseconds wait{0};
  };

  /// Asks for `cost` tokens. A cost above the bucket's size is taken as the whole bucket.
  Take take(std::uint32_t cost, MonoTime now);

  /// The request of `grant` has ended: its tokens come back one period from now.
  void settle(std::uint64_t grant, MonoTime now);

  /// Nothing is granted before `until`. A shorter pause never ends a longer one.
  void pause(MonoTime until);

 private:
  struct Spent {
    std::uint64_t grant;
    std::uint32_t cost;
    MonoTime at;
  };
  std::uint32_t tokens_;
  std::chrono::milliseconds period_;
  std::uint64_t last_grant_ = 0;
  MonoTime paused_until_ = MonoTime::min();
  std::vector<Spent> spent_;
};

/// The buckets of one connector. Thread-safe.
class RateLimiter {
 public:
  /// \error BadConfig  a bucket without tokens or period, or a name twice.
  static Result<std::unique_ptr<RateLimiter>> create(const std::vector<BucketSpec>& specs);

  /// One try at `bucket`; see TokenBucket::take. The empty name is a bucket without limit.
  /// \error InvalidArgument  no such bucket.
  Result<TokenBucket::Take> take(const std::string& bucket, std::uint32_t cost, MonoTime now);
  void settle(const std::string& bucket, std::uint64_t grant, MonoTime now);
  void pause(const std::string& bucket, MonoTime until);

 private:
  std::mutex mutex_;
  std::map<std::string, TokenBucket> buckets_;
};

}  // namespace crosswalk::http
