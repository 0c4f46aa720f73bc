#pragma once

/// \file
/// Which periods and sections are running and which are over. Pure.

#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

/// Whether the day of `now_s` (UTC) lies in the period.
bool is_current(const Period& period, std::int64_t now_s);

/// Whether all periods of the section ended more than a day ago: Schoology archives such courses
/// about 24 hours after their last day, and lists them only with include_past (contract section 8).
bool is_past(const State& state, const Section& section, std::int64_t now_s);

}  // namespace crosswalk::sandbox::schoology
