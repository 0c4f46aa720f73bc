#include "changes.hpp"

namespace crosswalk::quickschools {

RowList Changes::with_op(std::uint16_t op) const {
  RowList out;
  for (std::uint32_t row = 0; row < rows(); ++row) {
    if (this->op(row) == op) out.push_back(row);
  }
  return out;
}

const cw_cell* Changes::cell(std::uint32_t row, std::string_view field) const {
  for (std::uint32_t column = 0; column < request_.columns.size(); ++column) {
    if (request_.columns[column] == field) return &request_.batch.cell(row, column);
  }
  return nullptr;
}

bool Changes::given(std::uint32_t row, std::string_view field) const {
  const cw_cell* found = cell(row, field);
  return found != nullptr && found->type != CW_T_ABSENT;
}

std::string_view Changes::text(std::uint32_t row, std::string_view field) const {
  const cw_cell* found = cell(row, field);
  return found == nullptr || found->type != CW_T_TEXT ? std::string_view{}
                                                      : request_.batch.text(*found);
}

std::vector<std::string_view> Changes::list(std::uint32_t row, std::string_view field) const {
  std::vector<std::string_view> out;
  const cw_cell* found = cell(row, field);
  if (found == nullptr || found->type != CW_T_LIST) return out;
  for (const cw_cell& element : request_.batch.list(*found)) {
    out.push_back(request_.batch.text(element));
  }
  return out;
}

}  // namespace crosswalk::quickschools
