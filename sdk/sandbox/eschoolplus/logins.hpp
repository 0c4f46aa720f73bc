#pragma once

/// \file
/// Who is logged in, and who has tried too often (contract 4.1).

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::sandbox::eschoolplus {

struct LoginRules {
  static constexpr std::int64_t kIdle_s = 1200;
  static constexpr std::int64_t kAbsolute_s = 28'800;
  static constexpr std::int64_t kLock_s = 900;
  static constexpr std::size_t kFailures = 5;
  static constexpr std::size_t kSessions = 2;
};

/// Not thread-safe: the system's lock covers it. Times in milliseconds.
class Logins {
 public:
  /// Five refused log-ins within 15 minutes.
  bool locked(std::int64_t now) const;
  void failed(std::int64_t now);
  /// A token; the oldest session ends when there are two already.
  std::string open(std::int64_t now);
  /// Whether the token is good; then its idle time begins anew. `most_calls`: it dies after so many
  /// calls; 0: never.
  bool use(std::string_view token, std::int64_t now, std::int64_t most_calls);
  void close(std::string_view token);
  void end_all() { sessions_.clear(); }
  void forget();
  std::size_t open_sessions() const { return sessions_.size(); }

 private:
  struct Session {
    std::string token;
    std::int64_t since = 0;
    std::int64_t last = 0;
    std::int64_t calls = 0;
  };
  std::vector<Session> sessions_;
  std::deque<std::int64_t> failures_;
  std::uint64_t opened_ = 0;
};

}  // namespace crosswalk::sandbox::eschoolplus
