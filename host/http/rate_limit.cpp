#include "http/rate_limit.hpp"

#include <algorithm>

namespace crosswalk::http {

TokenBucket::Take TokenBucket::take(std::uint32_t cost, MonoTime now) {
  if (now < paused_until_) return {.wait = paused_until_ - now};
  std::erase_if(spent_, [&](const Spent& spent) { return spent.at + period_ <= now; });

  cost = std::min(cost, tokens_);
  std::uint32_t used = 0;
  for (const Spent& spent : spent_) used += spent.cost;
  if (used + cost <= tokens_) {
    spent_.push_back({++last_grant_, cost, now});
    return {.grant = last_grant_};
  }

  // Settling changes a time, so the order of granting is not the order of coming back.
  std::sort(spent_.begin(), spent_.end(),
            [](const Spent& a, const Spent& b) { return a.at < b.at; });
  auto next = spent_.begin();
  for (; used + cost > tokens_; ++next) used -= next->cost;
  return {.wait = std::prev(next)->at + period_ - now};
}

void TokenBucket::settle(std::uint64_t grant, MonoTime now) {
  for (Spent& spent : spent_) {
    if (spent.grant == grant) spent.at = std::max(spent.at, now);
  }
}

void TokenBucket::pause(MonoTime until) { paused_until_ = std::max(paused_until_, until); }

Result<std::unique_ptr<RateLimiter>> RateLimiter::create(const std::vector<BucketSpec>& specs) {
  auto limiter = std::make_unique<RateLimiter>();
  for (const BucketSpec& spec : specs) {
    if (spec.tokens == 0 || spec.period <= std::chrono::milliseconds{0}) {
      return Error{ErrorCode::BadConfig,
                   "rate bucket '" + spec.name + "': give it at least one request and a period"};
    }
    if (!limiter->buckets_.emplace(spec.name, TokenBucket{spec}).second) {
      return Error{ErrorCode::BadConfig, "rate bucket '" + spec.name + "' is there twice"};
    }
  }
  return limiter;
}

Result<TokenBucket::Take> RateLimiter::take(const std::string& bucket, std::uint32_t cost,
                                            MonoTime now) {
  if (bucket.empty()) return TokenBucket::Take{};
  const std::scoped_lock lock{mutex_};
  const auto found = buckets_.find(bucket);
  if (found == buckets_.end()) {
    return Error{ErrorCode::InvalidArgument,
                 "no rate bucket '" + bucket + "'; declare it in the manifest"};
  }
  return found->second.take(cost, now);
}

void RateLimiter::settle(const std::string& bucket, std::uint64_t grant, MonoTime now) {
  const std::scoped_lock lock{mutex_};
  if (const auto found = buckets_.find(bucket); found != buckets_.end()) {
    found->second.settle(grant, now);
  }
}

void RateLimiter::pause(const std::string& bucket, MonoTime until) {
  const std::scoped_lock lock{mutex_};
  if (const auto found = buckets_.find(bucket); found != buckets_.end()) found->second.pause(until);
}

}  // namespace crosswalk::http
