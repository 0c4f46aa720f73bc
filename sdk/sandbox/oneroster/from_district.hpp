#pragma once

/// \file
/// The invented district as a OneRoster provider holds it.

#include <cstdint>

#include "sandbox/district/district.hpp"
#include "sandbox/oneroster/state.hpp"

namespace crosswalk::sandbox::oneroster {

/// Sourced ids are the district's own. Administrators get 1.2's word for where they are: at a
/// school or at the district.
Json records_from(const District& district);

}  // namespace crosswalk::sandbox::oneroster
