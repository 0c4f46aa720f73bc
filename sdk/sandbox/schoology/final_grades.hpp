#pragma once

/// \file
/// What Schoology calculates from the cells of a gradebook (contract section 11, item 6). Pure.
///
/// Only the shape is firm. The rules: excused, incomplete, blank and count_in_grade = 0 are left
/// out, missing counts as 0, a category drops its lowest, is averaged by percent or by points, and
/// counts by its weight when the section weighs categories; else all points are summed up.

#include <map>
#include <optional>

#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

struct PeriodGrade {
  std::optional<double> percent;
  std::map<Id, double> by_category;
};

/// Of one enrollment in one period; 0 is "other".
PeriodGrade period_grade(const State& state, const Section& section, Id enrollment, Id period);

/// The average of the periods that have a grade; nothing when none has.
std::optional<double> final_grade(const State& state, const Section& section, Id enrollment);

/// The percent of one final exam; nothing when it is not graded.
std::optional<double> exam_grade(const State& state, const Section& section, Id enrollment,
                                 Id item);

}  // namespace crosswalk::sandbox::schoology
