#include "sandbox/oneroster/filter.hpp"

#include <algorithm>
#include <array>

#include "sandbox/core/text.hpp"
#include "sandbox/oneroster/times.hpp"
#include "sandbox/oneroster/wire.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

/// Takes a clause off the front: field, predicate, 'value' with doubled apostrophes.
std::optional<Clause> take_clause(std::string_view& text) {
  constexpr std::array<std::string_view, 7> kPredicates{"!=", ">=", "<=", "=", ">", "<", "~"};
  Clause clause;
  while (!text.empty() && is_name(text.front())) {
    clause.field += text.front();
    text.remove_prefix(1);
  }
  for (const std::string_view predicate : kPredicates) {
    if (!clause.predicate.empty() || !text.starts_with(predicate)) continue;
    clause.predicate = predicate;
    text.remove_prefix(predicate.size());
  }
  if (clause.field.empty() || clause.predicate.empty() || !text.starts_with('\'')) return {};
  text.remove_prefix(1);
  for (;;) {
    const std::size_t quote = text.find('\'');
    if (quote == std::string_view::npos) return {};
    clause.value += text.substr(0, quote);
    text.remove_prefix(quote + 1);
    if (!text.starts_with('\'')) return clause;
    clause.value += '\'';
    text.remove_prefix(1);
  }
}

/// The values that a dotted field leads to, lists taken apart.
void collect(const Json& value, std::string_view rest, std::vector<std::string>& out) {
  if (value.is_array()) {
    for (const Json& item : value) collect(item, rest, out);
    return;
  }
  if (value.is_object()) {
    const std::size_t dot = rest.find('.');
    const auto inner = value.find(rest.substr(0, dot));
    if (inner == value.end()) return;
    collect(*inner, dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1), out);
    return;
  }
  if (!rest.empty() || value.is_null()) return;
  out.push_back(value.is_string() ? value.get<std::string>() : to_text(value));
}

int compare(const std::string& a, const std::string& b, bool ignore_case) {
  const auto time_a = parse_time(a);
  const auto time_b = parse_time(b);
  if (time_a && time_b) return *time_a < *time_b ? -1 : (*time_a > *time_b ? 1 : 0);
  return ignore_case ? lower_case(a).compare(lower_case(b)) : a.compare(b);
}

bool contains(const std::string& whole, const std::string& part, bool ignore_case) {
  return ignore_case ? lower_case(whole).find(lower_case(part)) != std::string::npos
                     : whole.find(part) != std::string::npos;
}

bool is_list_at(const Json& record, std::string_view field) {
  const auto value = record.find(field.substr(0, field.find('.')));
  return value != record.end() && value->is_array();
}

bool holds(const Clause& clause, const Json& record, bool ignore_case) {
  std::vector<std::string> values;
  collect(record, clause.field, values);
  const auto has = [&](const std::string& wanted) {
    return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
      return clause.predicate == "~" ? contains(value, wanted, ignore_case)
                                     : compare(value, wanted, ignore_case) == 0;
    });
  };
  if (is_list_at(record, clause.field)) {
    const auto wanted = split(clause.value, ',');
    if (clause.predicate == "~") return std::any_of(wanted.begin(), wanted.end(), has);
    if (clause.predicate == "=") return std::all_of(wanted.begin(), wanted.end(), has);
    if (clause.predicate == "!=") return !std::all_of(wanted.begin(), wanted.end(), has);
  }
  if (clause.predicate == "~" || clause.predicate == "=") return has(clause.value);
  if (clause.predicate == "!=") return !has(clause.value);
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    const int order = compare(value, clause.value, ignore_case);
    if (clause.predicate == ">") return order > 0;
    if (clause.predicate == ">=") return order >= 0;
    return clause.predicate == "<" ? order < 0 : order <= 0;
  });
}

}  // namespace

std::optional<Filter> parse_filter(std::string_view text) {
  Filter filter;
  auto first = take_clause(text);
  if (!first) return {};
  filter.clauses.push_back(std::move(*first));
  if (text.empty()) return filter;
  if (text.starts_with(" OR ")) {
    filter.any = true;
    text.remove_prefix(4);
  } else if (text.starts_with(" AND ")) {
    text.remove_prefix(5);
  } else {
    return {};
  }
  auto second = take_clause(text);
  if (!second || !text.empty()) return {};
  filter.clauses.push_back(std::move(*second));
  return filter;
}

std::string unknown_field(const Filter& filter, const Entity& of, Version version) {
  for (const Clause& clause : filter.clauses) {
    const std::string_view field = clause.field;
    const std::size_t dot = field.find('.');
    const std::string_view part = dot == std::string_view::npos ? "" : field.substr(dot + 1);
    const bool known = has_wire_field(of, field.substr(0, dot), version);
    const bool refused = part == "href" || (part == "type" && !field.starts_with("userIds"));
    if (!known || refused) return clause.field;
  }
  return {};
}

std::vector<std::string> names_in(const Filter& filter) {
  std::vector<std::string> out;
  for (const Clause& clause : filter.clauses)
    out.push_back(clause.field.substr(0, clause.field.find('.')));
  return out;
}

bool passes(const Filter& filter, const Json& record, bool ignore_case) {
  const auto test = [&](const Clause& clause) { return holds(clause, record, ignore_case); };
  return filter.any ? std::any_of(filter.clauses.begin(), filter.clauses.end(), test)
                    : std::all_of(filter.clauses.begin(), filter.clauses.end(), test);
}

}  // namespace crosswalk::sandbox::oneroster
