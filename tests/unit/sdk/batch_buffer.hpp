#pragma once

/// \file
/// Memory for a batch, aligned as the host's is.

#include "crosswalk/batch_view.hpp"
#include "crosswalk/batch_writer.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace crosswalk::test {

inline constexpr std::uint32_t kSchema = 7;

class BatchBuffer {
 public:
  explicit BatchBuffer(std::size_t bytes = 4096)
      : words_(std::max<std::size_t>(8, (bytes + 7) / 8)), bytes_(bytes) {}
  std::uint8_t* data() { return reinterpret_cast<std::uint8_t*>(words_.data()); }
  const std::uint8_t* data() const { return reinterpret_cast<const std::uint8_t*>(words_.data()); }
  std::size_t size() const { return bytes_; }
  BatchWriter writer(std::uint32_t columns) { return {data(), size(), columns, kSchema}; }
  Result<BatchView> check(std::uint32_t columns) const {
    return BatchView::check(data(), size(), columns, kSchema);
  }
  cw_batch_header& header() { return *reinterpret_cast<cw_batch_header*>(data()); }
  cw_cell& cell(std::uint32_t row, std::uint32_t column) {
    const std::size_t row_size = sizeof(cw_row) + header().columns * sizeof(cw_cell);
    return *reinterpret_cast<cw_cell*>(data() + header().rows_off + row * row_size +
                                       sizeof(cw_row) + column * sizeof(cw_cell));
  }
  cw_row& row(std::uint32_t row) {
    const std::size_t row_size = sizeof(cw_row) + header().columns * sizeof(cw_cell);
    return *reinterpret_cast<cw_row*>(data() + header().rows_off + row * row_size);
  }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t bytes_;
};

}  // namespace crosswalk::test
