#pragma once

/// \file
/// "Test connection": can the roster be read, and if not, what is to be done?

#include <string>

#include "crosswalk/host.hpp"
#include "rest/options.hpp"

namespace crosswalk::oneroster::rest {

/// {"steps":[{"name","ok","detail","hint"}]}: the service, then each collection by one record, then
/// the clock.
/// \error Cancelled
Result<std::string> check_connection(const Host& host, const Options& options);

}  // namespace crosswalk::oneroster::rest
