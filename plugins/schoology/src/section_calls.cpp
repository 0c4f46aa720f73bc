#include "section_calls.hpp"

#include "manifest.hpp"

#include <algorithm>
#include <utility>

namespace crosswalk::schoology {
namespace {

/// Fills call after call; a course that does not fit into the rest of one is continued in the next.
std::vector<std::vector<CourseSections>> pack(const std::vector<CourseSections>& courses) {
  std::vector<std::vector<CourseSections>> calls;
  std::size_t room = 0;
  for (const CourseSections& course : courses) {
    for (std::size_t at = 0; at < course.rows.size();) {
      if (room < 2) {  // a course and one section
        calls.emplace_back();
        room = kBatch;
      }
      const std::size_t count = std::min(course.rows.size() - at, room - 1);
      const auto first = course.rows.begin() + static_cast<std::ptrdiff_t>(at);
      calls.back().push_back(
          {course.course, course.code, RowList(first, first + static_cast<std::ptrdiff_t>(count))});
      room -= count + 1;
      at += count;
    }
  }
  return calls;
}

}  // namespace

std::vector<CourseSections> by_course(const Changes& changes, const RowList& rows) {
  std::vector<CourseSections> out;
  for (const std::uint32_t row : rows) {
    const std::string_view course = changes.text(row, "course");
    auto found = std::find_if(out.begin(), out.end(),
                              [course](const auto& group) { return group.course == course; });
    if (found == out.end()) {
      out.push_back({std::string(course), std::string(changes.text(row, "courseCode")), {}});
      found = std::prev(out.end());
    }
    found->rows.push_back(row);
  }
  return out;
}

SectionCalls plan_section_calls(std::vector<CourseSections> courses, bool nesting) {
  SectionCalls calls;
  std::vector<CourseSections> nestable;
  for (CourseSections& course : courses) {
    auto& list = nesting && !course.code.empty() ? nestable : calls.direct;
    list.push_back(std::move(course));
  }
  calls.nested = pack(nestable);
  if (nestable.size() <= calls.nested.size()) {
    calls.nested.clear();
    for (CourseSections& course : nestable) calls.direct.push_back(std::move(course));
  }
  return calls;
}

}  // namespace crosswalk::schoology
