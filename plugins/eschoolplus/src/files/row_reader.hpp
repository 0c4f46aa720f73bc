#pragma once

/// \file
/// Rows of one downloaded file (contract 9). The product escapes nothing: a value may hold a line
/// break, and then a mark of three characters ends each record. Delimiter and mark are found in the
/// header. Reads forward, a piece at a time.

#include "files/table.hpp"

#include "crosswalk/result.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::eschoolplus::files {

class RowReader {
 public:
  /// The next bytes of the file; 0 = its end.
  using Source = std::function<Result<std::uint64_t>(char* buffer, std::uint64_t capacity)>;
  static constexpr std::size_t kLongestRecord = std::size_t{1} << 20U;  // bytes

  RowReader(const Table& table, Source source);

  /// Reads the header.
  /// \error BadConfig    a column is missing; the message names it
  /// \error Unavailable  there is nothing in it, or not even a whole header: not finished
  Result<> open();

  /// The next row. False: the file is at its end.
  /// \error Unavailable  the last record has no end: the download is not finished
  /// \error BadConfig    the header lacks the mark that the row has
  /// \error BadData      a record is longer than any can be
  Result<bool> next();

  /// Why the row cannot be read; empty: it can.
  const std::string& fault() const { return fault_; }
  /// A value of the row, cleaned. `column` is one of the table's.
  std::string at(std::string_view column) const;
  /// "reg.csv line 12": where the row begins.
  std::string where() const;

 private:
  Result<> fill();
  /// The record at the front, with its end behind it taken off. False: there is none left.
  Result<bool> take_record(std::string_view end, std::string& out);
  void split(const std::string& record);
  Error unfinished(const std::string& why) const;

  const Table& table_;
  std::string file_;
  Source source_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool no_more_ = false;
  std::uint64_t line_ = 1;      ///< of the byte at at_
  std::uint64_t row_line_ = 1;  ///< of the row's first byte
  char delimiter_ = '|';
  std::string_view end_ = "\n";
  std::size_t width_ = 0;
  std::vector<std::size_t> places_;  ///< of the table's columns in a row
  std::vector<std::string> cells_;
  std::string fault_;
};

}  // namespace crosswalk::eschoolplus::files
