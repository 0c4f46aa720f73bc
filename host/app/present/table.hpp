#pragma once

/// \file
/// A table of texts, aligned for a terminal.

#include <string>
#include <vector>

namespace crosswalk::app {

class Table {
 public:
  enum class Align : unsigned char { Left, Right };

  explicit Table(std::vector<Align> columns) : columns_(std::move(columns)) {}

  /// One text for each column; missing ones are empty.
  void row(std::vector<std::string> cells);

  /// Lines ended by '\n', each begun by `indent`; no blanks at their ends.
  std::string text(const std::string& indent) const;

 private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace crosswalk::app
