#pragma once

/// \file
/// Which versions of eSchoolPlus can be spoken to (contract 1.2). Pure.

#include "facts.hpp"

#include "crosswalk/result.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace crosswalk::eschoolplus {

/// The parts of "21.4.18.0" or "ESP_20.4.51.1". Empty: it is no version.
std::optional<std::vector<unsigned>> parse_version(std::string_view text);

/// \error Unsupported  below 3.0, or no version; the message shows what was received
/// \error Unavailable  the service is under maintenance
Result<> check_info(const Info& info);

}  // namespace crosswalk::eschoolplus
