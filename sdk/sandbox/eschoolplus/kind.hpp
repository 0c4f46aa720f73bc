#pragma once

/// \file
/// eSchoolPlus's session service as a kind of played system.

#include "sandbox/core/kind.hpp"

namespace crosswalk::sandbox {

/// `key` is the login name, `secret` the password.
extern const Kind kESchoolPlus;

}  // namespace crosswalk::sandbox
