#pragma once

/// \file
/// What a PowerSchool sandbox holds at the start.

#include "sandbox/district/district.hpp"
#include "sandbox/powerschool/tables.hpp"

namespace crosswalk::sandbox::powerschool {

/// The small fixture whose ids the contract uses (13): two schools, three terms, two teachers, four
/// sections, students with accents, digits and blanks in their names.
Json fixture();

/// The invented district in PowerSchool's terms. BadData: it does not hold together.
Result<Json> from_district(const District& district);

}  // namespace crosswalk::sandbox::powerschool
