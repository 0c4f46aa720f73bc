#pragma once

/// \file
/// What the adapter says about itself (docs/reference/manifest.md).

#include <string_view>

namespace crosswalk::eschoolplus {

std::string_view manifest_json();

}  // namespace crosswalk::eschoolplus
