#include "http/retry.hpp"

#include <algorithm>
#include <string_view>

namespace crosswalk::http {
namespace {

using std::chrono::milliseconds;

bool server_trouble(int status) { return status == 408 || (status >= 500 && status <= 599); }

bool may_repeat(const AttemptFacts& facts) {
  const bool safe_twice = facts.effect != Effect::Write;
  if (facts.status) {
    if (*facts.status == 429) return true;
    return server_trouble(*facts.status) && *facts.status != 501 && safe_twice;
  }
  if (!facts.failure) return false;
  switch (*facts.failure) {
    case FailureKind::Dns:
    case FailureKind::Refused:
    case FailureKind::ConnectTimeout:
    case FailureKind::Unsent:
      return true;
    case FailureKind::Timeout:
    case FailureKind::Cut:
    case FailureKind::Malformed:
      return safe_twice;
    case FailureKind::Tls:  // a certificate does not heal in seconds
    case FailureKind::TooLarge:
    case FailureKind::Cancelled:
    case FailureKind::CancelledSent:
    case FailureKind::NotRecorded:
      return false;
  }
  return false;
}

milliseconds backoff(const RetryPolicy& policy, std::uint32_t attempts, double spread) {
  milliseconds wait = policy.first_wait;
  for (std::uint32_t i = 1; i < attempts && wait < policy.longest_wait; ++i) wait *= 2;
  wait = std::min(wait, policy.longest_wait);
  const double factor = 1.0 + policy.jitter * (2.0 * spread - 1.0);
  return milliseconds{static_cast<std::int64_t>(static_cast<double>(wait.count()) * factor)};
}

std::string_view explain(FailureKind kind) {
  switch (kind) {
    case FailureKind::Dns:
      return "the host name has no address; check its spelling and the DNS";
    case FailureKind::Refused:
      return "no connection; check host, port and firewall";
    case FailureKind::ConnectTimeout:
      return "no connection in time; check host, port and firewall";
    case FailureKind::Tls:
      return "no secure connection";
    case FailureKind::Unsent:
      return "the connection broke before anything was sent";
    case FailureKind::Timeout:
      return "sent, but no whole answer in time";
    case FailureKind::Cut:
      return "sent, but the connection ended before the whole answer";
    case FailureKind::Malformed:
      return "the answer is not HTTP";
    case FailureKind::TooLarge:
      return "the answer is too large";
    case FailureKind::Cancelled:
      return "stopped";
    case FailureKind::CancelledSent:
      return "stopped after it was sent";
    case FailureKind::NotRecorded:
      return "not in the recording";
  }
  return "failed";
}

ErrorCode code_of(FailureKind kind, bool read, bool doubt) {
  switch (kind) {
    case FailureKind::Dns:
    case FailureKind::Refused:
    case FailureKind::ConnectTimeout:
    case FailureKind::Tls:
    case FailureKind::Unsent:
      return doubt ? ErrorCode::OutcomeUnknown : ErrorCode::Unavailable;
    case FailureKind::Timeout:
    case FailureKind::Cut:
      return read ? ErrorCode::Unavailable : ErrorCode::OutcomeUnknown;
    case FailureKind::Malformed:
    case FailureKind::TooLarge:
      return read ? ErrorCode::BadData : ErrorCode::OutcomeUnknown;
    case FailureKind::Cancelled:
      return doubt ? ErrorCode::OutcomeUnknown : ErrorCode::Cancelled;
    case FailureKind::CancelledSent:
      return read ? ErrorCode::Cancelled : ErrorCode::OutcomeUnknown;
    case FailureKind::NotRecorded:
      return ErrorCode::InvalidArgument;
  }
  return ErrorCode::Internal;
}

}  // namespace

std::optional<milliseconds> wait_before_retry(const RetryPolicy& policy, const AttemptFacts& facts,
                                              double spread) {
  if (facts.retry == Retry::Never || facts.attempts >= policy.max_attempts) return std::nullopt;
  if (!may_repeat(facts)) return std::nullopt;
  if (facts.retry_after) return facts.retry_after;
  return backoff(policy, facts.attempts, spread);
}

bool leaves_doubt(const AttemptFacts& facts) {
  if (facts.effect == Effect::Read) return false;
  if (facts.status) return server_trouble(*facts.status);
  return facts.failure && was_sent(*facts.failure);
}

Error to_error(const Failure& failure, Effect effect, bool doubt, const std::string& what) {
  const ErrorCode code = code_of(failure.kind, effect == Effect::Read, doubt);
  std::string message = what + ": " + std::string{explain(failure.kind)};
  if (!failure.detail.empty()) message += " (" + failure.detail + ")";
  if (code == ErrorCode::OutcomeUnknown) {
    if (doubt) message += "; an earlier attempt may have taken effect";
    message += "; look at the other side before sending it again";
  }
  return {code, std::move(message)};
}

}  // namespace crosswalk::http
