#pragma once

/// \file
/// Cuts bytes into cells: RFC 4180, without the line breaks inside quotes that OneRoster forbids.
/// Pure.

#include <cstdint>
#include <vector>

#include "csv/row.hpp"
#include "csv/scan.hpp"

namespace crosswalk::oneroster::csv {

/// The end of the physical line: its CR or LF, or `end`.
const char* line_end(const char* from, const char* end);
/// The byte after a line end (CR, LF or CRLF) at `at`.
const char* after_line_end(const char* at, const char* end);

/// Splits the line at `p` if it has no quoted cell; a quote inside an unquoted cell is text. A CR
/// or LF must lie behind the data (see scan.hpp).
/// \return the line's end: its CR or LF, or the sentinel. nullptr: a cell is quoted, and `out` is
/// of no use.
inline const char* split_plain(const char* p, Cells& out) {
  out.clear();
  Delimiters delimiters(p);
  for (;;) {
    if (*p == '"') return nullptr;
    const char* stop = delimiters.next();
    out.add({p, static_cast<std::size_t>(stop - p)});
    if (*stop != ',') return stop;
    p = stop + 1;
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
/// stray quote costs one row.
class QuotedSplitter {
 public:
  static constexpr std::uint32_t kMostLines = 64;  ///< of a row with line breaks inside quotes

  /// `out` gets the cells, quotes inside them still doubled; of a faulty row those before the
  /// fault.
  QuotedRow split(const char* begin, const char* end, Tail tail, Width width, Cells& out);

  /// Undoes the doubled quotes of the row that was split last, in place; `buffer` holds its bytes.
  void undouble(char* buffer, Cells& cells) const;

 private:
  QuotedRow first_line_only(const char* begin, const char* end, Tail tail, RowFault fault) const;

  std::vector<std::uint32_t> doubled_;  // the cells that hold doubled quotes
};

}  // namespace crosswalk::oneroster::csv
