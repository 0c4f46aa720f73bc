#pragma once

/// \file
/// The rows of one apply call, by field name.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/adapter.hpp"
#include "crosswalk/dates.hpp"

namespace crosswalk {

/// Row numbers of a batch.
using RowList = std::vector<std::uint32_t>;

/// Valid as long as the request is.
class Changes {
 public:
  explicit Changes(const ApplyRequest& request) : request_(request) {}

  std::uint32_t rows() const { return request_.batch.rows(); }
  std::uint16_t op(std::uint32_t row) const { return request_.batch.row(row).op; }
  /// The rows with this op (CW_ROW_*), in order.
  RowList with_op(std::uint16_t op) const {
    RowList out;
    for (std::uint32_t row = 0; row < rows(); ++row) {
      if (this->op(row) == op) out.push_back(row);
    }
    return out;
  }

  std::string_view id(std::uint32_t row) const { return text(row, "id"); }
  /// Whether the field is to be written: its cell is not ABSENT.
  bool given(std::uint32_t row, std::string_view field) const {
    const cw_cell* found = cell(row, field);
    return found != nullptr && found->type != CW_T_ABSENT;
  }
  /// Empty when the cell is ABSENT, NULL or of another type; so are the next two.
  std::string_view text(std::uint32_t row, std::string_view field) const {
    const cw_cell* found = cell(row, field);
    return found == nullptr || found->type != CW_T_TEXT ? std::string_view{}
                                                        : request_.batch.text(*found);
  }
  /// `YYYY-MM-DD` of a date.
  std::string date(std::uint32_t row, std::string_view field) const {
    const cw_cell* found = cell(row, field);
    return found != nullptr && found->type == CW_T_DATE ? format_date(found->v.i) : std::string();
  }
  std::vector<std::string_view> list(std::uint32_t row, std::string_view field) const {
    std::vector<std::string_view> out;
    const cw_cell* found = cell(row, field);
    if (found == nullptr || found->type != CW_T_LIST) return out;
    for (const cw_cell& element : request_.batch.list(*found)) {
      out.push_back(request_.batch.text(element));
    }
    return out;
  }

 private:
  const cw_cell* cell(std::uint32_t row, std::string_view field) const {
    for (std::uint32_t column = 0; column < request_.columns.size(); ++column) {
      if (request_.columns[column] == field) return &request_.batch.cell(row, column);
    }
    return nullptr;
  }

  const ApplyRequest& request_;
};

}  // namespace crosswalk
