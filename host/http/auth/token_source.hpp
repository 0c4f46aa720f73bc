#pragma once

/// \file
/// One profile's token: kept until it is old, fetched by one thread at a time, and never fetched
/// again after a refusal.

#include "http/auth/profile.hpp"
#include "http/clock.hpp"
#include "http/log.hpp"

#include "crosswalk/result.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace crosswalk::http {

/// Thread-safe.
class TokenSource {
 public:
  using Fetch = std::function<Result<Token>(CancelToken)>;

  /// \param store  null: the token lives as long as this.
  TokenSource(std::string profile, Fetch fetch, Clock& clock, Log& log, TokenStore* store);

  struct Held {
    std::string value;
    std::uint64_t generation = 0;  ///< tells this token from the ones before and after
  };

  /// The token, fetched if there is none or it is old. Threads that come meanwhile wait for that
  /// one fetch and share its outcome.
  /// \error Unauthenticated  refused, now or at any time before.
  /// \error Cancelled        `cancel` was stopped.
  /// \error ...              what the fetch returned; the next call tries again.
  Result<Held> get(CancelToken cancel);

  /// The server took a request with this token: a 401 after this means that it has run out.
  void accepted(std::uint64_t generation);

  /// The server answered 401 to this token. True: a new one may help, call get(). False: the token
  /// was new and was never accepted, so that its age cannot be the reason.
  bool rejected(std::uint64_t generation);

  /// Somebody knows that the token is no good any more.
  void invalidate();

 private:
  struct Obtained {
    Token token;
    bool proven = false;
  };
  Result<Obtained> obtain(bool from_store, CancelToken cancel);
  std::optional<Token> stored();
  void warn(const Error& problem);
  void drop();  ///< with the mutex held

  const std::string profile_;
  const Fetch fetch_;
  Clock& clock_;
  Log& log_;
  TokenStore* const store_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<Token> token_;
  std::uint64_t generation_ = 0;
  bool proven_ = false;  ///< the token was accepted once, or an earlier process had it
  bool asked_store_ = false;
  bool fetching_ = false;
  std::uint64_t rounds_ = 0;      ///< fetches that have ended
  std::optional<Error> failed_;   ///< of the last round
  std::optional<Error> refused_;  ///< for good
};

}  // namespace crosswalk::http
