#pragma once

/// \file
/// When a plan is held: the defaults of reconciliation.md 3.8, and the settings over them.

#include <map>
#include <string>

#include "crosswalk/result.hpp"
#include "flows/roster/settings.hpp"
#include "sync/flow.hpp"

namespace crosswalk::flows {

using Limits = std::map<std::string, sync::Flow::Limit, std::less<>>;

/// \error BadConfig  a threshold with a name that nothing has.
Result<Limits> limits(const std::map<std::string, Threshold>& thresholds);

}  // namespace crosswalk::flows
