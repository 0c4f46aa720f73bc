#include "sandbox/eschoolplus/logins.hpp"

#include <algorithm>

namespace crosswalk::sandbox::eschoolplus {

bool Logins::locked(std::int64_t now) const {
  const auto recent = std::count_if(failures_.begin(), failures_.end(), [&](std::int64_t at) {
    return at + LoginRules::kLock_s * 1000 > now;
  });
  return static_cast<std::size_t>(recent) >= LoginRules::kFailures;
}

void Logins::failed(std::int64_t now) {
  failures_.push_back(now);
  if (failures_.size() > LoginRules::kFailures) failures_.pop_front();
}

std::string Logins::open(std::int64_t now) {
  failures_.clear();
  while (sessions_.size() >= LoginRules::kSessions) sessions_.erase(sessions_.begin());
  const std::string token = "q7Zk-" + std::to_string(++opened_) + "-" + std::to_string(now);
  sessions_.push_back({token, now, now, 0});
  return token;
}

bool Logins::use(std::string_view token, std::int64_t now, std::int64_t most_calls) {
  const auto at = std::find_if(sessions_.begin(), sessions_.end(),
                               [&](const Session& one) { return one.token == token; });
  if (at == sessions_.end()) return false;
  const bool old = at->last + LoginRules::kIdle_s * 1000 <= now ||
                   at->since + LoginRules::kAbsolute_s * 1000 <= now ||
                   (most_calls > 0 && at->calls >= most_calls);
  if (old) {
    sessions_.erase(at);
    return false;
  }
  at->last = now;
  ++at->calls;
  return true;
}

void Logins::close(std::string_view token) {
  std::erase_if(sessions_, [&](const Session& one) { return one.token == token; });
}

void Logins::forget() {
  sessions_.clear();
  failures_.clear();
}

}  // namespace crosswalk::sandbox::eschoolplus
