#pragma once

/// \file
/// An error is a value whose kind tells the reaction. C++17, no dependency: the host, the binding
/// and every adapter share it.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace crosswalk {

/// What the caller should do about a failure. A new code needs a reaction that no other code has.
enum class ErrorCode : std::uint32_t {
  InvalidArgument = 1,  ///< the caller's mistake: fix the call, never retry
  BadConfig = 2,        ///< the operator's mistake: the message names the setting
  BadData = 3,          ///< data breaks its own contract: quarantine the record
  Unauthenticated = 4,  ///< credentials refused: stop this connector, never retry (lock-out)
  Forbidden = 5,        ///< credentials good, permission missing: the message names it
  NotFound = 6,         ///< the thing is gone: plan again
  Conflict = 7,         ///< somebody else was first: read again, plan again
  RateLimited = 8,      ///< wait Error::retry_after, then go on
  Unavailable = 9,      ///< transient, and nothing was changed: retry with backoff
  OutcomeUnknown = 10,  ///< a write was sent and the answer was lost: look before anything else
  Cancelled = 11,       ///< somebody asked us to stop: not a failure
  Refused = 12,         ///< a guard said no: a person decides
  Unsupported = 13,     ///< this adapter cannot do that: plan without it
  Internal = 14,        ///< our bug, or the adapter's: fail the run, keep the process
};

/// A failure. `message` says what was tried, on which id, and what to do next; it never holds a
/// student's name, a birth date, a grade or a secret.
struct [[nodiscard]] Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;
  std::chrono::milliseconds retry_after{0};  ///< set with RateLimited only
};

/// A value or an Error. `Result<>` (that is `Result<void>`) is success or an Error.
template <class T = void>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit by design
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit by design

  explicit operator bool() const noexcept { return state_.index() == 0; }
  bool has_value() const noexcept { return state_.index() == 0; }

  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  Error& error() & { return std::get<1>(state_); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: implicit by design

  explicit operator bool() const noexcept { return !error_.has_value(); }
  bool has_value() const noexcept { return !error_.has_value(); }
  Error& error() & { return *error_; }
  const Error& error() const& { return *error_; }
  Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

/// Puts the place in front of an error's message: "reading users.csv: ...". The code stays.
inline Error in_context(Error error, const std::string& place) {
  error.message = place + ": " + error.message;
  return error;
}

}  // namespace crosswalk

// The only macros that hide a return.
#define CW_JOIN_(a, b) a##b
#define CW_JOIN(a, b) CW_JOIN_(a, b)
#define CW_TRY_IMPL_(tmp, decl, expr)                          \
  auto tmp = (expr);                                           \
  if (!tmp) return ::crosswalk::Error(std::move(tmp).error()); \
  decl = std::move(tmp).value()

/// `CW_TRY(const Page page, fetch(n));` declares `page`, or returns the error of `fetch(n)`.
#define CW_TRY(decl, expr) CW_TRY_IMPL_(CW_JOIN(cw_try_, __LINE__), decl, expr)

/// `CW_CHECK(emit(row));` goes on, or returns the error.
#define CW_CHECK(expr)                                                            \
  do {                                                                            \
    if (auto cw_check_ = (expr); !cw_check_) return std::move(cw_check_).error(); \
  } while (false)
