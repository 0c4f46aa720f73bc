#pragma once

/// \file
/// Whether an auth profile is complete, before its first request fails.

#include "http/auth/profile.hpp"

#include "crosswalk/result.hpp"

namespace crosswalk::http {

/// \error BadConfig  the message names the field, never its value.
Result<> check_profile(const AuthProfile& profile);

}  // namespace crosswalk::http
