#pragma once

/// \file
/// `crosswalk check --full`: every check of the conformance kit on one file.

#include "app/cli/console.hpp"

#include "crosswalk/result.hpp"

namespace crosswalk::app {

/// Each check runs in a process of its own with a deadline. Done: none failed; NotConnected: one
/// did.
Result<ExitCode> full_check(const CheckCommand& command, const Console& console);

}  // namespace crosswalk::app
