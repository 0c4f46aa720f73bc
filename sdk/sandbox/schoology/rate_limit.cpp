#include "sandbox/schoology/rate_limit.hpp"

namespace crosswalk::sandbox::schoology {

std::optional<std::int64_t> RateLimit::refuse_for_ms(const std::string& key, bool is_write,
                                                     std::int64_t now_ms,
                                                     const Settings& settings) {
  if (settings.rate_credits == 0) return std::nullopt;
  const std::int64_t length_ms = settings.rate_window_s * 1000;
  auto [place, fresh] = windows_.try_emplace(key, Window{now_ms, 0});
  Window& window = place->second;
  if (now_ms - window.opened_ms >= length_ms || now_ms < window.opened_ms) window = {now_ms, 0};
  const std::int64_t cost = is_write ? settings.rate_cost_write : settings.rate_cost_read;
  if (window.spent + cost > settings.rate_credits) return window.opened_ms + length_ms - now_ms;
  window.spent += cost;
  return std::nullopt;
}

}  // namespace crosswalk::sandbox::schoology
