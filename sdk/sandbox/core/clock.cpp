#include "sandbox/core/clock.hpp"

#include <chrono>

namespace crosswalk::sandbox {
namespace {

std::int64_t real_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

std::int64_t Clock::now_ms() const {
  const std::lock_guard lock{mutex_};
  return by_hand_ ? value_ : real_ms() + value_;
}

void Clock::set(std::int64_t ms) {
  const std::lock_guard lock{mutex_};
  by_hand_ = true;
  value_ = ms;
}

void Clock::advance(std::int64_t ms) {
  const std::lock_guard lock{mutex_};
  value_ += ms;
}

void Clock::follow() {
  const std::lock_guard lock{mutex_};
  by_hand_ = false;
  value_ = 0;
}

void Clock::begin_at(std::int64_t ms) {
  const std::lock_guard lock{mutex_};
  beginning_ = value_ = ms;
  by_hand_ = true;
}

void Clock::reset() {
  const std::lock_guard lock{mutex_};
  by_hand_ = beginning_.has_value();
  value_ = beginning_.value_or(0);
}

bool Clock::by_hand() const {
  const std::lock_guard lock{mutex_};
  return by_hand_;
}

}  // namespace crosswalk::sandbox
