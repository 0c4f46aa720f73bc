#pragma once

/// \file
/// The invented district as a Schoology that was filled by a sync: whatever has a code has the
/// SIS's id there.

#include "sandbox/district/district.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

/// Records as load() takes them: buildings, grading periods of all sessions but school years that
/// no class uses, users, courses, sections, enrollments. People who are not enabled are inactive.
/// What Schoology has no place for is left out: periods of the day, subjects, birth dates.
/// \param state  whose district and roles they belong to
Json records_of_district(const District& district, const State& state);

}  // namespace crosswalk::sandbox::schoology
