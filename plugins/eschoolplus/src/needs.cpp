#include "needs.hpp"

#include "values.hpp"

#include <utility>

namespace crosswalk::eschoolplus {

void need_name(Building& row, std::string no_key) {
  if (row.number.empty()) {
    row.refused = std::move(no_key);
  } else if (row.name.empty()) {
    row.refused = "building " + row.number + " has no name; fill it in eSchoolPlus";
  }
}

void need_title(Course& row, std::string no_key) {
  if (row.building.empty() || row.code.empty()) {
    row.refused = std::move(no_key);
  } else if (row.title.empty()) {
    row.refused = "course " + row.code + " of building " + row.building +
                  " has no description; fill it in eSchoolPlus";
  }
}

void need_dates(Enrollment& row, std::string_view added, std::string_view leaves,
                std::string no_key) {
  const auto first = parse_day(added);
  row.added = first.value_or(0);
  row.leaves = parse_day(leaves);
  if (row.section.empty() || row.student.empty()) {
    row.refused = std::move(no_key);
  } else if (!first || (!leaves.empty() && !row.leaves)) {
    row.refused = "the enrollment of student " + row.student + " in section " + row.section +
                  " has a date that is none";
  }
}

std::string wrong_dates(std::string_view period, std::string_view building) {
  return "marking period " + std::string(period) + " of building " + std::string(building) +
         " has dates that are none; correct them in eSchoolPlus";
}

}  // namespace crosswalk::eschoolplus
