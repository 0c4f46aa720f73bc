#pragma once

/// \file
/// Records to the cells of their files and back.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csv/row_reader.hpp"
#include "export/sheet.hpp"

namespace crosswalk::oneroster::exports {

/// The cells of a record in its sheet's file. What the version demands and the record does not say
/// is filled in: a school's `type`, `enabledUser`, the type of a session or a class, the school
/// year.
std::vector<std::string> to_cells(const Sheet& sheet, ExportVersion version, const Record& record);

/// The lines of `roles.csv` that belong to a user: its role at each of its orgs, by org id. Each is
/// primary, for a user has one role at an org (contract, 5.7); the home org stands in `users.csv`.
std::vector<std::vector<std::string>> role_cells(const Record& user);

/// Whether both are the same to whoever reads the files: what the version cannot hold, or fills in,
/// makes no difference.
bool same_lines(const Sheet& sheet, ExportVersion version, const Record& a, const Record& b);

/// The longest line that the export reads back, and so the longest that is written; with its end.
inline constexpr std::size_t kMostBytesOfLine = csv::RowReader::kMostBytesOfRow;
/// The size of the longest line that the record is written as.
std::size_t longest_line(const Sheet& sheet, ExportVersion version, const Record& record);

/// What to_cells() made. Of a user of 1.2 the role and the other orgs are in `roles.csv`: see
/// add_role().
/// \pre `cells` has a cell for each column of the version
Record from_cells(const Sheet& sheet, ExportVersion version,
                  std::span<const std::string_view> cells);
/// Takes one of the user's lines of `roles.csv` into the record.
void add_role(Record& user, std::span<const std::string_view> cells);
/// Whose line it is.
std::string_view user_of_role(std::span<const std::string_view> cells);

}  // namespace crosswalk::oneroster::exports
