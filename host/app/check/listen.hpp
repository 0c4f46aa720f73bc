#pragma once

/// \file
/// The one pass over a system that a recording of it is made of.

#include "testing/kit/check.hpp"

#include "crosswalk/result.hpp"

#include <string>

namespace crosswalk::app {

/// In place of a check's id, for the process that listens.
inline constexpr const char* kListen = "listen";

/// What the report of a connection test complains about: its failed steps; empty: nothing. Pure.
std::string failed_steps(const std::string& report);

/// Tests the connection, then reads everything that is offered: in full, by id, and with few
/// columns, and what an adapter asks after a refusal. Nothing else is asked once the system has
/// refused: accounts get locked.
/// \error Unauthenticated, Forbidden, BadConfig, Unavailable, RateLimited, ...  in its own words
Result<> listen(kit::Bench& bench);

}  // namespace crosswalk::app
