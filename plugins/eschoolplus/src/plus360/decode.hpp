#pragma once

/// \file
/// OneRoster 1.1 records of PLUS 360 as facts (contract 8, 10). Pure. Nothing is made of a record
/// that is marked as removed.

#include "facts.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::eschoolplus::plus360 {

std::optional<Building> decode_building(const nlohmann::json& record);
std::optional<MarkingPeriod> decode_period(const nlohmann::json& record);
/// Nothing also of one who is not enabled.
std::optional<Student> decode_student(const nlohmann::json& record);
std::optional<Staff> decode_teacher(const nlohmann::json& record);
std::optional<Guardian> decode_guardian(const nlohmann::json& record);
/// The guardians that a student's record names.
std::vector<Contact> decode_contacts(const nlohmann::json& student);
std::optional<Course> decode_course(const nlohmann::json& record);
/// A class without its teachers. Nothing also of one that has terms, and none in this school year.
std::optional<Section> decode_section(const nlohmann::json& record, std::string_view school_year);
Enrollment decode_enrollment(const nlohmann::json& record);

/// A teacher of a class.
struct Teaching {
  std::string section;
  std::string staff;
  bool primary = false;
};
/// Nothing also of a record that names nobody.
std::optional<Teaching> decode_teaching(const nlohmann::json& record);

/// Puts the teachers into their sections, in their order. Each primary one is that of a session,
/// because OneRoster does not tell the sessions of a section apart.
void add_teachers(const std::vector<Teaching>& teachings, std::vector<Section>& sections);

}  // namespace crosswalk::eschoolplus::plus360
