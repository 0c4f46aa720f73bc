#include "sandbox/schoology/terms.hpp"

#include <algorithm>

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/lookup.hpp"

namespace crosswalk::sandbox::schoology {
namespace {
constexpr std::int64_t kDayS = 86'400;
}  // namespace

bool is_current(const Period& period, std::int64_t now_s) {
  return now_s >= day_start_s(period.start) && now_s < day_start_s(period.end) + kDayS;
}

bool is_past(const State& state, const Section& section, std::int64_t now_s) {
  if (section.periods.empty()) return false;
  return std::all_of(section.periods.begin(), section.periods.end(), [&](Id id) {
    const Period* period = find_in(state.periods, id);
    return period != nullptr && now_s >= day_start_s(period->end) + 2 * kDayS;
  });
}

}  // namespace crosswalk::sandbox::schoology
