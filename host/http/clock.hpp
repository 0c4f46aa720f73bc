#pragma once

/// \file
/// The clock that the host lends: wall time, a clock that never goes back, and a sleep that can be
/// interrupted.
///
/// Nothing in the host reads the time any other way, so a test steps it by hand
/// (tests/support/fake_clock.hpp) and a recorded run replays in virtual time.

#include "crosswalk/result.hpp"

#include <chrono>
#include <stop_token>

namespace crosswalk::http {

/// Somebody may ask us to stop. Waits and transfers that take a token end at once when it is
/// stopped.
using CancelToken = std::stop_token;

/// UTC, for what other systems see: signatures, tokens, journals.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// For measuring and waiting: it does not jump when somebody sets the wall clock.
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

/// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;

  virtual WallTime now() const = 0;
  virtual MonoTime monotonic() const = 0;

  /// Returns after `duration` (at once when it is zero or negative).
  /// \error Cancelled  `cancel` was stopped before or during the wait.
  virtual Result<> sleep(std::chrono::milliseconds duration, CancelToken cancel) = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
 public:
  WallTime now() const override;
  MonoTime monotonic() const override;
  Result<> sleep(std::chrono::milliseconds duration, CancelToken cancel) override;
};

}  // namespace crosswalk::http
