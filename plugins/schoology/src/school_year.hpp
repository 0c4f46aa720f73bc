#pragma once

/// \file
/// School years, which Schoology does not know: it has grading periods with dates, and people with
/// the year in which they graduate. A school year is named by the year in which it ends, and turns
/// on 1 July. Pure.

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::schoology {

/// The school year of a day, counted since 1970-01-01.
std::int32_t school_year_of(std::int64_t day);

/// The grade in `school_year` of who graduates in `grad_year`, as OneRoster writes it ("09", "KG",
/// "PK"): the twelfth is that of the year itself (contract 6.17). Empty: in none of them.
std::string grade_in(std::int32_t school_year, std::string_view grad_year);

}  // namespace crosswalk::schoology
