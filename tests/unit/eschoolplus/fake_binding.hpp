#pragma once

/// \file
/// A binding that holds a small district in memory.

#include "binding.hpp"

#include "crosswalk/dates.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::eschoolplus {

inline std::int64_t day(std::string_view text) { return parse_date(text).value_or(0); }

/// Lists as they are; a test changes them, or makes one fail.
class FakeBinding final : public Binding {
 public:
  Result<std::optional<Info>> info() override {
    return std::optional(Info{"21.4.18.0", maintenance});
  }
  Result<Listed<Building>> buildings() override { return answer("buildings", all_buildings); }
  Result<Listed<MarkingPeriod>> marking_periods(std::string_view year) override {
    asked_year = year;
    return answer("marking periods", periods);
  }
  Result<Listed<GradeLevel>> grade_levels() override { return answer("grade levels", levels); }
  Result<Listed<Student>> students() override { return answer("students", pupils); }
  Result<Listed<Staff>> staff() override { return answer("staff", employees); }
  Result<Listed<Guardian>> guardians() override { return answer("guardians", parents); }
  Result<Listed<Contact>> contacts() override { return answer("contacts", links); }
  Result<Listed<Course>> courses() override { return answer("courses", subjects); }
  Result<Listed<Section>> sections(std::string_view year) override {
    asked_year = year;
    return answer("sections", groups);
  }
  Result<Listed<Enrollment>> enrollments(std::string_view year) override {
    asked_year = year;
    return answer("enrollments", seats);
  }

  std::vector<Building> all_buildings{{"14", "Alder", "", true, false, false, ""}};
  std::vector<MarkingPeriod> periods{
      {"14", "2027", "M1", "Semester 1", "S", {{"R", day("2026-08-13"), day("2026-12-18")}}, ""},
      {"14", "2027", "Q1", "Quarter 1", "Q", {{"R", day("2026-08-13"), day("2026-10-09")}}, ""}};
  std::vector<GradeLevel> levels{{"06", 9}, {"KF", 1}, {"07", 10}, {"08", 11}};
  std::vector<Student> pupils{student("1"), student("2")};
  std::vector<Staff> employees{
      {"T1", "Hollis", "Brandt", "h@x.example", "hbrandt", "", {{"14", true, false, true}}, ""}};
  std::vector<Guardian> parents{{"9", "Lena", "Castellan", "", "", ""}};
  std::vector<Contact> links{{"1", "9"}};
  std::vector<Course> subjects{course("SCI")};
  std::vector<Section> groups{section("771204")};
  std::vector<Enrollment> seats{seat("771204", "1", "2026-08-13")};

  std::string maintenance;
  std::string failing;     ///< this list fails ...
  Error failure{};         ///< ... so
  std::string incomplete;  ///< this list is not whole
  std::string as_of = "2026-10-01";
  std::string asked_year;

  static Student student(const char* id) {
    return {id, "Mina", "J", "Castellan", "", "14", "06", "R", "", std::string("login") + id,
            "", ""};
  }
  static Course course(const char* code) {
    return {"14", code, "Science", "", {}, "06", "08", true, true, ""};
  }
  static Section section(const char* key) {
    return {key,   "2027", false,       "14",
            "SCI", "3",    "Science 6", {{1, {"02"}, "B12", "T1", {"T2"}, true, {"M1", "Q1"}}},
            ""};
  }
  static Enrollment seat(const char* section, const char* student, const char* added,
                         const char* leaves = nullptr) {
    return {section,
            student,
            false,
            day(added),
            leaves == nullptr ? std::nullopt : std::optional(day(leaves)),
            ""};
  }

 private:
  template <class Row>
  Result<Listed<Row>> answer(const std::string& list, const std::vector<Row>& rows) {
    if (list == failing) return Error(failure);
    return Listed<Row>{rows, list != incomplete, parse_date(as_of)};
  }
};

}  // namespace crosswalk::eschoolplus
