#pragma once

/// \file
/// What this connection has exported and where, kept in cw.state/1. Without it a folder that was
/// moved away would be a new export: it would get the next changes alone, and a strict importer
/// would retire everybody else.

#include "crosswalk/host.hpp"
#include "export/sheet.hpp"

namespace crosswalk::oneroster::exports {

/// What to do when the export is not the one that was written.
inline constexpr std::string_view kPutItBack =
    "put the folder back, or use a new connector and integration for a new export";

/// Whether this connection has an export already. Always false where the host lends no state.
/// \error BadConfig  it has one, of another version or at another path
Result<bool> has_exported(const Host& host, const ExportOptions& options);

/// From now on it has. A failure is logged: the next call that finds the export remembers it.
void remember_export(const Host& host, const ExportOptions& options);

}  // namespace crosswalk::oneroster::exports
