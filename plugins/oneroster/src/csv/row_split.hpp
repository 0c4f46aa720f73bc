#pragma once

/// \file
/// Cuts bytes into cells: RFC 4180, without the line breaks inside quotes that OneRoster forbids.
/// Pure.

#include <cstring>
#include <vector>

#include "csv/row.hpp"

namespace crosswalk::oneroster::csv {

/// The first `what` in [from, end), or nullptr.
inline const char* find(const char* from, const char* end, char what) {
  if (from == end) return nullptr;
  return static_cast<const char*>(std::memchr(from, what, static_cast<std::size_t>(end - from)));
}

/// The end of the physical line: its CR or LF, or `end`.
const char* line_end(const char* from, const char* end);
/// The byte after a line end (CR, LF or CRLF) at `at`.
const char* after_line_end(const char* at, const char* end);

/// Splits a line that has no quoted cell. False: it has one, and `out` is of no use.
/// A quote inside an unquoted cell is text.
inline bool split_plain(const char* p, const char* end, Cells& out) {
  out.clear();
  for (;;) {
    if (p == end) {
      out.add({p, 0});
      return true;
    }
    if (*p == ',') {  // empty cells are frequent: status, dateLastModified
      out.add({p, 0});
      ++p;
      continue;
    }
    if (*p == '"') return false;
    const char* comma = find(p, end, ',');
    if (comma == nullptr) {
      out.add({p, static_cast<std::size_t>(end - p)});
      return true;
    }
    out.add({p, static_cast<std::size_t>(comma - p)});
    p = comma + 1;
  }
}

/// What follows the bytes that a splitter is given.
enum class Tail : std::uint8_t { MoreToRead, RowLimit, EndOfFile };

/// Where a row with quoted cells ends.
struct QuotedRow {
  RowFault fault = RowFault::None;
  const char* next = nullptr;  ///< the byte after the row's line end; of TooLong: meaningless
  std::uint32_t lines = 1;     ///< physical lines it takes
  bool needs_more = false;     ///< the data ended before the row did: read on and ask again
  bool ends_file = false;      ///< no line end follows
};

/// Splits a row that has a quoted cell, and finds its end.
///
/// A quote may be closed on a later line if then the row has a fitting number of cells: that is one
/// row with the fault LineBreakInQuotes. Otherwise the row is its first line only, so that one
/// stray quote costs one row. Doubled quotes are undone in place, inside the row, once its end is
/// known.
class QuotedSplitter {
 public:
  static constexpr std::uint32_t kMostLines = 64;  ///< of a row with line breaks inside quotes

  /// `out` gets the cells; of a faulty row those before the fault.
  QuotedRow split(char* begin, char* end, Tail tail, Width width, Cells& out);

 private:
  QuotedRow first_line_only(char* begin, char* end, Tail tail, RowFault fault) const;

  std::vector<std::uint32_t> doubled_;  // the cells that hold doubled quotes
};

}  // namespace crosswalk::oneroster::csv
