#include "records.hpp"

#include <cstdint>

namespace crosswalk::quickschools {
namespace {

/// FNV-1a, 64 bits, in hex: a name may hold commas and blanks, a course code must not.
std::string fingerprint(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += kHex[(hash >> shift) & 15U];
  return out;
}

std::vector<std::string> grades_of(const Section& section, const GradeLevels& levels) {
  const auto level = levels.find(section.class_id);
  if (level != levels.end() && !level->second.code.empty()) return {level->second.code};
  if (level != levels.end() && !level->second.name.empty()) return {level->second.name};
  if (!section.class_name.empty()) return {section.class_name};
  return {};
}

}  // namespace

RosterRecord org_record(const Options& options) {
  RosterRecord record;
  record.sourced_id = options.school_code;
  record.put("name", options.school_name);
  record.put("type", std::string("school"));
  record.put("identifier", options.school_code);
  return record;
}

RosterRecord session_record(const Semester& semester) {
  if (!semester.refused.empty()) return RosterRecord::refusal(semester.id, semester.refused);
  RosterRecord record;
  record.sourced_id = semester.id;
  record.put("title", semester.name);
  record.put("type", std::string("semester"));
  record.put("startDate", Date{*semester.start});
  record.put("endDate", Date{*semester.end});
  record.put("schoolYear", ending_year(semester.year_name));
  return record;
}

RosterRecord user_record(const Person& person, std::string_view role, const Options& options,
                         bool taken) {
  if (!person.refused.empty()) return RosterRecord::refusal(person.id, person.refused);
  if (taken) {
    return RosterRecord::refusal(person.id, "a student and a teacher have the same id " +
                                                person.id + "; neither is taken for the other");
  }
  RosterRecord record;
  record.sourced_id = person.id;
  if (person.gone) record.put("status", std::string("tobedeleted"));
  record.put("enabledUser", !person.gone);
  record.put("givenName", person.given_name);
  record.put("middleName", person.middle_name);
  record.put("familyName", person.family_name);
  record.put("email", person.email);
  record.put("identifier", person.number);
  if (!person.grade.empty()) record.put("grades", std::vector<std::string>{person.grade});
  record.put("roles",
             std::vector<RosterRole>{{std::string(role), options.school_code, "primary", {}, {}}});
  record.put("primaryOrg", options.school_code);
  if (person.name_was_split) record.put("metadata", RosterJson{R"({"nameWasSplit":"true"})"});
  return record;
}

RosterRecord class_record(const Section& section, const GradeLevels& levels,
                          const Options& options) {
  if (!section.refused.empty()) return RosterRecord::refusal(section.id, section.refused);
  RosterRecord record;
  record.sourced_id = section.id;
  record.put("title", section.name);
  record.put("classCode", section.code);
  record.put("classType", std::string("scheduled"));
  record.put("grades", grades_of(section, levels));
  record.put("course", course_id(section, options));
  record.put("school", options.school_code);
  record.put("terms", std::vector<std::string>{section.semester});
  return record;
}

std::string course_id(const Section& section, const Options& options) {
  if (options.course_per_section) return section.id;
  return section.class_id + "-" + fingerprint(section.name);
}

std::vector<RosterRecord> course_records(const std::vector<Section>& sections,
                                         const GradeLevels& levels, const Options& options) {
  std::map<std::string, RosterRecord> courses;
  for (const Section& section : sections) {
    if (!section.refused.empty()) continue;  // it is reported as a class
    RosterRecord record;
    record.sourced_id = course_id(section, options);
    record.put("title", section.name);
    if (options.course_per_section) record.put("courseCode", section.code);
    record.put("grades", grades_of(section, levels));
    record.put("org", options.school_code);
    courses.emplace(record.sourced_id, std::move(record));
  }
  std::vector<RosterRecord> out;
  for (auto& [id, record] : courses) out.push_back(std::move(record));
  return out;
}

RosterRecord student_enrollment(std::string_view section, std::string_view student,
                                const Options& options) {
  RosterRecord record;
  record.sourced_id = std::string(section) + ":" + std::string(student);
  record.put("class", std::string(section));
  record.put("user", std::string(student));
  record.put("school", options.school_code);
  record.put("role", std::string("student"));
  return record;
}

std::vector<RosterRecord> teacher_enrollments(const Section& section, const Options& options) {
  std::vector<RosterRecord> out;
  for (const std::string& teacher : section.teachers) {
    RosterRecord record;
    record.sourced_id = section.id + ":t:" + teacher;
    record.put("class", section.id);
    record.put("user", teacher);
    record.put("school", options.school_code);
    record.put("role", std::string("teacher"));
    record.put("primary", out.empty());
    out.push_back(std::move(record));
  }
  return out;
}

std::vector<Semester> in_scope(const std::vector<Semester>& all, Options::Semesters which) {
  std::string year;
  for (const Semester& semester : all) {
    if (semester.active) year = semester.year_id;
  }
  std::vector<Semester> out;
  for (const Semester& semester : all) {
    if (semester.id.empty()) continue;
    const bool same_year = semester.active || (!year.empty() && semester.year_id == year);
    if (which == Options::Semesters::All || semester.active ||
        (which == Options::Semesters::ActiveYear && same_year)) {
      out.push_back(semester);
    }
  }
  return out;
}

}  // namespace crosswalk::quickschools
