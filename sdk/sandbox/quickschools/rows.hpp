#pragma once

/// \file
/// What the played school holds: its collections, and the rows it starts with.

#include <nlohmann/json.hpp>
#include <vector>

#include "crosswalk/result.hpp"
#include "sandbox/core/collections.hpp"
#include "sandbox/district/district.hpp"

namespace crosswalk::sandbox::quickschools {

/// semesters, classes (grade levels), homerooms, teachers, students, parents, sections,
/// enrollments.
std::vector<CollectionSpec> collection_specs();

/// A small school with everything on purpose that a client trips over (contract 9): two sections of
/// one name, stray spaces, a student in no grade level, a departed and a deleted one, two of one
/// name, missing e-mails, an earlier semester with rosters.
nlohmann::json small_school();

/// One school of the district, by its number. BadConfig: the district has no such school.
Result<nlohmann::json> rows_of_school(const District& district, std::int64_t number);

}  // namespace crosswalk::sandbox::quickschools
