#include "flows/roster/known_names.hpp"

#include <algorithm>
#include <numeric>

namespace crosswalk::flows {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Levenshtein's distance, one row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string closest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (const auto& name : known) {
    const std::size_t d = distance(word, name);
    if (d < best_distance) {
      best_distance = d;
      best = name;
    }
  }
  return best;
}

std::string listed(std::vector<std::string> names) {
  constexpr std::size_t kMost = 20;
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
    out += (i == 0 ? "\"" : ", \"") + names[i] + "\"";
  }
  if (names.size() > kMost) out += " and " + std::to_string(names.size() - kMost) + " more";
  return out.empty() ? "none" : out;
}

Error unknown_name(std::string_view setting, std::string_view word, std::string_view what,
                   std::vector<std::string> known) {
  const std::string near = closest(word, known);
  std::string message =
      std::string(setting) + ": \"" + std::string(word) + "\" " + std::string(what);
  message += near.empty() ? "" : "; did you mean \"" + near + "\"?";
  message += (near.empty() ? ". There are: " : " There are: ") + listed(std::move(known));
  return {ErrorCode::BadConfig, std::move(message)};
}

}  // namespace crosswalk::flows
