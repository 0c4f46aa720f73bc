#pragma once

/// \file
/// One request from start to end on the caller's thread: checked, paced, signed, sent, judged,
/// repeated.

#include "http/auth/authenticator.hpp"
#include "http/client.hpp"

#include <memory>
#include <mutex>

namespace crosswalk::http {

/// Thread-safe: Client's workers share one.
class Exchange {
 public:
  /// \error BadConfig  see Client::create().
  static Result<std::unique_ptr<Exchange>> create(ClientOptions options, ClientServices services);

  /// See Client::send().
  Result<Response> run(const Request& request, const CancelToken& cancel);

  Result<> invalidate(const std::string& profile) { return auth_->invalidate(profile); }
  Counters counters() const;

 private:
  struct Progress;

  Exchange(ClientOptions options, ClientServices services)
      : options_(std::move(options)), services_(services) {}

  Result<Response> run(const Request& request, bool credentials, const CancelToken& cancel);
  Result<Response> attempt_all(Progress& progress, const CancelToken& cancel);
  WireRequest prepare(const Progress& progress) const;
  Result<std::uint64_t> wait_turn(const Request& request, const CancelToken& cancel);
  Result<> pause(std::chrono::milliseconds duration, const CancelToken& cancel);
  Result<WireOutcome> send(Progress& progress, const CancelToken& cancel);
  void count(const Progress& progress, const WireOutcome& outcome);
  void judge(Progress& progress, const WireOutcome& outcome);
  std::optional<std::chrono::milliseconds> next_wait(Progress& progress,
                                                     const WireOutcome& outcome);
  Result<Response> finish(const Progress& progress, WireOutcome outcome) const;

  ClientOptions options_;
  ClientServices services_;
  std::unique_ptr<RateLimiter> limiter_;
  std::unique_ptr<Authenticator> auth_;
  mutable std::mutex mutex_;
  Counters counters_;
};

}  // namespace crosswalk::http
