#pragma once

/// \file
/// One apply call: looks up what the batch names, decides, writes a new version of the export, and
/// reports.

#include <string>

#include "crosswalk/adapter.hpp"
#include "export/sheet.hpp"

namespace crosswalk::oneroster::exports {

/// Reports a change only after the version that holds it took the export's place: an outcome that
/// was told is on disk, and a crash before leaves the export as it was.
/// \error Unsupported  the entity. BadData, BadConfig  the export cannot be trusted or is of
/// another
///        version. Unavailable  the file system. Nothing was changed then.
Result<> apply_to_export(const Host& host, const ExportOptions& options,
                         const ApplyRequest& request, Outcomes& outcomes);

}  // namespace crosswalk::oneroster::exports
