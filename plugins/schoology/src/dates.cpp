#include "dates.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace crosswalk::schoology {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

/// The `size` digits at `at`; empty if they are not all digits.
std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t size) {
  if (at + size > text.size()) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(at, size)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

std::optional<std::int64_t> days_of(unsigned y, unsigned m, unsigned d) {
  const year_month_day date{year{static_cast<int>(y)}, month{m}, day{d}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date}.time_since_epoch().count();
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != ' ' && text[10] != 'T') return std::nullopt;
  const auto y = digits(text, 0, 4);
  const auto m = digits(text, 5, 2);
  const auto d = digits(text, 8, 2);
  if (!y || !m || !d) return std::nullopt;
  return days_of(*y, *m, *d);
}

std::string format_date(std::int64_t days) {
  const year_month_day date{sys_days{std::chrono::days{days}}};
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out.data();
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  // Tue, 24 Nov 2026 20:42:44 GMT
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const std::size_t at = kMonths.find(text.substr(8, 3));
  const auto d = digits(text, 5, 2);
  const auto y = digits(text, 12, 4);
  const auto hour = digits(text, 17, 2);
  const auto minute = digits(text, 20, 2);
  const auto second = digits(text, 23, 2);
  if (at == std::string_view::npos || at % 3 != 0 || !d || !y || !hour || !minute || !second) {
    return std::nullopt;
  }
  const auto days = days_of(*y, static_cast<unsigned>(at / 3 + 1), *d);
  if (!days) return std::nullopt;
  return *days * 86400 + std::int64_t{*hour} * 3600 + std::int64_t{*minute} * 60 + *second;
}

}  // namespace crosswalk::schoology
