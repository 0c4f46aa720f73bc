/// \file
/// The flat lists: semesters, grade levels, homerooms, sections and their rosters (contract 4).

#include <algorithm>

#include "sandbox/core/json.hpp"
#include "sandbox/quickschools/system.hpp"

namespace crosswalk::sandbox::quickschools {
Reply QuickSchoolsSystem::semesters(const std::string& id, const Bag& bag) const {
  const std::vector<std::string_view> defaults{"id",       "semesterName", "yearId", "yearName",
                                               "isActive", "startDate",    "endDate"};
  const auto hide = hidden();
  if (!id.empty()) {
    const Json* row = rows_.find("semesters", id);
    return row == nullptr ? not_found("semester " + id) : ok(shown(*row, defaults, bag, hide));
  }
  Json out = Json::array();
  for (const Json& row : rows_.rows("semesters")) out.push_back(shown(row, defaults, bag, hide));
  return ok(out);
}

Reply QuickSchoolsSystem::classes(const std::string& id, const Bag& bag) const {
  const std::vector<std::string_view> defaults{"id", "name", "sortOrder", "code"};
  std::vector<std::string> hide = hidden();
  hide.emplace_back("listed");
  if (!id.empty()) {
    const Json* row = rows_.find("classes", id);
    return row == nullptr ? not_found("class " + id) : ok(shown(*row, defaults, bag, hide));
  }
  Json out = Json::array();
  for (const Json& row : rows_.rows("classes")) {
    if (row.at("listed").get<bool>()) out.push_back(shown(row, defaults, bag, hide));
  }
  return ok(out);
}

Reply QuickSchoolsSystem::homerooms(const std::string& id, const Bag& bag) const {
  const std::vector<std::string_view> defaults{
      "id", "name", "abbreviation", "classId", "homeroomTeacherId", "homeroomTeacherName"};
  const auto full = [&](Json row) {
    const Json* teacher = rows_.find("teachers", text_in(row, "homeroomTeacherId"));
    row["homeroomTeacherName"] = teacher == nullptr ? "" : full_name(*teacher);
    return shown(row, defaults, bag, hidden());
  };
  if (!id.empty()) {
    const Json* row = rows_.find("homerooms", id);
    return row == nullptr ? not_found("homeroom " + id) : ok(full(*row));
  }
  Json out = Json::array();
  for (const Json& row : rows_.rows("homerooms")) out.push_back(full(row));
  return ok(out);
}

/// With every attribute that `fields` may name.
Json QuickSchoolsSystem::section_row(const Json& row) const {
  Json out{{"id", row.at("id")},
           {"sectionName", row.at("sectionName")},
           {"sectionCode", row.at("sectionCode")},
           {"classId", row.at("classId")},
           {"className", ""},
           {"creditHours", row.at("creditHours")},
           {"smsAcademicSemesterId", row.at("semesterId")},
           {"smsClassId", row.at("classId")},
           {"teachers", Json::array()}};
  if (const Json* level = rows_.find("classes", text_in(row, "classId"))) {
    out["className"] = level->at("name");
  }
  for (const Json& teacher : row.at("teacherIds")) {
    const Json* who = rows_.find("teachers", teacher.get<std::string>());
    if (who == nullptr) continue;
    out["teachers"].push_back({{"id", teacher}, {"fullName", full_name(*who)}});
  }
  return out;
}

Reply QuickSchoolsSystem::sections(const std::string& id, const Bag& bag) const {
  const std::vector<std::string_view> defaults{"id",      "sectionName", "sectionCode",
                                               "classId", "className",   "teachers"};
  const auto hide = hidden();
  if (!id.empty()) {
    const Json* row = rows_.find("sections", id);
    return row == nullptr ? not_found("section " + id)
                          : ok(shown(section_row(*row), defaults, bag, hide));
  }
  const std::string semester = bag.text("semesterId").value_or(active_semester());
  if (rows_.find("semesters", semester) == nullptr) {
    return bad_parameter("semesterId", "is no semester");
  }
  Json out = Json::array();
  for (const Json& row : rows_.rows("sections")) {
    if (row.at("semesterId") == semester) {
      out.push_back(shown(section_row(row), defaults, bag, hide));
    }
  }
  return ok(out);
}

Reply QuickSchoolsSystem::section_enrollments(const std::string& section) const {
  if (rows_.find("sections", section) == nullptr) return not_found("section " + section);
  Json students = Json::array();
  for (const Json& row : rows_.rows("enrollments")) {
    if (row.at("sectionId") != section) continue;
    const Json* who = rows_.find("students", text_in(row, "studentId"));
    if (who == nullptr || who->at("hasLeft").get<bool>() || who->at("deleted").get<bool>())
      continue;
    students.push_back({{"smsStudentStubId", row.at("studentId")}, {"fullName", full_name(*who)}});
  }
  return ok({{"id", section}, {"students", std::move(students)}});
}

}  // namespace crosswalk::sandbox::quickschools
