#pragma once

/// \file
/// The hand's endpoints under /_sandbox/: no signature, never logged, never struck by a fault.
///
///   GET  state  log?since=N  counts  settings  faults  clock
///   POST reset  seed  restore  settings  faults  clock  and the system's own deeds
///   POST change {"collection","id","set"}   remove {"collection","id"}   see records.hpp
///   DELETE faults

#include <string_view>

#include "sandbox/core/clock.hpp"
#include "sandbox/core/fault.hpp"
#include "sandbox/core/message.hpp"
#include "sandbox/core/request_log.hpp"
#include "sandbox/core/system.hpp"

namespace crosswalk::sandbox {

constexpr std::string_view kControlPrefix = "/_sandbox/";

struct Controlled {
  Clock& clock;
  FaultPlan& faults;
  RequestLog& log;
  System& system;
};

/// Answers JSON: 200, 400 with {"error"}, or 404 with {"error"}.
Reply control(const Request& request, const Controlled& on);

void reset_all(const Controlled& on);

}  // namespace crosswalk::sandbox
