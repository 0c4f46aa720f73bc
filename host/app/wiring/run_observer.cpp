#include "app/wiring/run_observer.hpp"

namespace crosswalk::app {

void RunObserver::progress(const Progress& progress) {
  if (options_.out == nullptr) return;
  const std::scoped_lock lock(mutex_);
  print(text_.update(progress, retries_ ? retries_() : 0, now_ms()));
}

void RunObserver::event(std::string_view code, std::string_view text) {
  log_.write(http::LogLevel::Info, code, text);
}

void RunObserver::finish() {
  if (options_.out == nullptr) return;
  const std::scoped_lock lock(mutex_);
  print(text_.finish(now_ms()));
}

std::int64_t RunObserver::now_ms() const { return clock_.monotonic().time_since_epoch().count(); }

void RunObserver::print(const std::string& text) {
  if (text.empty()) return;
  std::fwrite(text.data(), 1, text.size(), options_.out);
  std::fflush(options_.out);
}

}  // namespace crosswalk::app
