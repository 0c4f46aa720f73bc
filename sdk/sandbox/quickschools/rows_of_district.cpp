#include <algorithm>
#include <map>
#include <string>

#include "sandbox/core/json.hpp"
#include "sandbox/quickschools/rows.hpp"

namespace crosswalk::sandbox::quickschools {
namespace {

constexpr std::int64_t kYearBase = 330000;
constexpr std::int64_t kSemesterBase = 330020;
constexpr std::int64_t kClassBase = 440000;
constexpr std::int64_t kTeacherBase = 610000;
constexpr std::int64_t kStudentBase = 500100;
constexpr std::int64_t kSectionBase = 900009;

std::string id(std::int64_t base, std::int64_t number) { return std::to_string(base + number); }

Json semesters(const District& d) {
  Json out = Json::array();
  for (const AcademicSession& session : d.sessions) {
    if (session.type == "schoolYear") continue;
    const auto year =
        std::find_if(d.sessions.begin(), d.sessions.end(),
                     [&](const AcademicSession& one) { return one.sourced_id == session.parent; });
    out.push_back({{"id", id(kSemesterBase, session.number)},
                   {"semesterName", session.title},
                   {"yearId", id(kYearBase, year == d.sessions.end() ? 0 : year->number)},
                   {"yearName", year == d.sessions.end() ? session.school_year : year->title},
                   {"isActive", out.empty()},
                   {"startDate", session.start_date},
                   {"endDate", last_day(session)}});
  }
  return out;
}

/// Grade levels by their code.
std::map<std::string, std::string> class_ids(const District& d) {
  std::map<std::string, std::string> out;
  for (const User& user : d.users) {
    for (const std::string& grade : user.grades) out.emplace(grade, "");
  }
  std::int64_t number = 0;
  for (auto& [code, row_id] : out) row_id = id(kClassBase, ++number);
  return out;
}

std::string first_known(const std::vector<std::string>& grades,
                        const std::map<std::string, std::string>& ids) {
  for (const std::string& grade : grades) {
    if (const auto at = ids.find(grade); at != ids.end()) return at->second;
  }
  return {};
}

}  // namespace

Result<Json> rows_of_school(const District& d, std::int64_t number) {
  const auto school = std::find_if(d.schools.begin(), d.schools.end(),
                                   [&](const School& one) { return one.number == number; });
  if (school == d.schools.end()) {
    return Error{ErrorCode::BadConfig, "the district has no school " + std::to_string(number)};
  }
  Json out{{"semesters", semesters(d)}};
  const auto grades = class_ids(d);
  for (const auto& [code, class_id] : grades) {
    out["classes"].push_back({{"id", class_id},
                              {"name", "Grade " + code},
                              {"code", code},
                              {"sortOrder", out["classes"].size()}});
  }
  std::map<std::string, const User*> users;
  for (const User& user : d.users) {
    if (user.school != school->sourced_id) continue;
    users[user.sourced_id] = &user;
    Json row{{"firstName", user.given_name}, {"lastName", user.family_name}, {"email", user.email}};
    if (user.role != "student") {
      row["id"] = id(kTeacherBase, user.number);
      row["active"] = user.enabled;
      out["teachers"].push_back(std::move(row));
      continue;
    }
    row["id"] = id(kStudentBase, user.number);
    row["middleName"] = user.middle_name;
    row["studentNumber"] = user.identifier;
    row["birthDate"] = user.birth_date;
    row["gender"] = user.sex;
    row["classId"] = first_known(user.grades, grades);
    row["hasLeft"] = !user.enabled;
    out["students"].push_back(std::move(row));
  }
  std::map<std::string, const AcademicSession*> sessions;
  for (const AcademicSession& session : d.sessions) sessions[session.sourced_id] = &session;
  std::map<std::string, Json> teachers;  // their ids, by class
  for (const Enrollment& e : d.enrollments) {
    const auto who = users.find(e.user);
    if (e.role != "teacher" || who == users.end()) continue;
    teachers[e.clazz].push_back(id(kTeacherBase, who->second->number));
  }
  std::map<std::string, std::string> sections;
  for (const Class& clazz : d.classes) {
    if (clazz.school != school->sourced_id || clazz.terms.empty()) continue;
    const auto course = std::find_if(d.courses.begin(), d.courses.end(), [&](const Course& one) {
      return one.sourced_id == clazz.course;
    });
    sections[clazz.sourced_id] = id(kSectionBase, clazz.number);
    out["sections"].push_back(
        {{"id", id(kSectionBase, clazz.number)},
         {"sectionName", course == d.courses.end() ? clazz.title : course->title},
         {"sectionCode", clazz.code},
         {"classId", course == d.courses.end() ? "" : first_known(course->grades, grades)},
         {"teacherIds",
          teachers.contains(clazz.sourced_id) ? teachers[clazz.sourced_id] : Json::array()},
         {"semesterId", id(kSemesterBase, sessions[clazz.terms.front()]->number)}});
  }
  for (const Enrollment& e : d.enrollments) {
    const auto section = sections.find(e.clazz);
    const auto who = users.find(e.user);
    if (e.role != "student" || section == sections.end() || who == users.end()) continue;
    out["enrollments"].push_back({{"id", std::to_string(e.number)},
                                  {"sectionId", section->second},
                                  {"studentId", id(kStudentBase, who->second->number)}});
  }
  return out;
}

}  // namespace crosswalk::sandbox::quickschools
