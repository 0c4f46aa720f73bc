#include "sandbox/eschoolplus/plus360_records.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "crosswalk/dates.hpp"
#include "sandbox/core/json.hpp"
#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::eschoolplus {
namespace {

constexpr const char* kDistrict = "4102";

std::string shown(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

Json reference(const std::string& id, const char* type) {
  return {{"href", std::string("https://esp.example.org/plus360api/v1/demo/") + type + "s/" + id},
          {"sourcedId", id},
          {"type", type}};
}

Json school(const Json& building) {
  return reference(std::string(kDistrict) + "-" + shown(building), "org");
}

Json record(const std::string& id, bool removed = false) {
  return {{"sourcedId", id},
          {"status", removed ? "tobedeleted" : "active"},
          {"dateLastModified", "2026-08-20T12:00:00.000Z"}};
}

bool is_offered(const Json& building) {
  return !building.at("defaultCalendar").is_null() && !building.at("outOfDistrict").get<bool>() &&
         !building.at("transferBuilding").get<bool>();
}

/// Numbers of the buildings that the API profile offers.
std::set<std::string> offered(const Collections& rows) {
  std::set<std::string> out;
  for (const Json& building : rows.rows("buildings")) {
    if (is_offered(building)) out.insert(shown(building.at("building")));
  }
  return out;
}

std::vector<Json> schools(const Collections& rows) {
  std::vector<Json> out;
  for (const Json& building : rows.rows("buildings")) {
    if (!is_offered(building)) continue;
    Json one = record(std::string(kDistrict) + "-" + shown(building.at("building")));
    one["name"] = building.at("name");
    one["type"] = "school";
    one["identifier"] = building.at("stateCode");
    one["parent"] = reference(kDistrict, "org");
    out.push_back(std::move(one));
  }
  return out;
}

/// Of the track that most active students of the building are on.
const Json& main_dates(const Json& period, const Collections& rows) {
  std::map<std::string, int> students;
  for (const Json& student : rows.rows("students")) {
    const bool counts = student.at("status") == "A" && student.at("building") == period["building"];
    if (counts) ++students[shown(student.at("track"))];
  }
  const Json& dates = period.at("dates");
  return *std::max_element(dates.begin(), dates.end(), [&](const Json& a, const Json& b) {
    return students[shown(a.at("track"))] < students[shown(b.at("track"))];
  });
}

std::vector<Json> academic_sessions(const Collections& rows, bool semesters) {
  const auto buildings = offered(rows);
  std::vector<Json> out;
  for (const Json& period : rows.rows("marking_periods")) {
    const bool semester = period.at("durationType") == "S";
    const bool wanted = semester == semesters && buildings.count(shown(period.at("building"))) != 0;
    if (!wanted || period.at("dates").empty()) continue;
    const Json& dates = main_dates(period, rows);
    Json one = record(shown(period.at("building")) + "-" + shown(period.at("schoolYear")) + "-" +
                      shown(period.at("markingPeriod")));
    one["title"] = period.at("description");
    one["type"] = semester ? "semester" : "gradingPeriod";
    one["startDate"] = dates.at("startDate");
    // OneRoster's end is the day after the last.
    const auto last = parse_date(shown(dates.at("endDate")));
    one["endDate"] = last ? Json(format_date(*last + 1)) : dates.at("endDate");
    one["schoolYear"] = shown(period.at("schoolYear"));
    out.push_back(std::move(one));
  }
  return out;
}

Json user(const std::string& id, const Json& row, const char* role) {
  Json one = record(id);
  one["username"] = shown(row.at("loginId"));
  one["enabledUser"] = "true";
  one["givenName"] = row.at("firstName");
  one["familyName"] = row.at("lastName");
  one["role"] = role;
  one["email"] = shown(row.at("email"));
  one["userIds"] = Json::array();
  if (row.contains("stateId") && !row.at("stateId").is_null()) {
    one["userIds"].push_back({{"type", "state"}, {"identifier", row.at("stateId")}});
  }
  return one;
}

std::vector<Json> students(const Collections& rows) {
  std::map<std::string, Json> agents;
  for (const Json& contact : rows.rows("student_contacts")) {
    if (contact.at("contactType") != "G") continue;
    agents[shown(contact.at("studentId"))].push_back(
        reference("g:" + shown(contact.at("contactId")), "user"));
  }
  std::vector<Json> out;
  for (const Json& student : rows.rows("students")) {
    if (student.at("status") != "A") continue;
    const std::string id = shown(student.at("studentId"));
    Json one = user("s:" + id, student, "student");
    one["middleName"] = shown(student.at("middleName"));
    one["identifier"] = id;
    one["grades"] = Json::array({student.at("grade")});
    one["orgs"] = Json::array({school(student.at("building"))});
    if (const auto at = agents.find(id); at != agents.end()) one["agents"] = at->second;
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<Json> teachers(const Collections& rows) {
  std::vector<Json> out;
  for (const Json& staff : rows.rows("staff")) {
    Json orgs = Json::array();
    for (const bool primary : {true, false}) {
      for (const Json& place : staff.at("buildings")) {
        const bool teaches = place.value("isTeacher", false) && place.value("active", true);
        if (teaches && place.value("isPrimary", false) == primary) {
          orgs.push_back(school(place.at("building")));
        }
      }
    }
    if (orgs.empty()) continue;
    const std::string id = shown(staff.at("staffId"));
    Json one = user("t:" + id, staff, "teacher");
    one["identifier"] = id;
    one["orgs"] = std::move(orgs);
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<Json> users(const Collections& rows) {
  std::vector<Json> out = students(rows);
  for (Json& teacher : teachers(rows)) out.push_back(std::move(teacher));
  std::set<std::string> wanted;
  for (const Json& contact : rows.rows("student_contacts")) {
    if (contact.at("contactType") == "G") wanted.insert(shown(contact.at("contactId")));
  }
  for (const Json& guardian : rows.rows("guardians")) {
    const std::string id = shown(guardian.at("contactId"));
    if (wanted.count(id) == 0) continue;
    Json one = user("g:" + id, guardian, "guardian");
    one["identifier"] = id;
    one["orgs"] = Json::array();
    out.push_back(std::move(one));
  }
  return out;
}

/// Grade codes between two, by the order of the levels.
Json grades_between(const Json& from, const Json& to, const Collections& rows) {
  const auto order = [&](const std::string& code) -> std::int64_t {
    for (const Json& level : rows.rows("grade_levels")) {
      if (level.at("code") == code) return level.at("order").get<std::int64_t>();
    }
    return -1;
  };
  const std::int64_t low = order(shown(from));
  const std::int64_t high = order(shown(to));
  std::map<std::int64_t, std::string> within;
  for (const Json& level : rows.rows("grade_levels")) {
    const auto at = level.at("order").get<std::int64_t>();
    if (at >= low && at <= high) within[at] = shown(level.at("code"));
  }
  Json out = Json::array();
  for (const auto& [at, code] : within) out.push_back(code);
  return out;
}

std::vector<Json> courses(const Collections& rows) {
  const auto buildings = offered(rows);
  std::vector<Json> out;
  for (const Json& course : rows.rows("courses")) {
    const std::string building = shown(course.at("building"));
    if (!course.at("active").get<bool>() || buildings.count(building) == 0) continue;
    Json one = record(building + ":" + shown(course.at("course")));
    one["title"] = course.at("description");
    one["courseCode"] = course.at("course");
    one["grades"] = grades_between(course.at("minGrade"), course.at("maxGrade"), rows);
    one["subjects"] = Json::array();
    if (!course.at("department").is_null()) one["subjects"].push_back(course.at("department"));
    one["org"] = school(course.at("building"));
    out.push_back(std::move(one));
  }
  return out;
}

bool is_listed(const Json& section, const std::set<std::string>& buildings) {
  return !section.at("summerSchool").get<bool>() &&
         buildings.count(shown(section.at("building"))) != 0;
}

std::vector<Json> classes(const Collections& rows) {
  const auto buildings = offered(rows);
  std::vector<Json> out;
  for (const Json& section : rows.rows("sections")) {
    if (!is_listed(section, buildings)) continue;
    const std::string building = shown(section.at("building"));
    const std::string course = building + ":" + shown(section.at("course"));
    std::set<std::string> terms;
    Json periods = Json::array();
    Json room = "";
    for (const Json& session : section.at("sessions")) {
      for (const Json& period : session.at("markingPeriods")) {
        terms.insert(building + "-" + shown(section.at("schoolYear")) + "-" + shown(period));
      }
      const Json period = session.value("startPeriod", Json(""));
      const bool fresh = std::find(periods.begin(), periods.end(), period) == periods.end();
      if (fresh && period != "") periods.push_back(period);
      if (room == "" && session.value("receiveMark", true)) room = session.value("room", Json(""));
    }
    Json one = record(shown(section.at("sectionKey")));
    one["title"] = section.at("description");
    one["classCode"] = shown(section.at("course")) + "-" + shown(section.at("sectionNumber"));
    one["classType"] = "scheduled";
    one["location"] = room;
    one["course"] = reference(course, "course");
    one["school"] = school(section.at("building"));
    one["terms"] = Json::array();
    for (const std::string& term : terms) {
      one["terms"].push_back(reference(term, "academicSession"));
    }
    one["periods"] = std::move(periods);
    out.push_back(std::move(one));
  }
  return out;
}

Json seat(const std::string& id, const Json& section, const std::string& who, const char* role,
          bool removed) {
  Json one = record(id, removed);
  one["role"] = role;
  one["user"] = reference(who, "user");
  one["class"] = reference(shown(section.at("sectionKey")), "class");
  one["school"] = school(section.at("building"));
  return one;
}

void add_teachers(const Json& section, std::vector<Json>& out) {
  std::set<std::string> known;
  for (const bool primary : {true, false}) {
    for (const Json& session : section.at("sessions")) {
      Json all = Json::array();
      if (primary) {
        all.push_back(session.value("primaryStaffId", Json()));
      } else {
        all = session.value("additionalStaffIds", Json::array());
      }
      for (const Json& staff : all) {
        const std::string id = shown(staff);
        if (id.empty() || !known.insert(id).second) continue;
        Json one = seat(shown(section.at("sectionKey")) + ":t:" + id, section, "t:" + id, "teacher",
                        false);
        one["primary"] = primary ? "true" : "false";
        out.push_back(std::move(one));
      }
    }
  }
}

std::vector<Json> enrollments(const Collections& rows) {
  const auto buildings = offered(rows);
  std::vector<Json> out;
  for (const Json& section : rows.rows("sections")) {
    if (is_listed(section, buildings)) add_teachers(section, out);
  }
  for (const Json& row : rows.rows("enrollments")) {
    const std::string key = shown(row.at("sectionKey"));
    const Json* section = rows.find("sections", key);
    if (section == nullptr || !is_listed(*section, buildings)) continue;
    const std::string student = shown(row.at("studentId"));
    Json one = seat(key + ":" + student + ":" + shown(row.at("dateRangeKey")), *section,
                    "s:" + student, "student", row.at("courseStatus") == "D");
    one["beginDate"] = row.at("dateAdded");
    if (!row.at("dateDropped").is_null()) one["endDate"] = row.at("dateDropped");
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

const Plus360List* find_plus360_list(std::string_view path) {
  static const std::vector<Plus360List> kLists{
      {"schools", "orgs", schools},
      {"terms", "academicSessions",
       [](const Collections& rows) { return academic_sessions(rows, true); }},
      {"gradingPeriods", "academicSessions",
       [](const Collections& rows) { return academic_sessions(rows, false); }},
      {"students", "users", students},
      {"teachers", "users", teachers},
      {"users", "users", users},
      {"courses", "courses", courses},
      {"classes", "classes", classes},
      {"enrollments", "enrollments", enrollments}};
  const auto at = std::find_if(kLists.begin(), kLists.end(),
                               [&](const Plus360List& one) { return one.path == path; });
  return at == kLists.end() ? nullptr : &*at;
}

}  // namespace crosswalk::sandbox::eschoolplus
