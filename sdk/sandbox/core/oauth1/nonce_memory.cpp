#include "sandbox/core/oauth1/nonce_memory.hpp"

namespace crosswalk::sandbox {

bool NonceMemory::used(const std::string& key, std::int64_t timestamp_s,
                       const std::string& nonce) const {
  const auto times = by_key_.find(key);
  if (times == by_key_.end()) return false;
  const auto nonces = times->second.find(timestamp_s);
  return nonces != times->second.end() && nonces->second.count(nonce) != 0;
}

void NonceMemory::remember(const std::string& key, std::int64_t timestamp_s,
                           const std::string& nonce, std::int64_t forget_before_s) {
  auto& times = by_key_[key];
  times[timestamp_s].insert(nonce);
  times.erase(times.begin(), times.lower_bound(forget_before_s));
}

std::int64_t NonceMemory::latest(const std::string& key) const {
  const auto times = by_key_.find(key);
  return times == by_key_.end() || times->second.empty() ? 0 : times->second.rbegin()->first;
}

}  // namespace crosswalk::sandbox
