#include "model/normal.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <cstring>

#include "crosswalk/utf8.hpp"

namespace crosswalk::model {
namespace {

/// Maps text through utf8proc; nothing when it is ill-formed.
std::optional<std::string> mapped(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                             static_cast<utf8proc_ssize_t>(text.size()), &out,
                                             static_cast<utf8proc_option_t>(options));
  if (size < 0) return std::nullopt;
  std::string result(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
  std::free(out);
  return result;
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string_view trimmed_of_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool has_control_characters(std::string_view text) {
  // Eight bytes at a time ("Bit Twiddling Hacks", S. E. Anderson: a byte less than n, a zero byte);
  // the last word overlaps the one before it.
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHigh = 0x80 * kOnes;
  const auto found = [](std::uint64_t word) {
    const std::uint64_t del = word ^ (0x7F * kOnes);
    return (((word - 0x20 * kOnes) & ~word) | ((del - kOnes) & ~del)) & kHigh;
  };
  std::uint64_t any = 0;
  std::uint64_t word = 0;
  if (text.size() < sizeof word) {
    for (const char c : text) any |= found(static_cast<unsigned char>(c) | (0x30 * (kOnes << 8)));
    return any != 0;
  }
  for (std::size_t i = 0; i + sizeof word < text.size(); i += sizeof word) {
    std::memcpy(&word, text.data() + i, sizeof word);
    any |= found(word);
  }
  std::memcpy(&word, text.data() + text.size() - sizeof word, sizeof word);
  return (any | found(word)) != 0;
}

std::string_view nfc(std::string_view text, std::string& buffer) {
  // Below U+0300, the first combining mark, every text is in this form: lead bytes up to 0xCB.
  bool low = true;
  for (const char c : text) low &= static_cast<unsigned char>(c) < 0xCC;
  if (low) return text;
  auto result = mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  if (!result) return text;
  buffer = std::move(*result);
  return buffer;
}

std::string folded(std::string_view text) {
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD)
      .value_or(std::string(text));
}

// The two civil-calendar functions follow Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms".
std::optional<std::int64_t> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (*year % 4 == 0 && *year % 100 != 0) || *year % 400 == 0;
  if (*day > kDays[*month - 1] + (*month == 2 && leap ? 1 : 0)) return std::nullopt;
  const int y = *month <= 2 ? *year - 1 : *year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (*month + (*month > 2 ? -3 : 9)) + 2) / 5 + *day - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return std::int64_t{era} * 146097 + doe - 719468;
}

std::string format_date(std::int64_t days) {
  const std::int64_t z = days + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int64_t doe = z - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t day = doy - (153 * mp + 2) / 5 + 1;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  const std::int64_t year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const auto padded = [](std::int64_t value, std::size_t width) {
    std::string text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
  };
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

}  // namespace crosswalk::model
