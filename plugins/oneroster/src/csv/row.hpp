#pragma once

/// \file
/// One row of a CSV file as the reader hands it on: its cells, its line, and what is wrong with it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::oneroster::csv {

/// Why a row is no record. The first found wins; the sentences are in describe().
enum class RowFault : std::uint8_t {
  None,
  TooFewCells,
  TooManyCells,
  FileEndsHere,       ///< the last line has no line end and is not whole: the file was cut
  LineBreakInQuotes,  ///< forbidden by the binding; the row spans several lines
  QuoteNeverClosed,   ///< the reader went on with the next line
  TextAfterQuote,     ///< "a"b, or a quote inside quotes that is not doubled
  TooLong,
  NotUtf8,
  NulByte,
};

/// How many cells a row may have: the named columns, up to all (trailing columns without a name).
struct Width {
  std::uint32_t least = 0;
  std::uint32_t most = UINT32_MAX;
};

/// The cells of a row: views into the reader's buffer. Reused; holds at most kMost, counts all.
class Cells {
 public:
  static constexpr std::uint32_t kMost = 2048;  ///< a header with more is refused

  Cells() : cells_(kMost) {}
  void clear() { count_ = 0; }
  void add(std::string_view cell) {
    if (count_ < kMost) cells_[count_] = cell;
    ++count_;
  }
  void replace(std::uint32_t i, std::string_view cell) { cells_[i] = cell; }
  void truncate(std::uint32_t count) { count_ = count; }

  std::uint32_t count() const { return count_; }
  std::uint32_t stored() const { return count_ < kMost ? count_ : kMost; }
  /// A cell that the row does not have is empty.
  std::string_view at(std::uint32_t i) const {
    return i < stored() ? cells_[i] : std::string_view{};
  }
  /// For an index below stored().
  std::string_view operator[](std::uint32_t i) const { return cells_[i]; }

 private:
  std::vector<std::string_view> cells_;
  std::uint32_t count_ = 0;
};

struct Row {
  Cells cells;             ///< of a faulty row: those before the fault
  std::uint32_t line = 0;  ///< where it begins, 1-based
  RowFault fault = RowFault::None;
};

/// The fault in words, to stand behind "users.csv line 12: ".
std::string describe(const Row& row, Width width);

}  // namespace crosswalk::oneroster::csv
