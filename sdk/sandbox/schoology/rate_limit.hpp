#pragma once

/// \file
/// Credits per key and window (contract 5.3).

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "sandbox/schoology/settings.hpp"

namespace crosswalk::sandbox::schoology {

/// A key's window opens with its first request and fills up again when it is over.
/// Not thread-safe: the system's lock covers it.
class RateLimit {
 public:
  /// Takes the request's cost, or says how many milliseconds are left until the window is over.
  std::optional<std::int64_t> refuse_for_ms(const std::string& key, bool is_write,
                                            std::int64_t now_ms, const Settings& settings);
  void clear() { windows_.clear(); }

 private:
  struct Window {
    std::int64_t opened_ms = 0;
    std::int64_t spent = 0;
  };
  std::map<std::string, Window> windows_;
};

}  // namespace crosswalk::sandbox::schoology
