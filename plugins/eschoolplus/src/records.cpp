#include "records.hpp"

#include "crosswalk/dates.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace crosswalk::eschoolplus {
namespace {

/// What a person has whoever it is.
template <class Person>
void put_person(const Person& person, RosterRecord& record) {
  record.put("enabledUser", true);
  record.put("username", person.login);
  record.put("givenName", person.first_name);
  record.put("familyName", person.last_name);
  record.put("email", person.email);
  record.put("identifier", person.id);
}

void put_state_id(const std::string& state_id, RosterRecord& record) {
  if (!state_id.empty()) record.put("userIds", std::vector<RosterUserId>{{"state", state_id}});
}

void put_roles(std::vector<RosterRole> roles, RosterRecord& record) {
  if (roles.empty()) return;
  record.put("primaryOrg", roles.front().org);
  record.put("roles", std::move(roles));
}

std::vector<std::string> periods_of(const SectionClass& clazz) {
  std::vector<std::string> out;
  for (const CourseSession* session : clazz.sessions) {
    for (const std::string& period : session->periods) {
      if (std::find(out.begin(), out.end(), period) == out.end()) out.push_back(period);
    }
  }
  return out;
}

/// Codes hold nothing that JSON would have to escape, or they are left out.
bool is_plain(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c > ' ' && c < 127 && c != '"' && c != '\\'; });
}

std::string user_id(const char* kind, const std::string& id) { return kind + id; }

RosterRecord enrollment_of(const std::string& class_id, const std::string& user,
                           const Section& section, const char* role, const Options& options) {
  RosterRecord record;
  record.put("class", class_id);
  record.put("user", user);
  record.put("school", org_id(section.building, options));
  record.put("role", std::string(role));
  return record;
}

}  // namespace

RosterRecord org_record(const Building& building, const Options& options) {
  if (!building.refused.empty()) {
    return RosterRecord::refusal(building.number.empty() ? "" : org_id(building.number, options),
                                 building.refused);
  }
  RosterRecord record;
  record.sourced_id = org_id(building.number, options);
  record.put("name", building.name);
  record.put("type", std::string("school"));
  record.put("identifier", building.state_code.empty() ? building.number : building.state_code);
  return record;
}

RosterRecord session_record(const MarkingPeriod& period, const std::string& track) {
  const std::string id = session_id(period.building, period.school_year, period.code);
  if (!period.refused.empty())
    return RosterRecord::refusal(period.code.empty() ? "" : id, period.refused);
  auto main = std::find_if(period.dates.begin(), period.dates.end(),
                           [&](const TrackDates& one) { return one.track == track; });
  if (main == period.dates.end()) main = period.dates.begin();
  RosterRecord record;
  record.sourced_id = id;
  record.put("title", period.title);
  record.put("type", std::string(period.duration == "S" ? "semester" : "gradingPeriod"));
  record.put("startDate", Date{main->start});
  record.put("endDate", Date{main->last + 1});
  record.put("schoolYear", period.school_year);
  std::string variants;
  for (const TrackDates& one : period.dates) {
    if (&one == &*main || !is_plain(one.track)) continue;
    variants += (variants.empty() ? "" : ", ") + one.track + " " + format_date(one.start) + " to " +
                format_date(one.last);
  }
  if (!variants.empty())
    record.put("metadata", RosterJson{R"({"otherTracks":")" + variants + "\"}"});
  return record;
}

RosterRecord course_record(const Course& course, const std::vector<GradeLevel>& levels,
                           const Options& options) {
  const std::string id = course_id(course.building, course.code);
  if (!course.refused.empty())
    return RosterRecord::refusal(course.code.empty() ? "" : id, course.refused);
  RosterRecord record;
  record.sourced_id = id;
  record.put("title", course.title);
  record.put("courseCode", course.code);
  record.put("grades", course.grades.empty()
                           ? grade_range(course.lowest_grade, course.highest_grade, levels)
                           : course.grades);
  if (!course.department.empty()) {
    record.put("subjects", std::vector<std::string>{course.department});
  }
  record.put("org", org_id(course.building, options));
  return record;
}

RosterRecord class_record(const Section& section, const SectionClass& clazz,
                          const Options& options) {
  RosterRecord record;
  record.sourced_id = clazz.id;
  record.put("title", section.title);
  record.put("classCode", section.course + "-" + section.number);
  record.put("classType", std::string("scheduled"));
  record.put("location", clazz.sessions.empty() ? "" : clazz.sessions.front()->room);
  record.put("course", course_id(section.building, section.course));
  record.put("school", org_id(section.building, options));
  record.put("periods", periods_of(clazz));
  std::set<std::string> terms;
  for (const CourseSession* session : clazz.sessions) {
    for (const std::string& period : session->marking_periods) {
      terms.insert(session_id(section.building, section.school_year, period));
    }
  }
  record.put("terms", std::vector<std::string>(terms.begin(), terms.end()));
  return record;
}

