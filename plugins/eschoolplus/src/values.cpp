#include "values.hpp"

#include "crosswalk/dates.hpp"

namespace crosswalk::eschoolplus {
namespace {

/// Of a month or a day, with or without its zero.
std::optional<unsigned> one_or_two(std::string_view text) {
  return text.size() == 1 || text.size() == 2 ? detail::digits(text, 0, text.size()) : std::nullopt;
}

}  // namespace

std::string clean(std::string text) {
  for (char& c : text) {
    if (c == '\r' || c == '\n' || c == '\t') c = ' ';
  }
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

bool flag_in(std::string_view text, bool otherwise) {
  if (text.empty()) return otherwise;
  return text == "1" || text == "Y" || text == "true";
}

std::optional<std::int64_t> parse_day(std::string_view text) {
  if (const auto day = parse_date(text)) return day;
  text = text.substr(0, text.find(' '));
  const std::size_t first = text.find('/');
  const std::size_t second = first == std::string_view::npos ? first : text.find('/', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto month = one_or_two(text.substr(0, first));
  const auto day = one_or_two(text.substr(first + 1, second - first - 1));
  const std::string_view rest = text.substr(second + 1);
  const auto year = rest.size() == 4 ? detail::digits(rest, 0, 4) : std::nullopt;
  if (!month || !day || !year) return std::nullopt;
  return days_of(*year, *month, *day);
}

std::string no_date(const DateText& date) {
  const std::string column(date.column);
  return date.text.empty()
             ? "no " + column + "; fill it in eSchoolPlus"
             : "in " + column + " a text that is no date; write it as MM/DD/YYYY or as YYYY-MM-DD";
}

}  // namespace crosswalk::eschoolplus
