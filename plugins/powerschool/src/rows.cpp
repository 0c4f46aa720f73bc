#include "rows.hpp"

#include <map>

namespace crosswalk::powerschool {
namespace {

Row begin_row(std::string id, const std::string& fault) {
  Row row;
  row.id = std::move(id);
  row.refused = fault;
  return row;
}

void add_date(Row& row, std::string_view column, const std::optional<Date>& date) {
  if (date) row.cells.emplace_back(column, *date);
}

std::string session_type(std::int64_t portion) {
  if (portion == 1) return "schoolYear";
  return portion == 2 ? "semester" : "term";
}

std::string role_word(const Post& post) { return post.type == 1 ? "teacher" : "staff"; }

void add_names(Row& row, const std::string& first, const std::string& middle,
               const std::string& last) {
  row.text("givenName", first);
  row.text("middleName", middle);
  row.text("familyName", last);
}

}  // namespace

std::string grade_word(std::int64_t level) {
  if (level < 0) return "PK";
  if (level == 0) return "KG";
  if (level > 12) return {};
  return level < 10 ? "0" + std::to_string(level) : std::to_string(level);
}

Row to_row(const School& school) {
  Row row = begin_row(school.id, school.fault);
  row.text("name", school.name);
  row.text("type", "school");
  row.text("identifier", school.number);
  return row;
}

std::vector<Row> to_rows(const std::vector<Term>& terms) {
  std::map<std::string, std::string> years;  // by school
  for (const Term& term : terms) {
    if (term.portion == 1) years.emplace(term.school, term.id);
  }
  std::vector<Row> rows;
  for (const Term& term : terms) {
    Row row = begin_row(term.id, term.fault);
    row.text("title", term.name.empty() ? term.abbreviation : term.name);
    row.text("type", session_type(term.portion));
    add_date(row, "startDate", term.first_day);
    // PowerSchool names the last day, the model the first day after it.
    if (term.last_day) row.cells.emplace_back("endDate", Date{term.last_day->days + 1});
    if (term.start_year > 0) row.text("schoolYear", std::to_string(term.start_year + 1));
    const auto year = years.find(term.school);
    if (term.portion != 1 && year != years.end()) row.text("parent", year->second);
    rows.push_back(std::move(row));
  }
  return rows;
}

Row to_row(const Course& course) {
  Row row = begin_row(course.id, course.fault);
  row.text("title", course.name.empty() ? course.number : course.name);
  row.text("courseCode", course.number);
  return row;
}

Row to_row(const Section& section, const Course* course) {
  Row row = begin_row(section.id, section.fault);
  const bool both = !section.number.empty() && !section.expression.empty();
  row.text("title", section.number + (both ? " - " : "") + section.expression);
  if (course != nullptr && !course->number.empty() && !section.number.empty()) {
    row.text("classCode", course->number + "." + section.number);
  }
  row.text("classType", "scheduled");
  row.text("course", section.course);
  row.text("school", section.school);
  if (!section.term.empty()) {
    row.cells.emplace_back("terms", std::vector<std::string>{section.term});
  }
  if (!section.expression.empty()) {
    row.cells.emplace_back("periods", std::vector<std::string>{section.expression});
  }
  return row;
}

Row to_row(const Staff& staff) {
  Row row = begin_row("U" + staff.users_dcid, {});
  row.cells.emplace_back("enabledUser", true);
  row.text("username", staff.username);
  row.text("email", staff.email);
  row.text("identifier", staff.number);
  add_names(row, staff.first_name, staff.middle_name, staff.last_name);
  std::vector<Role> roles;
  for (const Post& post : staff.posts) {
    roles.push_back({role_word(post), post.school, roles.empty()});
  }
  if (!roles.empty()) {
    row.text("primaryOrg", roles.front().school);
    row.cells.emplace_back("roles", std::move(roles));
  }
  return row;
}

Row to_row(const Student& student) {
  Row row = begin_row(student.id.empty() ? std::string() : "S" + student.id, student.fault);
  row.cells.emplace_back("enabledUser", true);
  row.text("username", student.username);
  row.text("email", student.email);
  row.text("identifier", student.number);
  add_names(row, student.first_name, student.middle_name, student.last_name);
  if (!student.school.empty()) {
    row.text("primaryOrg", student.school);
    row.cells.emplace_back("roles", std::vector<Role>{{"student", student.school, true}});
  }
  if (student.grade_level) {
    const std::string grade = grade_word(*student.grade_level);
    if (!grade.empty()) row.cells.emplace_back("grades", std::vector<std::string>{grade});
  }
  return row;
}

Row to_row(const Seat& seat) {
  Row row = begin_row(seat.id, seat.fault);
  row.text("class", seat.section);
  row.text("user", "S" + seat.student);
  row.text("role", "student");
  add_date(row, "beginDate", seat.entry);
  add_date(row, "endDate", seat.exit);
  return row;
}

Row to_row(const Teaching& teaching) {
  Row row = begin_row("T" + teaching.section + "-" + teaching.users_dcid, teaching.fault);
  row.text("class", teaching.section);
  row.text("user", "U" + teaching.users_dcid);
  row.text("role", "teacher");
  row.cells.emplace_back("primary", teaching.lead);
  add_date(row, "beginDate", teaching.begin);
  add_date(row, "endDate", teaching.end);
  return row;
}

}  // namespace crosswalk::powerschool
