#include "http/http_date.hpp"

#include "http/text.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace crosswalk::http {
namespace {

std::vector<std::string_view> words(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> result;
  for (;;) {
    const auto start = text.find_first_not_of(separators);
    if (start == std::string_view::npos) return result;
    text.remove_prefix(start);
    const auto word = text.substr(0, text.find_first_of(separators));
    result.push_back(word);
    text.remove_prefix(word.size());
  }
}

std::optional<int> number(std::string_view text, int low, int high) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < low || value > high) return std::nullopt;
  return value;
}

std::optional<unsigned> month_number(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (same_word(text, kMonths.at(i))) return i + 1;
  }
  return std::nullopt;
}

std::optional<int> year_number(std::string_view text) {
  const auto year = number(text, 0, 9999);
  if (!year || text.size() == 4) return year;
  if (text.size() != 2) return std::nullopt;
  return *year < 70 ? 2000 + *year : 1900 + *year;
}

std::optional<std::chrono::seconds> time_of_day(std::string_view text) {
  const auto parts = words(text, ":");
  if (parts.size() != 3) return std::nullopt;
  const auto hour = number(parts[0], 0, 23);
  const auto minute = number(parts[1], 0, 59);
  const auto second = number(parts[2], 0, 60);  // 60: a leap second
  if (!hour || !minute || !second) return std::nullopt;
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

}  // namespace

Result<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  // With blanks, commas and hyphens as separators the three forms are
  // "Sun 06 Nov 1994 08:49:37 GMT", the same with a short year, and "Sun Nov 6 08:49:37 1994".
  auto parts = words(text, " ,-");
  if (parts.size() == 5) {
    parts = {parts[0], parts[2], parts[1], parts[4], parts[3], "GMT"};
  }
  if (parts.size() == 6 && parts[5] == "GMT") {
    const auto day = number(parts[1], 1, 31);
    const auto month = month_number(parts[2]);
    const auto year = year_number(parts[3]);
    const auto time = time_of_day(parts[4]);
    if (day && month && year && time) {
      const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                             std::chrono::day{static_cast<unsigned>(*day)}};
      if (date.ok()) return std::chrono::sys_seconds{std::chrono::sys_days{date} + *time};
    }
  }
  return Error{ErrorCode::BadData, "not an HTTP date"};
}

}  // namespace crosswalk::http
