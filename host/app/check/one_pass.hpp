#pragma once

/// \file
/// Has a system asked once, in a process of its own, and keeps what it answered.

#include "app/check/fixture.hpp"
#include "app/check/record.hpp"

#include "crosswalk/result.hpp"

#include <filesystem>
#include <stop_token>
#include <string>

namespace crosswalk::app {

struct OnePass {
  std::string executable;        ///< this program's own file
  std::string adapter;           ///< path
  std::filesystem::path folder;  ///< private, where the pass may leave files
  std::string address;           ///< of a played system; empty: a real one
  std::stop_token stop;
};

/// \param fixture  of the system itself: it names no recording
/// \error Unauthenticated, Forbidden, BadConfig, Unavailable, ...  the connection test's or a
///        read's words; nothing was asked after it
/// \error Unavailable  nothing was answered
/// \error Cancelled    somebody asked to stop
Result<Recorded> record_once(const OnePass& pass, Fixture fixture);

}  // namespace crosswalk::app
