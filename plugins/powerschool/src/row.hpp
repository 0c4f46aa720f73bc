#pragma once

/// \file
/// One record of the model (docs/reference/model.md), and how it becomes a row of a batch.

#include "crosswalk/batch_writer.hpp"
#include "crosswalk/record.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace crosswalk::powerschool {

/// What somebody is at a school.
struct Role {
  std::string role;
  std::string school;  ///< sourcedId of an org
  bool primary = false;
  friend bool operator==(const Role&, const Role&) = default;
};

using Cell = std::variant<std::string, bool, Date, std::vector<std::string>, std::vector<Role>>;

struct Row {
  std::string id;
  std::vector<std::pair<std::string_view, Cell>> cells;  ///< the names are literals
  std::string refused;  ///< not empty: it breaks its own contract, and this is why

  /// Adds a text unless it is empty: that is "not supplied".
  void text(std::string_view column, std::string value) {
    if (!value.empty()) cells.emplace_back(column, std::move(value));
  }
};

/// Writes it as the next row. False: the batch is full, and nothing was written.
bool write_row(const Row& row, const std::vector<std::string>& columns, BatchWriter& out);

}  // namespace crosswalk::powerschool
