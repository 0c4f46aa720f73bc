#pragma once

/// \file
/// PowerSchool SIS as a kind of played system.

#include "sandbox/core/kind.hpp"

namespace crosswalk::sandbox {

extern const Kind kPowerSchool;

}  // namespace crosswalk::sandbox
