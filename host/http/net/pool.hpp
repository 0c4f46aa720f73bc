#pragma once

/// \file
/// Idle connections, by origin, for the next request to the same place.

#include "http/net/session.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace crosswalk::http {

/// Thread-safe.
class Pool {
 public:
  explicit Pool(std::size_t per_origin) : per_origin_(per_origin) {}

  /// The connection that was used last, or null. Those idle for longer than `longest_idle`, and
  /// those that the server has ended, are closed on the way.
  std::unique_ptr<Session> take(const std::string& origin, std::chrono::milliseconds longest_idle);

  void give(const std::string& origin, std::unique_ptr<Session> session);

 private:
  struct Idle {
    std::unique_ptr<Session> session;
    std::chrono::steady_clock::time_point since;
  };
  std::size_t per_origin_;
  std::mutex mutex_;
  std::map<std::string, std::vector<Idle>> idle_;
};

}  // namespace crosswalk::http
