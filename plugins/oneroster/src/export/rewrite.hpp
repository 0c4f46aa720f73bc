#pragma once

/// \file
/// The files of the present version, with some records changed, into a new one. Files are read and
/// written in order, so memory grows with the edits and not with the export.

#include <map>
#include <set>
#include <string>

#include "export/decide.hpp"
#include "export/reader.hpp"
#include "export/sheet.hpp"
#include "export/writer.hpp"

namespace crosswalk::oneroster::exports {

/// Schools by class.
using Schools = std::map<std::string, std::string, std::less<>>;

/// Writes a sheet anew. Users who leave are taken out of everybody's agents.
/// \param files  what the export has; brought up to date
Result<> rewrite_sheet(const Standing& standing, FileSet& set, SheetId id, const Edits& edits,
                       std::set<std::string>& files);

/// Writes `enrollments.csv` anew, where these classes are at other schools.
Result<> move_enrollments(const Standing& standing, FileSet& set, const Schools& schools,
                          std::set<std::string>& files);

}  // namespace crosswalk::oneroster::exports
