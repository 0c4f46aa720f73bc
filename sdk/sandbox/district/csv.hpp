#pragma once

/// \file
/// CSV as OneRoster 1.1 files have it (RFC 4180), read and written whole: districts are small.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"

namespace crosswalk::sandbox {

/// A row by the names of the header.
using CsvRow = std::map<std::string, std::string>;

/// \error BadData  no header, a row of another width, or a quote that is never closed
Result<std::vector<CsvRow>> parse_csv(std::string_view text);

/// The items of a list in one cell: separated by commas, blanks around them cut.
std::vector<std::string> csv_items(std::string_view cell);
/// The reverse.
std::string csv_list(const std::vector<std::string>& items);

/// A file: a header, then rows of cells in its order.
class CsvFile {
 public:
  explicit CsvFile(std::string_view header) : text_(std::string(header) + "\r\n") {}
  void row(const std::vector<std::string>& cells);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace crosswalk::sandbox
