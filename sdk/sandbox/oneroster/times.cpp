#include "sandbox/oneroster/times.hpp"

#include <cstdio>

#include "crosswalk/dates.hpp"
#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

constexpr std::int64_t kDay = 86'400'000;

/// The number of two digits at `at`, below `limit`.
std::optional<std::int64_t> two(std::string_view text, std::size_t at, std::int64_t limit) {
  if (at + 2 > text.size()) return std::nullopt;
  const auto number = to_number(text.substr(at, 2));
  return number && *number >= 0 && *number < limit ? number : std::nullopt;
}

/// `Z`, `+hh:mm`, `-hh:mm` or nothing, in milliseconds.
std::optional<std::int64_t> offset_of(std::string_view text) {
  if (text.empty() || text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = two(text, 1, 24);
  const auto minutes = two(text, 4, 60);
  if (!hours || !minutes) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes) * 60'000;
}

}  // namespace

std::string format_time(std::int64_t ms) {
  std::int64_t days = ms / kDay;
  std::int64_t rest = ms % kDay;
  if (rest < 0) {
    rest += kDay;
    --days;
  }
  char out[32];
  std::snprintf(out, sizeof out, "T%02d:%02d:%02d.%03dZ", static_cast<int>(rest / 3'600'000),
                static_cast<int>(rest / 60'000 % 60), static_cast<int>(rest / 1000 % 60),
                static_cast<int>(rest % 1000));
  return format_date(days) + out;
}

std::optional<std::int64_t> parse_time(std::string_view text) {
  const auto days = parse_date(text);
  if (!days) return std::nullopt;
  if (text.size() == 10) return *days * kDay;
  if (text.size() < 19 || text[13] != ':' || text[16] != ':') return std::nullopt;
  const auto h = two(text, 11, 24);
  const auto m = two(text, 14, 60);
  const auto s = two(text, 17, 61);
  if (!h || !m || !s) return std::nullopt;
  text.remove_prefix(19);
  std::int64_t fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    std::int64_t unit = 100;
    while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
      fraction += (text[0] - '0') * unit;
      unit /= 10;
      text.remove_prefix(1);
    }
  }
  const auto offset = offset_of(text);
  if (!offset) return std::nullopt;
  return *days * kDay + ((*h * 60 + *m) * 60 + *s) * 1000 + fraction - *offset;
}

}  // namespace crosswalk::sandbox::oneroster
