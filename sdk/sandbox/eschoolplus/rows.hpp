#pragma once

/// \file
/// What the played district holds: its collections, and the rows it starts with. Columns are named
/// as the service sends them (contract 5).

#include <nlohmann/json.hpp>
#include <vector>

#include "sandbox/core/collections.hpp"
#include "sandbox/district/district.hpp"

namespace crosswalk::sandbox::eschoolplus {

/// buildings, marking_periods, grade_levels, students, staff, guardians, student_contacts, courses,
/// sections, enrollments, custom_fields.
std::vector<CollectionSpec> collection_specs();

/// Two schools and what a client trips over (contract 11): a section with two sessions that receive
/// marks, a student with two date ranges, an enrollment of some terms only, a dropped course, a
/// building without a calendar, two tracks with other dates, padded codes, a login with a blank, a
/// missing e-mail, two students of one name, a value with a line break.
nlohmann::json small_district();

/// The whole district.
nlohmann::json rows_of_district(const District& district);

}  // namespace crosswalk::sandbox::eschoolplus
