#pragma once

/// \file
/// The header row: which cell is which column, by name.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "csv/row.hpp"
#include "csv/tables.hpp"

namespace crosswalk::oneroster::csv {

/// A column that the table does not know: kept as metadata.
struct ExtraColumn {
  std::string key;  ///< without the prefix `metadata.`
  std::uint32_t cell;
};

struct Header {
  static constexpr std::uint32_t kNone = UINT32_MAX;

  std::vector<std::string> names;    ///< as written, blanks around them cut
  std::vector<std::uint32_t> cells;  ///< for each column of the table: its cell, or kNone
  std::vector<ExtraColumn> extras;   ///< sorted by key; columns about passwords are left out
  Width width;
  std::vector<std::string> notes;  ///< sentences about what was tolerated

  /// The cell of a column of the table by the file's name for it, or kNone.
  std::uint32_t cell_of(const Table& table, std::string_view name) const;
};

/// Reads the header row of a table.
/// \error BadData  a column twice, another separator than the comma, more than Cells::kMost
/// columns, a header that is no row. The message does
///                 not name the file. Missing columns are not judged here: see missing_column().
Result<Header> read_header(const Table& table, const Row& row);

/// The first column without which the file is of no use and which the header lacks; empty: none.
std::string_view missing_column(const Table& table, const Header& header);

}  // namespace crosswalk::oneroster::csv
