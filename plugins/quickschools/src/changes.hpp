#pragma once

/// \file
/// The rows of one apply call, by field name, and what is told of them.

#include "crosswalk/adapter.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace crosswalk::quickschools {

/// Row numbers of a batch.
using RowList = std::vector<std::uint32_t>;

/// Valid as long as the request is.
class Changes {
 public:
  explicit Changes(const ApplyRequest& request) : request_(request) {}

  std::uint32_t rows() const { return request_.batch.rows(); }
  /// The rows with this op (CW_ROW_*), in order.
  RowList with_op(std::uint16_t op) const;
  std::uint16_t op(std::uint32_t row) const { return request_.batch.row(row).op; }

  std::string_view id(std::uint32_t row) const { return text(row, "id"); }
  /// Whether the field is to be written: its cell is not ABSENT.
  bool given(std::uint32_t row, std::string_view field) const;
  /// Empty when the cell is ABSENT, NULL or of another type.
  std::string_view text(std::uint32_t row, std::string_view field) const;
  std::vector<std::string_view> list(std::uint32_t row, std::string_view field) const;

 private:
  const cw_cell* cell(std::uint32_t row, std::string_view field) const;

  const ApplyRequest& request_;
};

}  // namespace crosswalk::quickschools
