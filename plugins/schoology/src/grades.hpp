#pragma once

/// \file
/// Grade levels of a course: Schoology's codes (contract 6.17) and the codes that OneRoster uses
/// (CEDS).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::schoology {

/// Schoology's codes: 1 Pre-K, 2 K, 3 to 14 for grades 1 to 12, 15 higher education; 0 is none.
/// `end` is 0 when the range is one grade: Schoology wants it greater than `start`.
struct GradeRange {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  bool operator==(const GradeRange&) const = default;
};

/// The range from the lowest to the highest grade. An empty list is the empty range.
/// Empty: some grade has no code here (such as "Other"), and the range is left alone.
std::optional<GradeRange> grade_range(const std::vector<std::string_view>& grades);

/// Every grade of a range, as "PK", "KG", "01" to "12", "PS".
std::vector<std::string> grades_of(GradeRange range);

}  // namespace crosswalk::schoology
