#include "http/clock.hpp"

#include <condition_variable>
#include <mutex>

namespace crosswalk::http {

WallTime SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

MonoTime SystemClock::monotonic() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now());
}

Result<> SystemClock::sleep(std::chrono::milliseconds duration, CancelToken cancel) {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock{mutex};
  if (duration > std::chrono::milliseconds{0}) {
    woken.wait_for(lock, cancel, duration, [] { return false; });
  }
  if (cancel.stop_requested()) return Error{ErrorCode::Cancelled, "stopped while waiting"};
  return {};
}

}  // namespace crosswalk::http
