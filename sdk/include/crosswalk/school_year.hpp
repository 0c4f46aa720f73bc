#pragma once

/// \file
/// School years where a system has none: named by the year in which they end, and turning on 1
/// July.

#include "crosswalk/dates.hpp"

#include <cstdint>
#include <string>

namespace crosswalk {

/// The school year of a day, counted since 1970-01-01.
inline std::int32_t school_year_of(std::int64_t days) {
  constexpr unsigned kTurnsInMonth = 7;
  const std::string date = format_date(days);  // YYYY-MM-DD
  const auto year = static_cast<std::int32_t>(detail::digits(date, 0, 4).value_or(0));
  return detail::digits(date, 5, 2).value_or(0) >= kTurnsInMonth ? year + 1 : year;
}

}  // namespace crosswalk
