#pragma once

/// \file
/// "Test connection": everything that a run will need, one step each, with the usual reasons of
/// failure.

#include "client.hpp"
#include "options.hpp"

#include <string>

namespace crosswalk::powerschool {

/// `{"steps": [{"name", "ok", "detail", "hint"}]}`: address, clock, sign-in, version, the grants of
/// both modes as far as the setting `mode` asks for them, the mode that a run would take, and
/// whether the school year holds sections. Counts only. Steps after a wrong address or refused
/// credentials are left out.
/// \error Cancelled  only; a step that failed is a step of the report
Result<std::string> check_connection(const Client& client, const Options& options);

}  // namespace crosswalk::powerschool
