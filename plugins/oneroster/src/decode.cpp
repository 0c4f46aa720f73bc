#include "decode.hpp"

#include <algorithm>

namespace crosswalk::oneroster {
namespace {

constexpr std::string_view kOrgTypeWords[] = {"school", "district", "department",
                                              "local",  "state",    "national"};
constexpr std::string_view kSessionTypeWords[] = {"term", "semester", "gradingPeriod",
                                                  "schoolYear"};
constexpr std::string_view kClassTypeWords[] = {"scheduled", "homeroom"};
constexpr std::string_view kRoleWords[] = {"student",
                                           "teacher",
                                           "guardian",
                                           "parent",
                                           "relative",
                                           "aide",
                                           "administrator",
                                           "proctor",
                                           "counselor",
                                           "principal",
                                           "siteAdministrator",
                                           "districtAdministrator",
                                           "systemAdministrator"};
constexpr std::string_view kRoleTypeWords[] = {"primary", "secondary"};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The number of `n` digits at `p`; -1: something else is there.
constexpr int digits(const char* p, int n) {
  int value = 0;
  for (int i = 0; i < n; ++i) {
    if (p[i] < '0' || p[i] > '9') return -1;
    value = value * 10 + (p[i] - '0');
  }
  return value;
}

constexpr bool is_leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

constexpr int days_in(int y, int m) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && is_leap(y) ? 29 : kDays[m - 1];
}

/// Howard Hinnant, "chrono-compatible low-level date algorithms": days_from_civil.
constexpr std::int32_t days_from_civil(int y, int m, int d) {
  y -= m <= 2 ? 1 : 0;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

}  // namespace

const Vocabulary kOrgTypes{kOrgTypeWords};
const Vocabulary kSessionTypes{kSessionTypeWords};
const Vocabulary kClassTypes{kClassTypeWords};
const Vocabulary kRoles{kRoleWords};
const Vocabulary kRoleTypes{kRoleTypeWords};

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

std::optional<std::int32_t> parse_date(std::string_view text) {
  text = trim(text);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return {};
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return {};
  const int y = digits(text.data(), 4);
  const int m = digits(text.data() + 5, 2);
  const int d = digits(text.data() + 8, 2);
  if (y < 1 || m < 1 || m > 12 || d < 1 || d > days_in(y, m)) return {};
  return days_from_civil(y, m, d);
}

std::optional<bool> parse_flag(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  text = trim(text);
  for (const std::string_view yes : {"true", "1", "yes", "y", "t"}) {
    if (equal_ignoring_case(text, yes)) return true;
  }
  for (const std::string_view no : {"false", "0", "no", "n", "f"}) {
    if (equal_ignoring_case(text, no)) return false;
  }
  return {};
}

std::string_view school_year(std::string_view text, std::array<char, 4>& hold) {
  text = trim(text);
  if (text.size() != 9 && text.size() != 7) return text;
  const int first = digits(text.data(), 4);
  const int last = digits(text.data() + 5, static_cast<int>(text.size()) - 5);
  if (first < 0 || last < 0 || (text[4] != '-' && text[4] != '/')) return text;
  const int year = first + 1;
  if (last != (text.size() == 9 ? year : year % 100) || year > 9999) return text;
  for (int i = 3, rest = year; i >= 0; --i, rest /= 10) {
    hold[static_cast<std::size_t>(i)] = static_cast<char>('0' + rest % 10);
  }
  return {hold.data(), hold.size()};
}

std::string_view canonical_token(std::string_view word, Vocabulary vocabulary) {
  for (const std::string_view known : vocabulary) {
    if (word == known) return known;
  }
  for (const std::string_view known : vocabulary) {
    if (equal_ignoring_case(trim(word), known)) return known;
  }
  return word;
}

std::string_view canonical_status(std::string_view word) {
  constexpr std::string_view kKnown[] = {"active", "tobedeleted", "inactive"};
  const std::string_view status = canonical_token(word, kKnown);
  return status == "inactive" ? kKnown[1] : status;
}

bool next_item(std::string_view& list, std::string_view& item) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    item = trim(list.substr(0, comma));
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    if (!item.empty()) return true;
  }
  return false;
}

bool next_user_id(std::string_view& cell, UserId& out) {
  while (!cell.empty() && (cell.front() == ',' || cell.front() == ' ')) cell.remove_prefix(1);
  if (cell.empty()) return false;
  if (cell.front() != '{') {
    std::string_view item;
    if (!next_item(cell, item)) return false;
    out = {{}, item};
    return true;
  }
  const std::size_t close = cell.find('}');
  const std::string_view inside =
      cell.substr(1, close == std::string_view::npos ? close : close - 1);
  cell.remove_prefix(close == std::string_view::npos ? cell.size() : close + 1);
  const std::size_t colon = inside.find(':');
  if (colon == std::string_view::npos) {
    out = {{}, trim(inside)};
  } else {
    out = {trim(inside.substr(0, colon)), trim(inside.substr(colon + 1))};
  }
  return true;
}

}  // namespace crosswalk::oneroster
