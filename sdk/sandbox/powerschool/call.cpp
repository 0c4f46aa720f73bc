#include "sandbox/powerschool/call.hpp"

#include <algorithm>

#include "crosswalk/dates.hpp"
#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

constexpr std::int64_t kDay_ms = 86'400'000;

}  // namespace

std::string Call::today() const { return format_date(now_ms / kDay_ms); }

Result<PageWish> page_wish(const Call& call, std::int64_t largest) {
  const auto page = to_number(call.parameter("page").value_or("1"));
  const auto size = to_number(call.parameter("pagesize").value_or(std::to_string(largest)));
  if (!page || *page < 1) return Error{ErrorCode::InvalidArgument, "Invalid page"};
  if (!size || *size < 1) return Error{ErrorCode::InvalidArgument, "Invalid pagesize"};
  const std::int64_t granted = std::min(*size, largest);
  PageWish wish{static_cast<std::size_t>((*page - 1) * granted), static_cast<std::size_t>(granted)};
  if (*page > 1) {
    wish.from = static_cast<std::size_t>(std::max<std::int64_t>(
        0, static_cast<std::int64_t>(wish.from) + call.tampering.page_shift));
  }
  return wish;
}

}  // namespace crosswalk::sandbox::powerschool
