/// \file
/// The paged lists of people (contract 3).

#include <algorithm>
#include <map>

#include "sandbox/core/json.hpp"
#include "sandbox/quickschools/system.hpp"

namespace crosswalk::sandbox::quickschools {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return lower_case(text).find(lower_case(part)) != std::string::npos;
}

}  // namespace

/// With every attribute that `fields` may name.
Json QuickSchoolsSystem::student_row(const Json& row) const {
  Json out = row;
  out["fullName"] = full_name(row);
  const Json* level = rows_.find("classes", text_in(row, "classId"));
  out["className"] = level == nullptr ? Json("N/A") : level->at("name");
  out["classCode"] = level == nullptr ? Json("N/A") : level->at("code");
  out["homeroomTeacher"] = "";
  if (const Json* room = rows_.find("homerooms", text_in(row, "homeroomId"))) {
    const Json* teacher = rows_.find("teachers", text_in(*room, "homeroomTeacherId"));
    if (teacher != nullptr) out["homeroomTeacher"] = full_name(*teacher);
  }
  return out;
}

Reply QuickSchoolsSystem::students(const std::string& id, const Bag& bag,
                                   const PagingRules& rules) const {
  const std::vector<std::string_view> defaults{"id", "fullName", "className", "classCode"};
  const auto hide = hidden();
  std::map<std::string, Json> taken;  // sections of the active semester, by student
  if (bag.asks_for("smsClassSubjectSetIdList")) {
    const std::string active = active_semester();
    for (const Json& row : rows_.rows("enrollments")) {
      const Json* section = rows_.find("sections", text_in(row, "sectionId"));
      if (section != nullptr && section->at("semesterId") == active) {
        taken[text_in(row, "studentId")].push_back(row.at("sectionId"));
      }
    }
  }
  const auto full = [&](const Json& row) {
    Json out = student_row(row);
    const auto list = taken.find(text_in(row, "id"));
    out["smsClassSubjectSetIdList"] = list == taken.end() ? Json::array() : list->second;
    return shown(out, defaults, bag, hide);
  };
  if (!id.empty()) {
    const Json* row = rows_.find("students", id);
    return row == nullptr ? not_found("student " + id) : ok(full(*row));
  }
  const auto deleted = bag.flag("showDeleted", false);
  const auto left = bag.flag("showHasLeft", false);
  if (!deleted) return bad_parameter("showDeleted", "must be true or false");
  if (!left) return bad_parameter("showHasLeft", "must be true or false");
  const auto class_id = bag.text("classId");
  const auto homeroom = bag.text("homeroomId");
  const auto search = bag.text("search").value_or("");
  std::vector<Json> rows;
  if (!(bag.text("modifiedSince") && flag("modified_since"))) {
    for (const Json& row : rows_.rows("students")) {
      if (row.at("deleted").get<bool>() && !*deleted) continue;
      if (row.at("hasLeft").get<bool>() && !*left) continue;
      if (class_id && row.at("classId") != *class_id) continue;
      if (homeroom && row.at("homeroomId") != *homeroom) continue;
      if (!holds(full_name(row), search)) continue;
      rows.push_back(full(row));
    }
  }
  return paged(std::move(rows), bag, rules);
}

Reply QuickSchoolsSystem::teachers(const std::string& id, const Bag& bag,
                                   const PagingRules& rules) const {
  const std::vector<std::string_view> defaults{"id", "fullName"};
  const auto hide = hidden();
  const auto full = [&](Json row) {
    row["fullName"] = full_name(row);
    return shown(row, defaults, bag, hide);
  };
  if (!id.empty()) {
    const Json* row = rows_.find("teachers", id);
    return row == nullptr ? not_found("teacher " + id) : ok(full(*row));
  }
  std::vector<Json> rows;
  for (const Json& row : rows_.rows("teachers")) rows.push_back(full(row));
  return paged(std::move(rows), bag, rules);
}

Reply QuickSchoolsSystem::parents(const std::string& id, const Bag& bag,
                                  const PagingRules& rules) const {
  const std::vector<std::string_view> defaults{"id", "fullName"};
  const auto hide = hidden();
  if (!id.empty()) {
    const Json* row = rows_.find("parents", id);
    return row == nullptr ? not_found("parent " + id) : ok(shown(*row, defaults, bag, hide));
  }
  std::vector<Json> rows;
  for (const Json& row : rows_.rows("parents")) rows.push_back(shown(row, defaults, bag, hide));
  return paged(std::move(rows), bag, rules);
}

}  // namespace crosswalk::sandbox::quickschools
