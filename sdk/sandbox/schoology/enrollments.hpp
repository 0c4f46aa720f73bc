#pragma once

/// \file
/// The rules of an enrollment (contract 6.9), shared by the enrollment resources.

#include <optional>

#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {

/// What a row asks for; unset: leave as it is (a new enrollment is an active member).
struct Place {
  Id section = 0;
  Id uid = 0;
  std::optional<int> admin;
  std::optional<int> status;
};

/// admin and status of a row, checked.
Result<Place> place_of(const Json& row);

/// Enrolls, or returns the enrollment that is there, changed when `update`. NotFound: no such user.
Result<Enrollment> save_enrollment(Call& call, const Place& place, bool update);

/// The object of 6.9; `in_list`: status is text there, a number in the reply to a create.
Json enrollment_json(const Call& call, const Enrollment& enrollment, bool in_list);

/// The address of an enrollment.
std::string enrollment_url(const Call& call, const Enrollment& enrollment);

/// The 207 that every bulk call about enrollments answers.
Reply enrollment_rows(Json rows);

}  // namespace crosswalk::sandbox::schoology
