/// \file
/// What the interface can change: sections and who sits in them (contract 4.4, 4.5).

#include <algorithm>

#include "sandbox/core/json.hpp"
#include "sandbox/quickschools/system.hpp"

namespace crosswalk::sandbox::quickschools {
namespace {

/// Digits, with at most one point among them.
bool is_credit(std::string_view text) {
  const auto digits = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  const auto points = static_cast<std::size_t>(std::count(text.begin(), text.end(), '.'));
  return digits > 0 && points <= 1 && digits + points == text.size();
}

/// Whether a section of the semester has this name, code and class already. Names alone repeat, and
/// so do codes (contract 4.4); without a code there is nothing to tell two sections apart by.
bool taken(const Collections& rows, const Json& wanted) {
  const auto same = [&](const Json& row, const char* name) {
    return trim(text_in(row, name)) == trim(text_in(wanted, name));
  };
  const auto& all = rows.rows("sections");
  return wanted.contains("sectionCode") && !trim(text_in(wanted, "sectionCode")).empty() &&
         std::any_of(all.begin(), all.end(), [&](const Json& row) {
           return same(row, "semesterId") && same(row, "classId") && same(row, "sectionName") &&
                  same(row, "sectionCode");
         });
}

/// The columns that a form names; an INVALID_PARAMETER names the one that does not fit.
std::optional<Reply> read_section(const Bag& bag, const Collections& rows, Json& out) {
  for (const char* name : {"sectionName", "sectionCode", "classId", "creditHours"}) {
    if (const auto value = bag.text(name)) out[name] = *value;
  }
  if (out.contains("classId") && rows.find("classes", text_in(out, "classId")) == nullptr) {
    return bad_parameter("classId", "is no class");
  }
  if (out.contains("creditHours") && !is_credit(text_in(out, "creditHours"))) {
    return bad_parameter("creditHours", "must be a number");
  }
  if (out.contains("sectionName") && trim(out["sectionName"].get<std::string>()).empty()) {
    return bad_parameter("sectionName", "must not be empty");
  }
  if (!bag.text("teacherIds")) return std::nullopt;
  const auto teachers = bag.texts("teacherIds");
  if (!teachers) return bad_parameter("teacherIds", "must be a JSON array of ids");
  for (const std::string& teacher : *teachers) {
    if (rows.find("teachers", teacher) == nullptr) {
      return bad_parameter("teacherIds", "holds " + teacher + ", who is no teacher");
    }
  }
  out["teacherIds"] = *teachers;
  return std::nullopt;
}

std::string enrollment_id(const std::string& section, const std::string& student) {
  return section + "-" + student;
}

}  // namespace

Reply QuickSchoolsSystem::create_section(const Bag& bag) {
  Json columns = Json::object();
  if (auto refused = read_section(bag, rows_, columns)) return std::move(*refused);
  for (const char* needed : {"classId", "sectionName"}) {
    if (!columns.contains(needed)) return bad_parameter(needed, "is missing");
  }
  columns["semesterId"] = active_semester();
  if (flag("refuse_duplicates") && taken(rows_, columns)) {
    return refuse(409, "DUPLICATE", "The semester has a section of this name, code and class.");
  }
  const auto id = rows_.add("sections", std::move(columns));
  return id ? sections(*id, bag) : bad_parameter("section", id.error().message);
}

Reply QuickSchoolsSystem::update_section(const std::string& id, const Bag& bag) {
  if (rows_.find("sections", id) == nullptr) return not_found("section " + id);
  Json columns = Json::object();
  if (auto refused = read_section(bag, rows_, columns)) return std::move(*refused);
  const auto changed = rows_.change("sections", id, columns);
  return changed ? sections(id, bag) : bad_parameter("section", changed.error().message);
}

Reply QuickSchoolsSystem::delete_section(const std::string& id) {
  if (rows_.find("sections", id) == nullptr) return not_found("section " + id);
  const auto& all = rows_.rows("enrollments");
  const auto seated = std::count_if(all.begin(), all.end(),
                                    [&](const Json& row) { return row.at("sectionId") == id; });
  if (seated > 0) {
    return refuse(409, "SECTION_NOT_EMPTY",
                  "Section " + id + " still has " + std::to_string(seated) + " enrolled students.");
  }
  rows_.erase("sections", id);
  return ok({{"success", true}});
}

Reply QuickSchoolsSystem::enroll(const std::string& section, const Bag& bag, bool remove) {
  if (rows_.find("sections", section) == nullptr) return not_found("section " + section);
  const auto students = bag.texts("studentIds");
  if (!students || students->empty()) {
    return bad_parameter("studentIds", "must be a JSON array of at least one id");
  }
  for (const std::string& student : *students) {
    if (rows_.find("students", student) == nullptr) {
      return bad_parameter("studentIds", "holds " + student + ", who is no student");
    }
  }
  for (const std::string& student : *students) {
    const auto& all = rows_.rows("enrollments");
    const auto at = std::find_if(all.begin(), all.end(), [&](const Json& row) {
      return row.at("sectionId") == section && row.at("studentId") == student;
    });
    const bool there = at != all.end();
    if (remove && there) rows_.erase("enrollments", at->at("id").get<std::string>());
    if (remove || there) continue;
    const auto added = rows_.add(
        "enrollments",
        {{"id", enrollment_id(section, student)}, {"sectionId", section}, {"studentId", student}});
    if (!added) return bad_parameter("studentIds", added.error().message);
  }
  return ok({{"success", true}});
}

}  // namespace crosswalk::sandbox::quickschools
