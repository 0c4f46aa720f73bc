#pragma once

/// \file
/// Rows of the session service's lists as facts. Pure.

#include "facts.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>

namespace crosswalk::eschoolplus {

Building decode_building(const nlohmann::json& row);
MarkingPeriod decode_marking_period(const nlohmann::json& row);
GradeLevel decode_grade_level(const nlohmann::json& row);
Student decode_student(const nlohmann::json& row);
Staff decode_staff(const nlohmann::json& row);
Guardian decode_guardian(const nlohmann::json& row);
/// Nothing: it is no guardian, or names nobody.
std::optional<Contact> decode_contact(const nlohmann::json& row);
Course decode_course(const nlohmann::json& row);
Section decode_section(const nlohmann::json& row);
Enrollment decode_enrollment(const nlohmann::json& row);

}  // namespace crosswalk::eschoolplus
