#pragma once

/// \file
/// Every kind of system that this sandbox can play.

#include <span>
#include <string_view>

#include "sandbox/core/kind.hpp"

namespace crosswalk::sandbox {

std::span<const Kind* const> kinds();

/// Null when there is none of that name.
const Kind* find_kind(std::string_view name);

}  // namespace crosswalk::sandbox
