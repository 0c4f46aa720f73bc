#pragma once

/// \file
/// What a decoder made of one record, put onto a list: one row, perhaps none, or several.

#include <optional>
#include <utility>
#include <vector>

namespace crosswalk::eschoolplus {

template <class Row>
void keep(std::vector<Row>& rows, Row row) {
  rows.push_back(std::move(row));
}
template <class Row>
void keep(std::vector<Row>& rows, std::optional<Row> row) {
  if (row) rows.push_back(std::move(*row));
}
template <class Row>
void keep(std::vector<Row>& rows, std::vector<Row> more) {
  for (Row& row : more) rows.push_back(std::move(row));
}

}  // namespace crosswalk::eschoolplus
