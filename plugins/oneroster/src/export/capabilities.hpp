#pragma once

/// \file
/// What an export can hold, by its version.

#include <string>

#include "export/sheet.hpp"

namespace crosswalk::oneroster::exports {

/// The manifest, narrowed to the fields that the version has a place for: 1.1 has none for
/// preferred names and pronouns.
std::string capabilities_of(ExportVersion version);

}  // namespace crosswalk::oneroster::exports
