#pragma once

/// \file
/// What the process says to whoever started it. docs/reference/cli.md lists the same numbers.

#include "crosswalk/result.hpp"

namespace crosswalk::app {

enum class ExitCode : int {
  Done = 0,           ///< done, or there was nothing to do
  Internal = 1,       ///< a defect of ours or of an adapter
  Usage = 2,          ///< the command line, the configuration, or a name that nobody knows
  Held = 3,           ///< a plan waits for a person; nothing of what is held was sent
  Stale = 4,          ///< the plan is out of date, or somebody else is at work: plan again
  SomeFailed = 5,     ///< finished, and the destination refused some records
  NotConnected = 6,   ///< a system or its data could not be used: network, credentials, files
  Paused = 7,         ///< stopped in the middle; applying the same plan goes on
  Interrupted = 130,  ///< asked to stop by SIGINT (143: SIGTERM); may be resumed as well
};

constexpr int number(ExitCode code) { return static_cast<int>(code); }

/// The code that fits an error.
ExitCode exit_code_for(const Error& error);

/// The error's kind as a stable word: "bad_config".
const char* word_for(ErrorCode code);

}  // namespace crosswalk::app
