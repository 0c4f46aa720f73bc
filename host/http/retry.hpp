#pragma once

/// \file
/// Which outcome may be repeated, and after how long. Pure: no clock, no socket, no randomness of
/// its own.
///
/// The rule behind it: a request is repeated when the server said that it did not do it (429), or
/// when twice is the same as once. A write that was sent and whose answer was lost is *unknown*,
/// and only its caller may look.

#include "http/request.hpp"
#include "http/transport.hpp"

#include "crosswalk/result.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace crosswalk::http {

struct RetryPolicy {
  std::uint32_t max_attempts = 5;              ///< the first one included
  std::chrono::milliseconds first_wait{5000};  ///< doubled after every attempt: 5, 10, 20, 40 s
  std::chrono::milliseconds longest_wait{40000};
  double jitter = 0.2;  ///< a wait is spread over +- this share of itself
};

/// What is known when an attempt has ended.
struct AttemptFacts {
  Effect effect = Effect::Read;  ///< of the request, resolved (not ByMethod)
  Retry retry = Retry::HostPolicy;
  std::uint32_t attempts = 1;            ///< that count against RetryPolicy::max_attempts
  std::optional<int> status{};           ///< of the answer, when one came
  std::optional<FailureKind> failure{};  ///< when none came
  std::optional<std::chrono::milliseconds> retry_after{};  ///< the answer's own wish
};

/// How long to wait before the same request is sent again, or nothing: the outcome stands.
/// \param spread  in [0, 1): where in the jitter's range the wait falls. Not applied to the
/// server's own wish.
std::optional<std::chrono::milliseconds> wait_before_retry(const RetryPolicy& policy,
                                                           const AttemptFacts& facts,
                                                           double spread);

/// Whether an attempt that ended so may have taken effect although its caller cannot know: a write
/// whose answer was lost after it was sent, or that got 408 or 5xx.
bool leaves_doubt(const AttemptFacts& facts);

/// The error that a failure without answer is for the caller.
/// \param doubt  an earlier attempt of the same write left doubt (leaves_doubt).
/// \param what   method and address, fit for a log.
Error to_error(const Failure& failure, Effect effect, bool doubt, const std::string& what);

}  // namespace crosswalk::http
