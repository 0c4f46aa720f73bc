#pragma once

/// \file
/// Invents a district: the same seed gives the same people everywhere.

#include <cstdint>

#include "sandbox/district/district.hpp"

namespace crosswalk::sandbox {

struct DistrictSize {
  std::uint64_t seed = 1;
  std::int64_t schools = 2;
  std::int64_t students = 60;
};

/// About one teacher for twenty students, a school year of 2026-2027 with two semesters, a homeroom
/// and about five classes for each student. Every reference holds; user names and e-mail addresses
/// are unique and hold no blanks; no name belongs to a real person.
District generate_district(const DistrictSize& size);

}  // namespace crosswalk::sandbox
