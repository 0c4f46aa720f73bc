#pragma once

/// \file
/// Grading scales: from letters to points (contract 6.11, 6.13).

#include <optional>
#include <string>

#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

/// The scale of that id as 6.11 shows it, or null.
const Json* find_scale(const State& state, Id id);

/// The points a letter stands for on an item of `max_points`; nothing when the scale has no such
/// letter.
std::optional<double> points_for(const Json& scale, const std::string& letter, double max_points);

}  // namespace crosswalk::sandbox::schoology
