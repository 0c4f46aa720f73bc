#pragma once

/// \file
/// A clock that only a test moves.

#include "http/clock.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace crosswalk::test {

/// Thread-safe. With `Mode::Jump` a sleep moves the clock by its duration and returns at once; with
/// `Mode::Hold` a sleeper waits until advance() reaches its time, or until it is cancelled.
class FakeClock final : public http::Clock {
 public:
  enum class Mode { Jump, Hold };

  explicit FakeClock(Mode mode = Mode::Jump) : mode_(mode) {}

  http::WallTime now() const override {
    const std::scoped_lock lock{mutex_};
    return wall_;
  }

  http::MonoTime monotonic() const override {
    const std::scoped_lock lock{mutex_};
    return mono_;
  }

  Result<> sleep(std::chrono::milliseconds duration, http::CancelToken cancel) override {
    std::unique_lock lock{mutex_};
    if (cancel.stop_requested()) return stopped();
    sleeps_.push_back(duration);
    changed_.notify_all();
    if (mode_ == Mode::Jump) {
      move(duration);
      return {};
    }
    const http::MonoTime until = mono_ + duration;
    ++sleeping_;
    const bool reached = changed_.wait(lock, cancel, [&] { return mono_ >= until; });
    --sleeping_;
    if (!reached) return stopped();
    return {};
  }

  void advance(std::chrono::milliseconds duration) {
    const std::scoped_lock lock{mutex_};
    move(duration);
    changed_.notify_all();
  }

  /// Wall time alone, as when somebody sets the machine's clock.
  void set_now(http::WallTime now) {
    const std::scoped_lock lock{mutex_};
    wall_ = now;
  }

  /// Every sleep so far, in order.
  std::vector<std::chrono::milliseconds> sleeps() const {
    const std::scoped_lock lock{mutex_};
    return sleeps_;
  }

  /// Blocks until `count` threads are asleep (Mode::Hold).
  void wait_for_sleepers(int count) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return sleeping_ >= count; });
  }

 private:
  static Error stopped() { return {ErrorCode::Cancelled, "stopped while waiting"}; }

  void move(std::chrono::milliseconds duration) {
    if (duration <= std::chrono::milliseconds{0}) return;
    wall_ += duration;
    mono_ += duration;
  }

  const Mode mode_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  http::WallTime wall_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 5}};
  http::MonoTime mono_{std::chrono::hours{1}};
  std::vector<std::chrono::milliseconds> sleeps_;
  int sleeping_ = 0;
};

}  // namespace crosswalk::test
