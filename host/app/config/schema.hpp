#pragma once

/// \file
/// What the configuration file may hold, as a schema in the subset that host/adapters checks.

#include <string_view>

namespace crosswalk::app {

/// JSON Schema of the whole file. Defaults stand here and nowhere else.
std::string_view config_schema();

}  // namespace crosswalk::app
