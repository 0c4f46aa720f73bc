#pragma once

/// \file
/// "Test connection": everything that a run will need, one step each, with the usual reasons of
/// failure.

#include "client.hpp"
#include "options.hpp"

#include <string>

namespace crosswalk::schoology {

/// `{"steps": [{"name", "ok", "detail", "hint"}]}`; ids and counts only. The steps after a failed
/// sign-in are left out: repeating a refused key locks accounts.
/// \error Cancelled  only; a step that failed is a step of the report
Result<std::string> check_connection(const Client& client, const Options& options);

}  // namespace crosswalk::schoology