RosterRecord student_record(const Student& student, const std::vector<std::string>& guardians,
                            const Options& options) {
  const std::string id = user_id("s:", student.id);
  if (!student.refused.empty())
    return RosterRecord::refusal(student.id.empty() ? "" : id, student.refused);
  RosterRecord record;
  record.sourced_id = id;
  put_person(student, record);
  record.put("middleName", student.middle_name);
  record.put("preferredFirstName", student.nickname);
  put_state_id(student.state_id, record);
  put_roles({{"student", org_id(student.building, options), "primary", {}, {}}}, record);
  if (!student.grade.empty()) record.put("grades", std::vector<std::string>{student.grade});
  std::vector<std::string> agents;
  for (const std::string& guardian : guardians) agents.push_back(user_id("g:", guardian));
  record.put("agents", std::move(agents));
  return record;
}

RosterRecord staff_record(const Staff& staff, const Options& options) {
  const std::string id = user_id("t:", staff.id);
  if (!staff.refused.empty())
    return RosterRecord::refusal(staff.id.empty() ? "" : id, staff.refused);
  RosterRecord record;
  record.sourced_id = id;
  put_person(staff, record);
  put_state_id(staff.state_id, record);
  std::vector<StaffPlace> places = staff.places;
  std::stable_sort(places.begin(), places.end(), [](const StaffPlace& a, const StaffPlace& b) {
    return a.primary != b.primary ? a.primary : a.building < b.building;
  });
  std::vector<RosterRole> roles;
  for (const StaffPlace& place : places) {
    if (!place.teacher && !place.counselor) continue;
    roles.push_back({place.teacher ? "teacher" : "counselor",
                     org_id(place.building, options),
                     place.primary ? "primary" : "secondary",
                     {},
                     {}});
  }
  put_roles(std::move(roles), record);
  return record;
}

RosterRecord guardian_record(const Guardian& guardian, const std::set<std::string>& buildings,
                             const Options& options) {
  const std::string id = user_id("g:", guardian.id);
  if (!guardian.refused.empty()) {
    return RosterRecord::refusal(guardian.id.empty() ? "" : id, guardian.refused);
  }
  RosterRecord record;
  record.sourced_id = id;
  put_person(guardian, record);
  std::vector<RosterRole> roles;
  for (const std::string& building : buildings) {
    roles.push_back({"guardian", org_id(building, options), "", {}, {}});
  }
  put_roles(std::move(roles), record);
  return record;
}

std::vector<RosterRecord> teacher_records(const Section& section, const SectionClass& clazz,
                                          const Options& options) {
  std::vector<std::string> teachers;
  const auto add = [&](const std::string& who) {
    const bool there = std::find(teachers.begin(), teachers.end(), who) != teachers.end();
    if (!who.empty() && !there) teachers.push_back(who);
  };
  for (const CourseSession* session : clazz.sessions) add(session->primary_staff);
  if (options.co_teachers) {
    for (const CourseSession* session : clazz.sessions) {
      for (const std::string& who : session->other_staff) add(who);
    }
  }
  std::vector<RosterRecord> out;
  for (const std::string& who : teachers) {
    RosterRecord record = enrollment_of(clazz.id, user_id("t:", who), section, "teacher", options);
    record.sourced_id = clazz.id + ":t:" + who;
    record.put("primary", out.empty());
    out.push_back(std::move(record));
  }
  return out;
}

std::vector<ActiveEnrollment> active_enrollments(const std::vector<Enrollment>& rows,
                                                 std::int64_t today, std::int64_t lead_days,
                                                 bool& complete) {
  std::map<std::pair<std::string, std::string>, ActiveEnrollment> folded;
  for (const Enrollment& row : rows) {
    if (!row.refused.empty()) {
      complete = false;
      continue;
    }
    const bool active =
        !row.dropped && row.added <= today + lead_days && (!row.leaves || *row.leaves > today);
    if (!active) continue;
    const auto [at, fresh] =
        folded.try_emplace({row.section, row.student},
                           ActiveEnrollment{row.section, row.student, row.added, row.leaves});
    if (fresh) continue;
    ActiveEnrollment& one = at->second;
    one.begin = std::min(one.begin, row.added);
    one.end = one.end && row.leaves ? std::optional(std::max(*one.end, *row.leaves)) : std::nullopt;
  }
  std::vector<ActiveEnrollment> out;
  for (auto& [key, one] : folded) out.push_back(std::move(one));
  return out;
}

RosterRecord enrollment_record(const ActiveEnrollment& enrollment, const Section& section,
                               const SectionClass& clazz, const Options& options) {
  RosterRecord record =
      enrollment_of(clazz.id, user_id("s:", enrollment.student), section, "student", options);
  record.sourced_id = clazz.id + ":" + enrollment.student;
  record.put("beginDate", Date{enrollment.begin});
  if (enrollment.end) record.put("endDate", Date{*enrollment.end});
  return record;
}

}  // namespace crosswalk::eschoolplus
