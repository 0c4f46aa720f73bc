#pragma once

/// \file
/// Schoology's answers to reads as records. Pure.

#include "crosswalk/record.hpp"

#include "crosswalk/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::schoology {

/// What a list or an object holds (contract 6.1 to 6.9).
enum class Kind : std::uint8_t {
  Building,
  Period,
  Role,
  Course,
  Section,
  User,
  InactiveUser,  ///< keys only (contract 6.5): a partial record, its state is "dropped"
  Enrollment,
};

/// Behind the title of a role that stands for another one in a single building (contract 6.3), so
/// that a catalog tells the two apart.
inline constexpr std::string_view kOneBuilding = " (one building)";

/// For messages: "sections".
std::string_view plural(Kind kind);

/// One page of a list.
struct Page {
  std::vector<Record> records;  ///< one that Schoology got wrong has `refused` set
  std::string next;             ///< `links.next` as it came; empty on the last page
  std::optional<std::uint64_t> total;
  /// The array or a total was there. `{}` is an empty list too, but may be something else.
  bool says_what_it_holds = false;
};

/// The page in the body of a 200. A missing array, `[]` and `{}` all mean "none" (contract 4.2).
/// \param within  the course of a list of sections, the section of a list of enrollments; else
/// empty
/// \error BadData  no JSON, or another object than a list: under a wrong path Schoology answers 200
///                 with the parent (contract 4.7)
Result<Page> decode_list(Kind kind, std::string_view body, std::string_view within);

/// The single object in the body of a 200.
/// \error BadData  no JSON, or not the object with this id
Result<Record> decode_object(Kind kind, std::string_view body, std::string_view id);

/// The caller's school, out of the list of schools (contract 6.1): `title` and `code`.
/// \error BadData  no JSON, or no school in it
Result<Record> decode_school(std::string_view body);
/// Its id alone. \error as decode_school()
Result<std::string> decode_school_id(std::string_view body);

}  // namespace crosswalk::schoology
