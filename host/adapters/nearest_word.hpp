#pragma once

/// \file
/// "Did you mean ...?": the known word that is closest to an unknown one.

#include <span>
#include <string>
#include <string_view>

namespace crosswalk::adapters {

/// How many letters must be put in, taken out, replaced or swapped with their neighbour (optimal
/// string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The closest of `known`, compared without case; empty when none is close (more than a third of
/// the letters differ). The first of equals.
std::string nearest_word(std::string_view word, std::span<const std::string> known);

/// ` (did you mean "x"?)`, or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace crosswalk::adapters
