#pragma once

/// \file
/// The HTTP client of one connector, out of its adapter's manifest and its configuration.

#include "adapters/manifest.hpp"
#include "http/client.hpp"

#include "crosswalk/result.hpp"

#include <nlohmann/json_fwd.hpp>

namespace crosswalk::adapters {

/// Profiles, egress list (token and login addresses included) and rate buckets with their
/// references resolved; the other options keep their defaults. `config` was accepted by the
/// manifest's schema.
///
/// A profile of which a needed value is not set is left out: a system with two ways to sign in
/// declares two profiles, and the configuration fills one.
/// \error BadConfig  an address or a number that cannot be, with the setting it came from
Result<http::ClientOptions> client_options(const Manifest& manifest, const nlohmann::json& config);

}  // namespace crosswalk::adapters
