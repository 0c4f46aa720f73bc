#include "values.hpp"

#include "crosswalk/dates.hpp"

namespace crosswalk::eschoolplus {

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
  if (text.size() < 10 || text[2] != '/' || text[5] != '/') return std::nullopt;
  const auto month = detail::digits(text, 0, 2);
  const auto day = detail::digits(text, 3, 2);
  const auto year = detail::digits(text, 6, 4);
  if (!month || !day || !year || (text.size() > 10 && text[10] != ' ')) return std::nullopt;
  return days_of(*year, *month, *day);
}

}  // namespace crosswalk::eschoolplus
