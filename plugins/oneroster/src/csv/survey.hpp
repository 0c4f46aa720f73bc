#pragma once

/// \file
/// Looks at an export before its first row is believed: which files, which version, which headers.

#include <string>

#include "csv/package.hpp"

namespace crosswalk::oneroster::csv {

/// What is under the root now; compare two to learn whether anything changed.
Result<std::string> list_package(const Host& host);

/// Looks at the manifest and at every header.
/// \error  what the host says about reading; anything wrong with the files themselves is a fault in
/// the
///         Package
Result<Package> survey(const Host& host, const std::string& listing);

}  // namespace crosswalk::oneroster::csv
