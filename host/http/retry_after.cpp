#include "http/retry_after.hpp"

#include "http/http_date.hpp"
#include "http/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace crosswalk::http {

Result<std::chrono::seconds> parse_retry_after(std::string_view value,
                                               std::chrono::sys_seconds now) {
  using std::chrono::seconds;
  value = trim(value);
  const bool digits =
      !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
  if (digits) {
    std::uint64_t count = 0;
    const auto failed = std::from_chars(value.data(), value.data() + value.size(), count).ec;
    const auto most = static_cast<std::uint64_t>(kRetryAfterMax.count());
    // More digits than a number holds are still "very long".
    if (failed != std::errc{} || count > most) return kRetryAfterMax;
    return seconds{static_cast<std::int64_t>(count)};
  }
  CW_TRY(const std::chrono::sys_seconds until, parse_http_date(value));
  return std::clamp(seconds{until - now}, seconds{0}, kRetryAfterMax);
}

}  // namespace crosswalk::http
