#pragma once

/// \file
/// The sandbox's clock: the real one, shifted, or standing where a hand has set it.

#include <cstdint>
#include <mutex>
#include <optional>

namespace crosswalk::sandbox {

/// Thread-safe. Times are milliseconds since 1970-01-01 UTC.
class Clock {
 public:
  std::int64_t now_ms() const;
  std::int64_t now_s() const { return now_ms() / 1000; }

  /// Stops the clock at `ms`; from then on it moves by advance() alone.
  void set(std::int64_t ms);
  /// Moves the clock on (or back); a running clock keeps running.
  void advance(std::int64_t ms);
  /// Back to real time.
  void follow();
  /// Stops the clock at `ms`, where reset() brings it back to. Before anybody else has it.
  void begin_at(std::int64_t ms);
  /// Back to its beginning: real time, but after begin_at().
  void reset();
  /// True while the clock stands still between two advance() calls.
  bool by_hand() const;

 private:
  mutable std::mutex mutex_;
  bool by_hand_ = false;
  std::optional<std::int64_t> beginning_;
  std::int64_t value_ = 0;  ///< the time itself when by hand, else the shift
};

}  // namespace crosswalk::sandbox
