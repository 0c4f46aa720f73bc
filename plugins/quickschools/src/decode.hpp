#pragma once

/// \file
/// Rows of QuickSchools' lists as values. Pure; what breaks the contract is said in `refused`.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::quickschools {

struct Semester {
  std::string id;
  std::string name;
  std::string year_id;
  std::string year_name;
  bool active = false;
  std::optional<std::int64_t> start;  ///< days since 1970
  std::optional<std::int64_t> end;    ///< the first day after it
  std::string refused;
};

/// What QuickSchools calls a class.
struct GradeLevel {
  std::string id;
  std::string name;
  std::string code;
};

/// A student or a teacher.
struct Person {
  std::string id;
  std::string given_name;
  std::string middle_name;
  std::string family_name;
  bool name_was_split = false;  ///< out of the full name, by guess
  std::string email;
  std::string number;
  std::string grade;
  bool gone = false;  ///< left, deleted or inactive
  /// Of a student: the sections of the active semester. Nothing: the attribute was not sent.
  std::optional<std::vector<std::string>> sections;
  std::string refused;
};

struct Section {
  std::string id;
  std::string name;  ///< without stray blanks
  std::string code;
  std::string class_id;
  std::string class_name;
  std::string semester;  ///< as asked for, or as the row says
  std::vector<std::string> teachers;
  std::string refused;
};

Semester decode_semester(const nlohmann::json& row);
GradeLevel decode_grade_level(const nlohmann::json& row);
Person decode_student(const nlohmann::json& row);
Person decode_teacher(const nlohmann::json& row);
Section decode_section(const nlohmann::json& row, std::string_view semester);

/// The students of a section's roster; rows name them in either of two ways (contract 4.5).
/// Nothing: this is no roster of the section, or a row names nobody.
std::optional<std::vector<std::string>> decode_roster(const nlohmann::json& document,
                                                      std::string_view section);

/// The year in which a school year ends, out of its name ("2025-2026", "2025-26", "2026").
/// Empty: it names none.
std::string ending_year(std::string_view year_name);

/// Without blanks at either end, and one where there are several.
std::string tidy(std::string_view text);

}  // namespace crosswalk::quickschools
