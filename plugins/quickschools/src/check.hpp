#pragma once

/// \file
/// "Test connection": everything that a run will read, one step each.

#include "client.hpp"
#include "options.hpp"

#include <string>

namespace crosswalk::quickschools {

/// `{"steps": [{"name", "ok", "detail", "hint"}]}`; ids and counts only. A refused key or a wrong
/// address ends it.
/// \error Cancelled  only; a step that failed is a step of the report
Result<std::string> check_connection(const Client& client, const Options& options);

}  // namespace crosswalk::quickschools
