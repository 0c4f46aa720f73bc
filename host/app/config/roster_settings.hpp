#pragma once

/// \file
/// One integration of the configuration file as the settings of the roster flow.

#include "flows/roster/settings.hpp"

#include "crosswalk/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace crosswalk::app {

/// `integration` has passed the schema and has its defaults. `place` ("integrations/roster") begins
/// each sentence that is added to `problems`.
flows::RosterSettings roster_settings(const nlohmann::json& integration, const std::string& place,
                                      std::vector<std::string>& problems);

/// The reference of {"fixed": "${NAME}"}; empty when passwords are made otherwise.
std::string fixed_password_reference(const nlohmann::json& integration);

}  // namespace crosswalk::app
