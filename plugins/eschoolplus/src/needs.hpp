#pragma once

/// \file
/// What a row must have, whatever binding it came through; what it lacks becomes its `refused`.
/// Pure.
///
/// `no_key`: the sentence where the row does not say which one it is; each binding has keys of its
/// own form.

#include "facts.hpp"

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
void need_dates(Enrollment& row, std::string_view added, std::string_view leaves,
                std::string no_key);
/// Of a marking period whose dates are missing, or begin after they end.
std::string wrong_dates(std::string_view period, std::string_view building);

}  // namespace crosswalk::eschoolplus
