#pragma once

/// \file
/// Every kind of system that this sandbox can play.

#include <span>

#include "sandbox/core/kind.hpp"

namespace crosswalk::sandbox {

std::span<const Kind* const> kinds();

}  // namespace crosswalk::sandbox
