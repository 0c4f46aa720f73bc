#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>

#include "sandbox/core/json.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/eschoolplus/rows.hpp"

namespace crosswalk::sandbox::eschoolplus {
namespace {

constexpr std::int64_t kBuildingBase = 10;
constexpr std::int64_t kSectionBase = 771200;
constexpr std::size_t kGradeOffset = 3;  // PK, KF and 01 come before 02

std::string staff_id(std::int64_t number) {
  char out[32];
  std::snprintf(out, sizeof out, "T%04lld", static_cast<long long>(number));
  return out;
}

/// What the rows of one kind look up in the others.
struct Places {
  std::map<std::string, std::int64_t> buildings;           ///< by school
  std::map<std::string, const AcademicSession*> sessions;  ///< terms only
  std::map<std::string, const User*> users;
  std::map<std::string, const Course*> courses;
  std::map<std::string, const Class*> classes;
  std::map<std::string, std::vector<const Enrollment*>> teachers;  ///< by class
};

std::string period_code(const AcademicSession& session) {
  return "M" + std::to_string(session.number);
}

Places places_of(const District& d) {
  Places out;
  for (const School& school : d.schools)
    out.buildings[school.sourced_id] = kBuildingBase + school.number;
  for (const AcademicSession& s : d.sessions) {
    if (s.type != "schoolYear") out.sessions[s.sourced_id] = &s;
  }
  for (const User& user : d.users) out.users[user.sourced_id] = &user;
  for (const Course& course : d.courses) out.courses[course.sourced_id] = &course;
  for (const Class& clazz : d.classes) out.classes[clazz.sourced_id] = &clazz;
  for (const Enrollment& e : d.enrollments) {
    if (e.role == "teacher") out.teachers[e.clazz].push_back(&e);
  }
  return out;
}

void add_places(const District& d, const Places& places, Json& out) {
  std::set<std::string> grades;
  for (const User& user : d.users) grades.insert(user.grades.begin(), user.grades.end());
  std::size_t order = kGradeOffset;
  for (const std::string& grade : grades) {
    out["grade_levels"].push_back(
        {{"id", grade}, {"code", grade}, {"description", "Grade " + grade}, {"order", order++}});
  }
  for (const School& school : d.schools) {
    const std::int64_t number = places.buildings.at(school.sourced_id);
    out["buildings"].push_back(
        {{"id", std::to_string(number)},
         {"building", number},
         {"name", school.name},
         {"stateCode", school.identifier},
         {"defaultCalendar", "R"},
         {"grades", std::vector<std::string>(grades.begin(), grades.end())}});
    for (const auto& [id, session] : places.sessions) {
      Json dates = Json::array(
          {{{"track", "R"}, {"startDate", session->start_date}, {"endDate", last_day(*session)}}});
      out["marking_periods"].push_back({{"id", std::to_string(number) + "-" + session->school_year +
                                                   "-" + period_code(*session)},
                                        {"building", number},
                                        {"schoolYear", to_number(session->school_year).value_or(0)},
                                        {"markingPeriod", period_code(*session)},
                                        {"order", session->number},
                                        {"description", session->title},
                                        {"durationType", session->type == "semester" ? "S" : "Q"},
                                        {"dates", std::move(dates)}});
    }
  }
}

void add_people(const District& d, const Places& places, Json& out) {
  for (const User& user : d.users) {
    Json row{{"firstName", user.given_name},
             {"lastName", user.family_name},
             {"email", user.email},
             {"loginId", user.username}};
    if (user.role == "student") {
      row["id"] = row["studentId"] = user.identifier;
      row["middleName"] = user.middle_name.empty() ? Json() : Json(user.middle_name);
      row["building"] = places.buildings.at(user.school);
      row["grade"] = user.grades.empty() ? "" : user.grades.front();
      row["birthDate"] = user.birth_date;
      row["gender"] = user.sex == "female" ? "F" : "M";
      row["status"] = user.enabled ? "A" : "I";
      out["students"].push_back(std::move(row));
      continue;
    }
    row["id"] = row["staffId"] = staff_id(user.number);
    Json at = Json::array();
    std::vector<std::string> schools;
    if (!user.school.empty()) schools.push_back(user.school);
    schools.insert(schools.end(), user.other_schools.begin(), user.other_schools.end());
    for (const std::string& school : schools) {
      at.push_back({{"building", places.buildings.at(school)},
                    {"isTeacher", user.role == "teacher"},
                    {"isCounselor", false},
                    {"isAdvisor", false},
                    {"isPrimary", at.empty()},
                    {"active", user.enabled}});
    }
    row["buildings"] = std::move(at);
    out["staff"].push_back(std::move(row));
  }
}

void add_courses(const District& d, const Places& places, Json& out) {
  for (const Course& course : d.courses) {
    for (const auto& [school, number] : places.buildings) {
      if (!course.school.empty() && course.school != school) continue;
      out["courses"].push_back(
          {{"id", std::to_string(number) + ":" + course.code},
           {"building", number},
           {"course", course.code},
           {"description", course.title},
           {"minGrade", course.grades.empty() ? Json() : Json(course.grades.front())},
           {"maxGrade", course.grades.empty() ? Json() : Json(course.grades.back())}});
    }
  }
}

Json session_of(const Places& places, const Class& clazz) {
  Json teachers = Json::array();
  if (const auto taught = places.teachers.find(clazz.sourced_id); taught != places.teachers.end()) {
    for (const Enrollment* e : taught->second) {
      const std::string id = staff_id(places.users.at(e->user)->number);
      teachers.insert(e->primary ? teachers.begin() : teachers.end(), id);
    }
  }
  Json terms = Json::array();
  for (const std::string& term : clazz.terms) {
    if (places.sessions.count(term) != 0) terms.push_back(period_code(*places.sessions.at(term)));
  }
  Json out{{"session", 1},
           {"description", clazz.title},
           {"startPeriod", clazz.periods.empty() ? "" : clazz.periods.front()},
           {"endPeriod", clazz.periods.empty() ? "" : clazz.periods.back()},
           {"room", clazz.location},
           {"primaryStaffId", teachers.empty() ? Json() : teachers.front()},
           {"takeAttendance", true},
           {"receiveMark", true},
           {"markingPeriods", std::move(terms)}};
  if (!teachers.empty()) teachers.erase(0);
  out["additionalStaffIds"] = std::move(teachers);
  return out;
}

}  // namespace

Json rows_of_district(const District& d) {
  const Places places = places_of(d);
  Json out = Json::object();
  add_places(d, places, out);
  add_people(d, places, out);
  add_courses(d, places, out);
  for (const Class& clazz : d.classes) {
    const std::int64_t key = kSectionBase + clazz.number;
    const auto dash = clazz.code.rfind('-');
    const auto number =
        dash == std::string::npos ? std::nullopt : to_number(clazz.code.substr(dash + 1));
    const auto term =
        clazz.terms.empty() ? places.sessions.end() : places.sessions.find(clazz.terms.front());
    out["sections"].push_back(
        {{"id", std::to_string(key)},
         {"sectionKey", key},
         {"schoolYear",
          term == places.sessions.end() ? 0 : to_number(term->second->school_year).value_or(0)},
         {"building", places.buildings.at(clazz.school)},
         {"course", places.courses.at(clazz.course)->code},
         {"sectionNumber", number.value_or(clazz.number)},
         {"description", clazz.title},
         {"sessions", Json::array({session_of(places, clazz)})}});
  }
  const std::string first_day = d.sessions.empty() ? "2026-08-01" : d.sessions.front().start_date;
  for (const Enrollment& e : d.enrollments) {
    if (e.role != "student") continue;
    const Class& clazz = *places.classes.at(e.clazz);
    const std::string student = places.users.at(e.user)->identifier;
    const std::string key = std::to_string(kSectionBase + clazz.number);
    // Without a date of its own: enrolled since the year began, in a later term too.
    const std::string added = e.begin_date.empty() ? first_day : e.begin_date;
    out["enrollments"].push_back({{"id", key + ":" + student + ":1"},
                                  {"studentId", student},
                                  {"sectionKey", kSectionBase + clazz.number},
                                  {"dateAdded", added},
                                  {"dateDropped", e.end_date.empty() ? Json() : Json(e.end_date)}});
  }
  return out;
}

}  // namespace crosswalk::sandbox::eschoolplus
