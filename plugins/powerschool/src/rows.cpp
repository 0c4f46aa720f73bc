#include "rows.hpp"

#include <map>

namespace crosswalk::powerschool {
namespace {

RosterRecord begin_row(std::string id, const std::string& fault) {
  RosterRecord row;
  row.sourced_id = std::move(id);
  row.refused = fault;
  return row;
}

void add_date(RosterRecord& row, std::string_view column, const std::optional<Date>& date) {
  if (date) row.put(column, *date);
}

std::string session_type(std::int64_t portion) {
  if (portion == 1) return "schoolYear";
  return portion == 2 ? "semester" : "term";
}

std::string role_word(const Post& post) { return post.type == 1 ? "teacher" : "staff"; }

void add_names(RosterRecord& row, const std::string& first, const std::string& middle,
               const std::string& last) {
  row.put("givenName", first);
  row.put("middleName", middle);
  row.put("familyName", last);
}

}  // namespace

std::string grade_word(std::int64_t level) {
  if (level < 0) return "PK";
  if (level == 0) return "KG";
  if (level > 12) return {};
  return level < 10 ? "0" + std::to_string(level) : std::to_string(level);
}

RosterRecord to_row(const School& school) {
  RosterRecord row = begin_row(school.id, school.fault);
  row.put("name", school.name);
  row.put("type", std::string("school"));
  row.put("identifier", school.number);
  return row;
}

std::vector<RosterRecord> to_rows(const std::vector<Term>& terms) {
  std::map<std::string, std::string> years;  // by school
  for (const Term& term : terms) {
    if (term.portion == 1) years.emplace(term.school, term.id);
  }
  std::vector<RosterRecord> rows;
  for (const Term& term : terms) {
    RosterRecord row = begin_row(term.id, term.fault);
    row.put("title", term.name.empty() ? term.abbreviation : term.name);
    row.put("type", session_type(term.portion));
    add_date(row, "startDate", term.first_day);
    // PowerSchool names the last day, the model the first day after it.
    if (term.last_day) row.put("endDate", Date{term.last_day->days + 1});
    if (term.start_year > 0) row.put("schoolYear", std::to_string(term.start_year + 1));
    const auto year = years.find(term.school);
    if (term.portion != 1 && year != years.end()) row.put("parent", year->second);
    rows.push_back(std::move(row));
  }
  return rows;
}

RosterRecord to_row(const Course& course) {
  RosterRecord row = begin_row(course.id, course.fault);
  row.put("title", course.name.empty() ? course.number : course.name);
  row.put("courseCode", course.number);
  return row;
}

RosterRecord to_row(const Section& section, const Course* course) {
  RosterRecord row = begin_row(section.id, section.fault);
  const bool both = !section.number.empty() && !section.expression.empty();
  row.put("title", section.number + (both ? " - " : "") + section.expression);
  if (course != nullptr && !course->number.empty() && !section.number.empty()) {
    row.put("classCode", course->number + "." + section.number);
  }
  row.put("classType", std::string("scheduled"));
  row.put("course", section.course);
  row.put("school", section.school);
  if (!section.term.empty()) {
    row.put("terms", std::vector<std::string>{section.term});
  }
  if (!section.expression.empty()) {
    row.put("periods", std::vector<std::string>{section.expression});
  }
  return row;
}

RosterRecord to_row(const Staff& staff) {
  RosterRecord row = begin_row("U" + staff.users_dcid, {});
  row.put("enabledUser", true);
  row.put("username", staff.username);
  row.put("email", staff.email);
  row.put("identifier", staff.number);
  add_names(row, staff.first_name, staff.middle_name, staff.last_name);
  std::vector<RosterRole> roles;
  for (const Post& post : staff.posts) {
    roles.push_back(
        {role_word(post), post.school, roles.empty() ? "primary" : "secondary", {}, {}});
  }
  if (!roles.empty()) {
    row.put("primaryOrg", roles.front().org);
    row.put("roles", std::move(roles));
  }
  return row;
}

RosterRecord to_row(const Student& student) {
  RosterRecord row =
      begin_row(student.id.empty() ? std::string() : "S" + student.id, student.fault);
  row.put("enabledUser", true);
  row.put("username", student.username);
  row.put("email", student.email);
  row.put("identifier", student.number);
  add_names(row, student.first_name, student.middle_name, student.last_name);
  if (!student.school.empty()) {
    row.put("primaryOrg", student.school);
    row.put("roles", std::vector<RosterRole>{{"student", student.school, "primary", {}, {}}});
  }
  if (student.grade_level) {
    const std::string grade = grade_word(*student.grade_level);
    if (!grade.empty()) row.put("grades", std::vector<std::string>{grade});
  }
  return row;
}

RosterRecord to_row(const Seat& seat) {
  RosterRecord row = begin_row(seat.id, seat.fault);
  row.put("class", seat.section);
  row.put("user", "S" + seat.student);
  row.put("role", std::string("student"));
  add_date(row, "beginDate", seat.entry);
  add_date(row, "endDate", seat.exit);
  return row;
}

RosterRecord to_row(const Teaching& teaching) {
  RosterRecord row = begin_row("T" + teaching.section + "-" + teaching.users_dcid, teaching.fault);
  row.put("class", teaching.section);
  row.put("user", "U" + teaching.users_dcid);
  row.put("role", std::string("teacher"));
  row.put("primary", teaching.lead);
  add_date(row, "beginDate", teaching.begin);
  add_date(row, "endDate", teaching.end);
  return row;
}

}  // namespace crosswalk::powerschool
