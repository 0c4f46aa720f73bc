#pragma once

/// \file
/// Answers of /ws/v1 (contract 5) as records. An element that breaks its contract is a record with
/// a fault; an answer that is no list of that kind is BadData.

#include "roster.hpp"

#include "crosswalk/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::powerschool {

/// How a list is wrapped: {"schools": {"school": [...]}}.
struct Wrapping {
  std::string_view list;
  std::string_view element;
};

inline constexpr Wrapping kSchools{"schools", "school"};
inline constexpr Wrapping kTerms{"terms", "term"};
inline constexpr Wrapping kCourses{"courses", "course"};
inline constexpr Wrapping kSections{"sections", "section"};
inline constexpr Wrapping kStudents{"students", "student"};
inline constexpr Wrapping kStaff{"staffs", "staff"};
inline constexpr Wrapping kSeats{"section_enrollments", "section_enrollment"};

/// Of one staff entry: the person, and the entry's own id.
struct StaffEntry {
  std::string id;  ///< SCHOOLSTAFF.DCID
  Staff person;    ///< `users_dcid` is empty in some (contract 4); such an entry is skipped
  bool by_teacher_name = false;  ///< it has a teacher's sign-in name
};

/// \error BadData  no JSON, or no such list
Result<std::vector<School>> decode_schools(std::string_view body);
Result<std::vector<Term>> decode_terms(std::string_view body);
Result<std::vector<Course>> decode_courses(std::string_view body);
Result<std::vector<Section>> decode_sections(std::string_view body);
Result<std::vector<Student>> decode_students(std::string_view body);
Result<std::vector<StaffEntry>> decode_staff(std::string_view body);
Result<std::vector<Seat>> decode_seats(std::string_view body);

/// {"course": {...}}
Result<Course> decode_course(std::string_view body);
/// {"resource": {"count": n}}, also flattened.
Result<std::uint64_t> decode_count(std::string_view body);

struct Metadata {
  std::string version;
  std::string time_zone;
  /// By resource ("school", "section_enrollment", ...): the size of a page.
  std::map<std::string, std::uint32_t> page_sizes;
};
Result<Metadata> decode_metadata(std::string_view body);
/// Milliseconds since 1970 of /ws/v1/time.
Result<std::int64_t> decode_time(std::string_view body);
/// Whether it is the answer of /ws/v1/district.
Result<std::string> decode_district_name(std::string_view body);

/// Whether the body of a 401 says that the plugin lacks a permission (contract 2.4); else the token
/// was refused.
bool tells_of_a_missing_permission(std::string_view body);

}  // namespace crosswalk::powerschool
