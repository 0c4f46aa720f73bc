#include "grades.hpp"

#include <algorithm>

namespace crosswalk::schoology {
namespace {

constexpr std::uint32_t kPreK = 1;
constexpr std::uint32_t kKindergarten = 2;
constexpr std::uint32_t kHigher = 15;

std::optional<std::uint32_t> code_of(std::string_view grade) {
  if (grade == "PK" || grade == "PR") return kPreK;
  if (grade == "KG" || grade == "K") return kKindergarten;
  if (grade == "PS" || grade == "13") return kHigher;
  if (grade.empty() || grade.size() > 2) return std::nullopt;
  std::uint32_t number = 0;
  for (const char c : grade) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (number < 1 || number > 12) return std::nullopt;
  return number + 2;
}

std::string grade_of(std::uint32_t code) {
  if (code == kPreK) return "PK";
  if (code == kKindergarten) return "KG";
  if (code == kHigher) return "PS";
  const std::string number = std::to_string(code - 2);
  return number.size() == 1 ? "0" + number : number;
}

}  // namespace

std::optional<GradeRange> grade_range(const std::vector<std::string_view>& grades) {
  GradeRange range;
  for (const std::string_view grade : grades) {
    const auto code = code_of(grade);
    if (!code) return std::nullopt;
    range.start = range.start == 0 ? *code : std::min(range.start, *code);
    range.end = std::max(range.end, *code);
  }
  if (range.end == range.start) range.end = 0;
  return range;
}

std::vector<std::string> grades_of(GradeRange range) {
  std::vector<std::string> out;
  if (range.start == 0 || range.start > kHigher) return out;
  const std::uint32_t last = range.end == 0 ? range.start : std::min(range.end, kHigher);
  for (std::uint32_t code = range.start; code <= last; ++code) out.push_back(grade_of(code));
  return out;
}

}  // namespace crosswalk::schoology
