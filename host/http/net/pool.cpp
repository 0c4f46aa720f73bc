#include "http/net/pool.hpp"

#include <utility>

namespace crosswalk::http {

std::unique_ptr<Session> Pool::take(const std::string& origin,
                                    std::chrono::milliseconds longest_idle) {
  const auto now = std::chrono::steady_clock::now();
  const std::scoped_lock lock{mutex_};
  auto& idle = idle_[origin];
  while (!idle.empty()) {
    Idle last = std::move(idle.back());
    idle.pop_back();
    if (now - last.since > longest_idle) {
      idle.clear();  // the others are older
      return nullptr;
    }
    if (!last.session->stirred()) return std::move(last.session);
  }
  return nullptr;
}

void Pool::give(const std::string& origin, std::unique_ptr<Session> session) {
  const std::scoped_lock lock{mutex_};
  auto& idle = idle_[origin];
  if (idle.size() >= per_origin_) idle.erase(idle.begin());
  idle.push_back({std::move(session), std::chrono::steady_clock::now()});
}

}  // namespace crosswalk::http
