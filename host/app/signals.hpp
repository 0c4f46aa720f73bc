#pragma once

/// \file
/// SIGINT and SIGTERM as requests to stop: the first one politely, the second one at once, the
/// third one without a word.

#include <atomic>
#include <stop_token>
#include <thread>

namespace crosswalk::app {

/// One a process, made before any other thread: the signals are blocked for all of them and waited
/// for in one.
class Signals {
 public:
  Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  ~Signals();

  std::stop_token stop() const { return stop_.get_token(); }
  std::stop_token cancel() const { return cancel_.get_token(); }
  int last() const { return last_.load(); }  ///< the signal that came last; 0: none

 private:
  void wait();

  std::stop_source stop_;
  std::stop_source cancel_;
  std::atomic<int> last_{0};
  std::atomic<bool> ended_{false};
  std::thread waiting_;
};

}  // namespace crosswalk::app
