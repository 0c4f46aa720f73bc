#pragma once

/// \file
/// What is sent: form fields, and structured values as JSON inside one of them (contract 1). And
/// the ids of the destination's people and enrollments. Pure.

#include "crosswalk/changes.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::quickschools {

/// The form of a section: of a new one all that a section has, of an old one what the row gives.
/// Empty: there is nothing to be sent.
std::string section_form(const Changes& changes, std::uint32_t row);

/// A form of one field that holds a JSON array of ids.
std::string ids_form(std::string_view field, const std::vector<std::string>& ids);

/// A person as the destination calls one: QuickSchools' ids are only known to be unique among
/// students and among teachers, so that a teacher's is marked.
std::string teacher_user_id(std::string_view id);

/// Who sits in which section, out of an enrollment's id: "section:student", "section:t:teacher"
/// (contract 8).
struct Seat {
  std::string section;
  std::string person;  ///< QuickSchools' id
  bool teacher = false;
};
/// Empty parts: it is not given, or no such id.
Seat seat_of(std::string_view section, std::string_view user);
Seat seat_of_id(std::string_view enrollment);
std::string enrollment_id(const Seat& seat);

}  // namespace crosswalk::quickschools
