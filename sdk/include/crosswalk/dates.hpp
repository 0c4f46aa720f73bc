#pragma once

/// \file
/// Dates as texts and as numbers: ISO 8601 days, and the form of HTTP headers.

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk {
namespace detail {

/// Howard Hinnant's days_from_civil (chrono-compatible low-level date algorithms, public domain).
constexpr std::int64_t days_from_civil(std::int64_t y, unsigned m, unsigned d) {
  y -= m <= 2 ? 1 : 0;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const auto yoe = static_cast<unsigned>(y - era * 400);
  const unsigned doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + static_cast<std::int64_t>(doe) - 719468;
}

/// The `size` digits at `at`; empty if they are not all digits.
inline std::optional<unsigned> digits(std::string_view text, std::size_t at, std::size_t size) {
  if (at + size > text.size()) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(at, size)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace detail

/// Days since 1970-01-01 of a day of the Gregorian calendar. Empty: there is no such day.
inline std::optional<std::int64_t> days_of(unsigned year, unsigned month, unsigned day) {
  constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return std::nullopt;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (day > kDays[month - 1] + (leap && month == 2 ? 1 : 0)) return std::nullopt;
  return detail::days_from_civil(year, month, day);
}

/// Days since 1970-01-01 of `YYYY-MM-DD`, also with a time behind it, which is dropped.
/// Empty: not a date.
inline std::optional<std::int64_t> parse_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != ' ' && text[10] != 'T') return std::nullopt;
  const auto y = detail::digits(text, 0, 4);
  const auto m = detail::digits(text, 5, 2);
  const auto d = detail::digits(text, 8, 2);
  if (!y || !m || !d) return std::nullopt;
  return days_of(*y, *m, *d);
}

/// `YYYY-MM-DD`.
inline std::string format_date(std::int64_t days) {
  const std::int64_t z = days + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const auto doe = static_cast<unsigned>(z - era * 146097);
  const unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const unsigned mp = (5 * doy + 2) / 153;
  const unsigned month = mp < 10 ? mp + 3 : mp - 9;
  const std::int64_t year = static_cast<std::int64_t>(yoe) + era * 400 + (month <= 2 ? 1 : 0);
  char out[48];
  std::snprintf(out, sizeof out, "%04lld-%02u-%02u", static_cast<long long>(year), month,
                doy - (153 * mp + 2) / 5 + 1);
  return out;
}

/// Seconds since 1970 of an HTTP `Date` header in the form that RFC 9110 tells servers to send:
/// `Tue, 24 Nov 2026 20:42:44 GMT`. Empty: any other form.
inline std::optional<std::int64_t> parse_http_date(std::string_view text) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || text.substr(25) != " GMT") return std::nullopt;
  const std::size_t at = kMonths.find(text.substr(8, 3));
  const auto d = detail::digits(text, 5, 2);
  const auto y = detail::digits(text, 12, 4);
  const auto hour = detail::digits(text, 17, 2);
  const auto minute = detail::digits(text, 20, 2);
  const auto second = detail::digits(text, 23, 2);
  if (at == std::string_view::npos || at % 3 != 0 || !d || !y || !hour || !minute || !second) {
    return std::nullopt;
  }
  const auto days = days_of(*y, static_cast<unsigned>(at / 3 + 1), *d);
  if (!days) return std::nullopt;
  return *days * 86400 + std::int64_t{*hour} * 3600 + std::int64_t{*minute} * 60 + *second;
}

}  // namespace crosswalk
