#include "flows/roster/grade_level.hpp"

#include <algorithm>

#include "model/normal.hpp"

namespace crosswalk::flows {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string grade_level(std::string_view text) {
  text = model::trimmed(text);
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  std::string_view rest = low;
  for (const std::string_view word : {"grade", "gr.", "gr"}) {
    if (rest.starts_with(word)) {
      rest = model::trimmed(rest.substr(word.size()));
      break;
    }
  }
  if (rest == "k" || rest == "kg" || rest == "kf" || rest == "kindergarten") return "KG";
  if (rest == "pk" || rest == "pre-k" || rest == "prek" || rest == "pre-kindergarten") return "PK";
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits])) ++digits;
  const std::string_view after = model::trimmed(rest.substr(digits));
  const bool ordinal = after == "st" || after == "nd" || after == "rd" || after == "th" ||
                       after == "th grade" || after == "st grade" || after == "nd grade" ||
                       after == "rd grade" || after.empty();
  if (digits == 0 || digits > 2 || !ordinal) return std::string(text);
  return digits == 1 ? "0" + std::string(rest.substr(0, 1)) : std::string(rest.substr(0, 2));
}

std::optional<int> grade_number(std::string_view normal) {
  if (normal == "KG") return 0;
  if (normal == "PK") return -1;
  if (normal.size() != 2 || !is_digit(normal[0]) || !is_digit(normal[1])) return std::nullopt;
  const int number = (normal[0] - '0') * 10 + (normal[1] - '0');
  return number >= 1 && number <= 13 ? std::optional(number) : std::nullopt;
}

}  // namespace crosswalk::flows
