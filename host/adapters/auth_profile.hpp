#pragma once

/// \file
/// A manifest's auth profile, references resolved, as the HTTP client's. Internal to
/// client_options.

#include "adapters/json_reader.hpp"
#include "http/auth/profile.hpp"

#include <optional>
#include <string>
#include <vector>

namespace crosswalk::adapters {

/// The members that a profile of this kind cannot do without; null for an unknown kind.
const std::vector<std::string>* auth_profile_needs(const std::string& kind);

/// The kinds there are.
std::vector<std::string> auth_profile_kinds();

/// Reads one; what is wrong is in the reader's findings. `raw` is the profile with its references,
/// for the session's body, whose fields are put in (and encoded) by the client. Nothing when a
/// needed member is not there.
std::optional<http::AuthProfile> read_auth_profile(const nlohmann::json& expanded,
                                                   const nlohmann::json& raw,
                                                   const nlohmann::json& config,
                                                   JsonFindings& findings);

}  // namespace crosswalk::adapters
