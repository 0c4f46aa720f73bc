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

void need_dates(Enrollment& row, const DateText& added, const DateText& leaves,
                std::string no_key) {
  const auto first = parse_day(added.text);
  row.added = first.value_or(0);
  row.leaves = parse_day(leaves.text);
  const std::string who =
      "the enrollment of student " + row.student + " in section " + row.section + " has ";
  if (row.section.empty() || row.student.empty()) {
    row.refused = std::move(no_key);
  } else if (!first) {
    row.refused = who + no_date(added);
  } else if (!leaves.text.empty() && !row.leaves) {
    row.refused = who + no_date(leaves);
  }
}

std::string wrong_dates(std::string_view period, std::string_view building, const DateText& start,
                        const DateText& end) {
  const std::string who =
      "marking period " + std::string(period) + " of building " + std::string(building) + " has ";
  if (!parse_day(start.text)) return who + no_date(start);
  if (!parse_day(end.text)) return who + no_date(end);
  return who + "its " + std::string(end.column) + " before its " + std::string(start.column) +
         "; correct them in eSchoolPlus";
}

}  // namespace crosswalk::eschoolplus
