#pragma once

/// \file
/// What a row must have, whatever binding it came through; what it lacks becomes its `refused`.
/// Pure.
///
/// `no_key`: the sentence where the row does not say which one it is; each binding has keys of its
/// own form.

#include "facts.hpp"
#include "values.hpp"

#include <string>
#include <string_view>

namespace crosswalk::eschoolplus {

/// Refuses a person without id or names.
template <class Row>
void need_names(Row& row, const char* kind) {
  if (row.id.empty()) {
    row.refused = std::string("a ") + kind + " without an id";
  } else if (row.first_name.empty() || row.last_name.empty()) {
    row.refused =
        std::string(kind) + " " + row.id + " has no first and last name; fill them in eSchoolPlus";
  }
}
void need_name(Building& row, std::string no_key);
void need_title(Course& row, std::string no_key);
/// Sets both dates. `leaves`: empty while the seat is taken.
void need_dates(Enrollment& row, const DateText& added, const DateText& leaves, std::string no_key);
/// Of a marking period whose dates are missing or none, or begin after they end.
std::string wrong_dates(std::string_view period, std::string_view building, const DateText& start,
                        const DateText& end);

}  // namespace crosswalk::eschoolplus
