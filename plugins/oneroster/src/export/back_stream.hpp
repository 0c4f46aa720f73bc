#pragma once

/// \file
/// The export read back, as a destination is.

#include <memory>

#include "crosswalk/adapter.hpp"
#include "export/sheet.hpp"

namespace crosswalk::oneroster::exports {

/// A sheet in full or by id, or the catalog `role`: the roles that the version knows.
/// \error Unsupported  another entity or mode. BadData, BadConfig  as stand() and SheetReader
Result<std::unique_ptr<Stream>> open_export(const Host& host, const ExportOptions& options,
                                            const ReadRequest& request);

}  // namespace crosswalk::oneroster::exports
