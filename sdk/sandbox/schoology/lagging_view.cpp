#include "sandbox/schoology/lagging_view.hpp"

namespace crosswalk::sandbox::schoology {

void LaggingView::follow(const Settings& settings, const State& main) {
  const bool wanted = settings.read_delay_requests > 0 || settings.read_delay_ms > 0;
  if (wanted == on()) return;
  waiting_.clear();
  replica_.reset();
  if (wanted) replica_ = main;
}

void LaggingView::remember(Deed deed, std::int64_t request, std::int64_t now_ms) {
  if (on()) waiting_.push_back({std::move(deed), request, now_ms});
}

State* LaggingView::at(std::int64_t request, std::int64_t now_ms, const Settings& settings) {
  if (!on()) return nullptr;
  while (!waiting_.empty()) {
    const Waiting& first = waiting_.front();
    const bool due = request - first.request > settings.read_delay_requests &&
                     now_ms - first.at_ms >= settings.read_delay_ms;
    if (!due) break;
    first.deed(*replica_);
    waiting_.pop_front();
  }
  return &*replica_;
}

State* LaggingView::caught_up() {
  if (!on()) return nullptr;
  for (const Waiting& waiting : waiting_) waiting.deed(*replica_);
  waiting_.clear();
  return &*replica_;
}

}  // namespace crosswalk::sandbox::schoology
