/// Whatever an adapter leaves in a batch buffer, the check ends with BadData or with a view whose
/// every row, text and list lies inside.
///
/// The first byte is the number of columns that were asked for; the batch follows.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "crosswalk/batch_view.hpp"

namespace {

using namespace crosswalk;

/// Touches every byte, so that a sanitizer sees one outside.
std::uint64_t sum_of(const BatchView& view, const cw_cell& cell) {
  std::uint64_t sum = cell.type;
  for (const char c : view.text(cell)) sum += static_cast<unsigned char>(c);
  for (const cw_cell& each : view.list(cell)) sum += sum_of(view, each);
  return sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::uint32_t columns = data[0];
  const std::size_t length = size - 1;
  const auto base = std::make_unique<std::uint8_t[]>(length);  // no byte more, aligned as by malloc
  if (length != 0) std::memcpy(base.get(), data + 1, length);
  const auto view = BatchView::check(base.get(), length, columns, 1);
  if (!view) {
    if (view.error().code != ErrorCode::BadData) std::abort();
    return 0;
  }
  volatile std::uint64_t sum = view->resume().size();
  for (std::uint32_t r = 0; r < view->rows(); ++r) {
    for (std::uint32_t c = 0; c < view->columns(); ++c) {
      const cw_cell& cell = view->cell(r, c);
      sum = sum + sum_of(*view, cell);
      if (cell.type == CW_T_TEXT && !is_utf8(view->text(cell))) std::abort();
    }
  }
  return 0;
}
