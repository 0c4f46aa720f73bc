#pragma once

/// \file
/// "Test connection" for files: what is there, in which version, how much, and what is wrong.

#include <string>

#include "crosswalk/result.hpp"
#include "csv/package.hpp"

namespace crosswalk::oneroster::csv {

/// {"steps":[{"name","ok","detail","hint"}]}: the package, then each file.
std::string report_of(const Package& package);

/// The same when the files could not be looked at.
std::string report_of_failure(const Error& error);

}  // namespace crosswalk::oneroster::csv
