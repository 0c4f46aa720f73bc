#pragma once

/// \file
/// What to do about an error, in the words of the binding that made it.

#include "options.hpp"

#include "crosswalk/result.hpp"

#include <string_view>

namespace crosswalk::eschoolplus {

/// A sentence; empty: nothing helps but what the error says.
std::string_view hint_for(const Error& error, Way way);

}  // namespace crosswalk::eschoolplus
