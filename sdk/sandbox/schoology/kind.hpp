#pragma once

/// \file
/// Schoology REST API v1 as a kind of played system.

#include "sandbox/core/kind.hpp"

namespace crosswalk::sandbox {

extern const Kind kSchoology;

}  // namespace crosswalk::sandbox
