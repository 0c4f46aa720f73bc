#pragma once

/// \file
/// How gradebook cells and calculated grades look in replies (contract 6.13).

#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {

/// A row of grades.grade; `comments`: for an administrator of the section.
Json grade_json(const Call& call, const Section& section, const Assignment& item,
                const Enrollment& enrollment, bool comments);

/// A row of final_grade: the periods, other, finals and final of one enrollment.
Json final_grade_json(const Call& call, const Section& section, const Enrollment& enrollment);

/// The period[] list of the section's periods.
Json grade_periods_json(const Call& call, const Section& section);

/// Whether the gradebook shows the enrollment: an active member whose account is active.
bool in_gradebook(const State& state, const Enrollment& enrollment);

}  // namespace crosswalk::sandbox::schoology
