#pragma once

/// \file
/// Remembers which nonces were used.

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace crosswalk::sandbox {

/// Per consumer key. Not thread-safe: the system's lock covers it.
class NonceMemory {
 public:
  bool used(const std::string& key, std::int64_t timestamp_s, const std::string& nonce) const;
  /// Remembers the pair and forgets those with a timestamp before `forget_before_s`.
  void remember(const std::string& key, std::int64_t timestamp_s, const std::string& nonce,
                std::int64_t forget_before_s);
  /// The greatest timestamp that `key` has used; 0 when none.
  std::int64_t latest(const std::string& key) const;
  void clear() { by_key_.clear(); }

 private:
  std::map<std::string, std::map<std::int64_t, std::set<std::string>>> by_key_;
};

}  // namespace crosswalk::sandbox
