#pragma once

/// \file
/// JSON as people write it: // comments, a line for every mistake, and no key twice.

#include "crosswalk/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace crosswalk::app {

/// \error BadConfig  the line and what is wrong there, or a key that stands twice in one object.
Result<nlohmann::json> parse_commented_json(std::string_view text);

}  // namespace crosswalk::app
