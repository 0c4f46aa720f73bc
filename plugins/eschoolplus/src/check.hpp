#pragma once

/// \file
/// "Test connection": everything that a run will read, one step each.

#include "binding.hpp"
#include "options.hpp"

#include <string>

namespace crosswalk::eschoolplus {

/// `{"steps": [{"name", "ok", "detail", "hint"}]}`; ids and counts only. Ends at a service that is
/// too old or not there, and at a refused log-in: repeated refusals lock the account.
/// \error Cancelled  only; a step that failed is a step of the report
Result<std::string> check_connection(Binding& binding, const Options& options, std::int64_t today);

}  // namespace crosswalk::eschoolplus
