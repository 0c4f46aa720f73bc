#include "sandbox/powerschool/filter.hpp"

#include <array>

#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

constexpr std::array<std::pair<std::string_view, Compare>, 5> kOperators{{
    {"=gt=", Compare::Greater},
    {"=ge=", Compare::GreaterOrEqual},
    {"=lt=", Compare::Less},
    {"=le=", Compare::LessOrEqual},
    {"==", Compare::Equal},
}};

bool matches_pattern(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*') {
    for (std::size_t skip = 0; skip <= text.size(); ++skip) {
      if (matches_pattern(text.substr(skip), pattern.substr(1))) return true;
    }
    return false;
  }
  return !text.empty() && same_ignoring_case(text.substr(0, 1), pattern.substr(0, 1)) &&
         matches_pattern(text.substr(1), pattern.substr(1));
}

/// -1, 0 or 1: as numbers where both are, else as texts (dates compare so, too).
int compare_values(const std::string& a, const std::string& b) {
  const auto x = to_number(a);
  const auto y = to_number(b);
  if (x && y) return *x < *y ? -1 : (*x > *y ? 1 : 0);
  return a.compare(b) < 0 ? -1 : (a == b ? 0 : 1);
}

bool holds(const Condition& condition, const std::string& value) {
  if (condition.compare == Compare::Equal) {
    for (const std::string& wanted : condition.values) {
      if (matches_pattern(value, wanted)) return true;
    }
    return false;
  }
  const int order = compare_values(value, condition.values.front());
  switch (condition.compare) {
    case Compare::Greater:
      return order > 0;
    case Compare::GreaterOrEqual:
      return order >= 0;
    case Compare::Less:
      return order < 0;
    case Compare::LessOrEqual:
      return order <= 0;
    case Compare::Equal:
      break;
  }
  return false;
}

Result<Condition> condition_from(std::string_view text) {
  const std::size_t at = text.find('=');
  for (const auto& [word, compare] : kOperators) {
    if (at == std::string_view::npos || !text.substr(at).starts_with(word)) continue;
    Condition out{std::string(text.substr(0, at)), compare, {}};
    std::string_view value = text.substr(at + word.size());
    const bool set = value.size() >= 2 && value.front() == '(' && value.back() == ')';
    if (set) {
      out.values = split(value.substr(1, value.size() - 2), ',');
    } else {
      out.values = {std::string(value)};
    }
    if (out.field.empty() || out.values.empty()) break;
    if (set && compare != Compare::Equal) break;
    return out;
  }
  return Error{ErrorCode::InvalidArgument, "Invalid query expression"};
}

}  // namespace

Result<std::vector<Condition>> parse_filter(std::string_view text) {
  std::vector<Condition> out;
  for (const std::string& part : split(text, ';')) {
    CW_TRY(Condition condition, condition_from(part));
    out.push_back(std::move(condition));
  }
  return out;
}

Result<bool> passes(const std::vector<Condition>& filter, const FieldOf& field) {
  bool all = true;
  for (const Condition& condition : filter) {
    const auto value = field(condition.field);
    if (!value) return Error{ErrorCode::InvalidArgument, "Invalid field " + condition.field};
    all = all && holds(condition, *value);
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> parse_query(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& pair : split(text, '&')) {
    if (pair.empty()) continue;
    const std::size_t at = pair.find('=');
    out.emplace_back(percent_decode(std::string_view(pair).substr(0, at)),
                     at == std::string::npos
                         ? std::string()
                         : percent_decode(std::string_view(pair).substr(at + 1)));
  }
  return out;
}

}  // namespace crosswalk::sandbox::powerschool
