#pragma once

/// \file
/// The resources of section 6, one file each: every function lists its routes.

#include <vector>

#include "sandbox/schoology/router.hpp"

namespace crosswalk::sandbox::schoology {

std::vector<Route> school_routes();

/// All of them, in the order they are tried.
std::vector<Route> all_routes();

}  // namespace crosswalk::sandbox::schoology
