#pragma once

/// \file
/// "Test connection" of an export.

#include <string>

#include "crosswalk/host.hpp"
#include "export/apply.hpp"

namespace crosswalk::oneroster::exports {

/// The steps: the folder can be written into, and what stands there. Nothing is left behind.
Result<std::string> check_export(const Host& host, const ExportOptions& options);

}  // namespace crosswalk::oneroster::exports
