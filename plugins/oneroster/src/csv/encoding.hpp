#pragma once

/// \file
/// Is this file UTF-8, as the binding demands? Looks at its beginning and says once what it is
/// instead.

#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::oneroster::csv {

/// The length of a UTF-8 byte order mark at the beginning: 3 or 0.
std::size_t bom_size(std::string_view begin);

/// What the file is, if it is not UTF-8 as a whole: "is UTF-16 ...". Nothing: read it, and judge
/// row by row.
///
/// UTF-16: a byte order mark, or a NUL for every other byte. Latin-1 or Windows-1252: at least
/// three lines, and at least one line of fifty, hold bytes that are no UTF-8, and no line holds
/// UTF-8 beyond ASCII. A few bad lines in a big file are therefore rows to quarantine, not a file
/// to refuse.
std::optional<std::string> foreign_encoding(std::string_view begin);

}  // namespace crosswalk::oneroster::csv
