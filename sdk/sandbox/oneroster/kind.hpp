#pragma once

/// \file
/// The played OneRoster provider as the command line names it.

#include "sandbox/core/kind.hpp"

namespace crosswalk::sandbox {

extern const Kind kOneRoster;

}  // namespace crosswalk::sandbox
