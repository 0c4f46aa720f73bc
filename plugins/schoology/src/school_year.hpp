#pragma once

/// \file
/// School years, which Schoology does not know: it has grading periods with dates
/// (crosswalk/school_year.hpp), and people with the year in which they graduate. Pure.

#include "crosswalk/school_year.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::schoology {

/// The grade in `school_year` of who graduates in `grad_year`, as OneRoster writes it ("09", "KG",
/// "PK"): the twelfth is that of the year itself (contract 6.17). Empty: in none of them.
std::string grade_in(std::int32_t school_year, std::string_view grad_year);

}  // namespace crosswalk::schoology
