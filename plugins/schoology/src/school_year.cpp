#include "school_year.hpp"

#include <charconv>

namespace crosswalk::schoology {
namespace {

constexpr std::int32_t kLastGrade = 12;

/// The number that a text is; 0: it is none.
std::int32_t number_in(std::string_view text) {
  std::int32_t out = 0;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), out);
  return done.ec == std::errc{} && done.ptr == text.data() + text.size() ? out : 0;
}

}  // namespace

std::string grade_in(std::int32_t school_year, std::string_view grad_year) {
  const std::int32_t graduates = number_in(grad_year);
  if (graduates == 0) return {};
  const std::int32_t grade = kLastGrade - (graduates - school_year);
  if (grade == 0) return "KG";
  if (grade == -1) return "PK";
  if (grade < 0 || grade > kLastGrade) return {};
  return (grade < 10 ? "0" : "") + std::to_string(grade);
}

}  // namespace crosswalk::schoology
