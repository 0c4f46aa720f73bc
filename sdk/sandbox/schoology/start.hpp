#pragma once

/// \file
/// What a Schoology system starts from, and comes back to at every reset.

#include "crosswalk/result.hpp"
#include "sandbox/schoology/auth/credentials.hpp"
#include "sandbox/schoology/server.hpp"
#include "sandbox/schoology/settings.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

struct Start {
  Settings settings;
  State state;
  Credentials credentials;
};

/// The default state with the options' district and seed, their keys and settings. An error says
/// what does not fit.
Result<Start> start_from(const SchoologyOptions& options);

}  // namespace crosswalk::sandbox::schoology
