#pragma once

/// \file
/// Keys and tokens as JSON, for seeds and state files: all of them are invented.

#include <optional>
#include <string>

#include "crosswalk/result.hpp"
#include "sandbox/schoology/auth/credentials.hpp"

namespace crosswalk::sandbox::schoology {

std::optional<Scope> scope_from(const std::string& name);

/// {"keys":[{"key","secret","scope","owner"}],"tokens":[{"token","secret","key","user","state",...}]}
Json to_json(const Credentials& credentials);

/// Adds what `records` holds under "credentials" (or "keys" at its top). BadData when it does not
/// fit.
Result<void> load_credentials(Credentials& credentials, const Json& records);

}  // namespace crosswalk::sandbox::schoology
