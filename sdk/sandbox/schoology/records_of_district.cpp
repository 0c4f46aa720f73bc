#include "sandbox/schoology/records_of_district.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr Id kPeriodBase = 8100;
constexpr Id kUserBase = 90100;
constexpr Id kCourseBase = 700100;
constexpr Id kSectionBase = 710200;
constexpr Id kEnrollmentBase = 720300;
constexpr Id kLastGrade = 12;
constexpr Id kGradeCodes = 2;  // codes of grades are so much above them (contract 6.17)

using Ids = std::map<std::string, Id>;  // by sourced_id

template <class Things>
Ids ids_from(Id base, const Things& things) {
  Ids out;
  for (const auto& thing : things) out[thing.sourced_id] = base + thing.number;
  return out;
}

Id id_or(const Ids& ids, const std::string& sourced_id, Id otherwise) {
  const auto at = ids.find(sourced_id);
  return at == ids.end() ? otherwise : at->second;
}

Json buildings(const District& d, const Ids& ids, Id district) {
  Json out = Json::array({{{"id", district}, {"title", d.name}}});
  for (const sandbox::School& school : d.schools) {
    out.push_back({{"id", ids.at(school.sourced_id)},
                   {"title", school.name},
                   {"building_code", school.sourced_id}});
  }
  return out;
}

/// Titles are unique in the whole district (contract 6.4).
Json periods(const District& d, const Ids& ids) {
  std::set<std::string> used;
  for (const sandbox::Class& clazz : d.classes) used.insert(clazz.terms.begin(), clazz.terms.end());
  std::set<std::string> titles;
  Json out = Json::array();
  for (const AcademicSession& session : d.sessions) {
    if (session.type == "schoolYear" && used.count(session.sourced_id) == 0) continue;
    std::string title = session.title;
    if (!titles.insert(title).second) title += " (" + session.sourced_id + ")";
    out.push_back({{"id", ids.at(session.sourced_id)},
                   {"title", title},
                   {"start", session.start_date},
                   {"end", last_day(session)}});
  }
  return out;
}

Id role_titled(const State& state, const std::string& title) {
  for (const auto& [id, role] : state.roles) {
    if (role.title == title) return id;
  }
  return 0;
}

/// The year in which who is in the first of the grades leaves the twelfth (contract 6.17).
std::string grad_year(const District& d, const std::vector<std::string>& grades) {
  if (grades.empty() || d.sessions.empty()) return {};
  const auto grade = to_number(grades.front());
  const auto year = to_number(d.sessions.front().school_year);
  return grade && year ? std::to_string(*year + kLastGrade - *grade) : std::string();
}

Json user_record(const District& d, const sandbox::User& user, const Ids& schools,
                 const State& state) {
  std::string others;
  for (const std::string& school : user.other_schools) {
    const Id id = id_or(schools, school, 0);
    if (id != 0) others += (others.empty() ? "" : ",") + std::to_string(id);
  }
  const std::string role = user.role == "student"   ? "Student"
                           : user.role == "teacher" ? "Teacher"
                                                    : "Administrator";
  Json out{{"id", kUserBase + user.number},
           {"school_uid", user.sourced_id},
           {"username", user.username},
           {"primary_email", user.email},
           {"role_id", role_titled(state, role)},
           {"building_id", id_or(schools, user.school, state.district)},
           {"additional_buildings", others},
           {"name_first", user.given_name},
           {"name_middle", user.middle_name},
           {"name_last", user.family_name},
           {"grad_year", grad_year(d, user.grades)},
           {"synced", 1}};
  if (!user.sex.empty()) out["gender"] = user.sex == "female" ? "F" : "M";
  return out;
}

/// From the lowest to the highest grade; a single one has no end.
void put_grade_range(const std::vector<std::string>& grades, Json& row) {
  Id low = 0;
  Id high = 0;
  for (const std::string& grade : grades) {
    const Id code = to_number(grade).value_or(-kGradeCodes) + kGradeCodes;
    if (code == 0) return;  // one that has no such code
    low = low == 0 ? code : std::min(low, code);
    high = std::max(high, code);
  }
  row["grade_level_range_start"] = low;
  row["grade_level_range_end"] = high == low ? 0 : high;
}

Json courses(const District& d, const Ids& ids, const Ids& schools, Id district) {
  Json out = Json::array();
  for (const sandbox::Course& course : d.courses) {
    out.push_back({{"id", ids.at(course.sourced_id)},
                   {"course_code", course.sourced_id},
                   {"title", course.title},
                   {"building_id", id_or(schools, course.school, district)},
                   {"synced", 1}});
    put_grade_range(course.grades, out.back());
  }
  return out;
}

Json sections(const District& d, const Ids& ids, const Ids& courses, const Ids& sessions) {
  Json out = Json::array();
  for (const sandbox::Class& clazz : d.classes) {
    Json terms = Json::array();
    for (const std::string& term : clazz.terms) terms.push_back(id_or(sessions, term, 0));
    out.push_back({{"id", ids.at(clazz.sourced_id)},
                   {"course_id", id_or(courses, clazz.course, 0)},
                   {"section_school_code", clazz.sourced_id},
                   {"title", clazz.title.empty() ? clazz.code : clazz.title},
                   {"grading_periods", std::move(terms)},
                   {"location", clazz.location},
                   {"synced", 1}});
  }
  return out;
}

/// Somebody is enrolled in a section once (contract 6.9); whoever is its teacher too is that.
Json enrollments(const District& d, const Ids& sections, const Ids& users) {
  std::map<std::pair<Id, Id>, Json> out;
  for (const sandbox::Enrollment& e : d.enrollments) {
    const std::pair<Id, Id> place{id_or(sections, e.clazz, 0), id_or(users, e.user, 0)};
    const bool admin = e.role == "teacher";
    const auto [at, fresh] = out.try_emplace(place, Json{{"id", kEnrollmentBase + e.number},
                                                         {"section_id", place.first},
                                                         {"uid", place.second},
                                                         {"admin", admin ? 1 : 0}});
    if (!fresh && admin) at->second["admin"] = 1;
  }
  Json rows = Json::array();
  for (auto& [place, row] : out) rows.push_back(std::move(row));
  return rows;
}

}  // namespace

Json records_of_district(const District& d, const State& state) {
  const Ids schools = ids_from(state.district, d.schools);
  const Ids sessions = ids_from(kPeriodBase, d.sessions);
  const Ids course_ids = ids_from(kCourseBase, d.courses);
  const Ids section_ids = ids_from(kSectionBase, d.classes);
  Json out{{"schools", buildings(d, schools, state.district)},
           {"periods", periods(d, sessions)},
           {"users", Json::array()},
           {"inactive", Json::array()},
           {"courses", courses(d, course_ids, schools, state.district)},
           {"sections", sections(d, section_ids, course_ids, sessions)},
           {"enrollments", enrollments(d, section_ids, ids_from(kUserBase, d.users))}};
  std::set<std::string> addresses;  // belong to one account each (contract 7)
  for (const sandbox::User& user : d.users) {
    Json row = user_record(d, user, schools, state);
    if (!addresses.insert(lower_case(user.email)).second) row["primary_email"] = "";
    out[user.enabled ? "users" : "inactive"].push_back(std::move(row));
  }
  return out;
}

}  // namespace crosswalk::sandbox::schoology
