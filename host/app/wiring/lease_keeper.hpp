#pragma once

/// \file
/// The right to write to a connector, held and renewed for as long as the keeper lives.

#include "http/clock.hpp"
#include "sync/ports.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace crosswalk::app {

class LeaseKeeper {
 public:
  struct Terms {
    std::chrono::milliseconds length{60'000};  ///< without renewal it ends by itself after that
    std::chrono::milliseconds renew_every{15'000};
  };

  /// `leases` and `clock` outlive the keeper; `leases` is used from a thread of its own.
  /// \error Conflict  another holder has it; the message says until when
  static Result<std::unique_ptr<LeaseKeeper>> acquire(sync::LeasePort& leases, http::Clock& clock,
                                                      std::string connector, std::string holder,
                                                      Terms terms);
  LeaseKeeper(const LeaseKeeper&) = delete;
  LeaseKeeper& operator=(const LeaseKeeper&) = delete;
  ~LeaseKeeper();  ///< lets go of it

  std::uint64_t number() const { return number_; }

 private:
  LeaseKeeper(sync::LeasePort& leases, http::Clock& clock, std::string connector, Terms terms,
              std::uint64_t number);
  void renew(const std::stop_token& stop);

  sync::LeasePort& leases_;
  http::Clock& clock_;
  std::string connector_;
  Terms terms_;
  std::uint64_t number_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;
};

}  // namespace crosswalk::app
