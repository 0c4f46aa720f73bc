#pragma once

/// \file
/// "Test connection" of an export.

#include <string>

#include "crosswalk/host.hpp"
#include "export/apply.hpp"

namespace crosswalk::oneroster::exports {

/// The steps: the folder can be written into, and what stands there. Nothing that is there changes:
/// the folder is tried with a version that is given up again.
Result<std::string> check_export(const Host& host, const ExportOptions& options);

}  // namespace crosswalk::oneroster::exports
