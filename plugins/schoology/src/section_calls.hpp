#pragma once

/// \file
/// In which calls new sections are sent. One call holds 50 items at most; sections of one course
/// can be posted under it, sections of many courses can be nested in their courses, where each
/// course counts as an item too (contract 6.7). Pure.

#include "crosswalk/changes.hpp"

#include <string>
#include <vector>

namespace crosswalk::schoology {

/// New sections of one course.
struct CourseSections {
  std::string course;  ///< its id
  std::string code;    ///< its course_code; "" if it is not known
  RowList rows;
  bool operator==(const CourseSections&) const = default;
};

struct SectionCalls {
  std::vector<CourseSections> direct;               ///< one call each, under the course
  std::vector<std::vector<CourseSections>> nested;  ///< one call each, of several courses
};

/// The rows grouped by their course, in order of appearance.
std::vector<CourseSections> by_course(const Changes& changes, const RowList& rows);

/// The fewest calls: one per course, or nested ones where that is fewer and the course's code is
/// known.
/// \param nesting  whether nested calls are allowed at all
SectionCalls plan_section_calls(std::vector<CourseSections> courses, bool nesting);

}  // namespace crosswalk::schoology
