#pragma once

/// \file
/// What the host is told about this adapter: settings, sign-in, pace, entities.

#include <string_view>

namespace crosswalk::powerschool {

std::string_view manifest_json();

}  // namespace crosswalk::powerschool
