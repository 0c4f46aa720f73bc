#include "decode_query.hpp"

#include "words.hpp"

#include "crosswalk/dates.hpp"

#include "wire.hpp"

#include <algorithm>

namespace crosswalk::powerschool {
namespace {

QueryRow row_of(const Json& record) {
  QueryRow row;
  const Json* tables = member(record, "tables");
  const bool flat = tables == nullptr || !tables->is_object();
  for (const auto& [name, value] : (flat ? record : *tables).items()) {
    if (flat || !value.is_object()) {
      if (const auto text = as_text(&value)) row[name] = *text;
      continue;
    }
    for (const auto& [column, cell] : value.items()) {
      if (const auto text = as_text(&cell)) row[name + "." + column] = *text;
    }
  }
  return row;
}

std::string text(const QueryRow& row, std::string_view column) {
  const auto found = row.find(column);
  return found == row.end() ? std::string() : found->second;
}

std::optional<std::int64_t> number(const QueryRow& row, std::string_view column) {
  const std::string digits = text(row, column);
  std::int64_t value = 0;
  const auto done = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || done.ec != std::errc{} || done.ptr != digits.data() + digits.size()) {
    return {};
  }
  return value;
}

std::string id(const QueryRow& row, std::string_view column) {
  const auto value = number(row, column);
  return value && *value > 0 ? std::to_string(*value) : std::string();
}

bool flag(const QueryRow& row, std::string_view column) {
  const std::string value = text(row, column);
  return value == "1" || value == "true";
}

void take_date(const QueryRow& row, const char* column, std::optional<Date>& into,
               std::string& fault) {
  const std::string value = text(row, column);
  if (value.empty()) return;
  if (const auto days = parse_date(value)) {
    into = Date{*days};
  } else if (fault.empty()) {
    fault = std::string(column) + " is not a date (YYYY-MM-DD)";
  }
}

std::string school_in(const QueryRow& row, const SchoolIds& schools) {
  const auto found = schools.find(text(row, "school_number"));
  return found == schools.end() ? std::string() : found->second;
}

bool is_plain_name(std::string_view name) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";
  return !name.empty() && name.size() <= 80 &&
         name.find_first_not_of(kPlain) == std::string_view::npos;
}

}  // namespace

Result<QueryPage> decode_query(std::string_view body) {
  CW_TRY(const Json document, parse_json(body));
  if (!document.is_object()) {
    return Error{ErrorCode::BadData, "the answer of the query is no object"};
  }
  // An empty answer is {"@extensions": ""}; anything else that has no `record` is not an answer.
  const Json* records = member(document, "record");
  if (records == nullptr && member(document, "@extensions") == nullptr &&
      member(document, "name") == nullptr) {
    return Error{ErrorCode::BadData, "the answer is not that of a query"};
  }
  if (records != nullptr && !records->is_array() && !records->is_object()) {
    return Error{ErrorCode::BadData, "the answer of the query holds no records"};
  }
  QueryPage page;
  for (const Json* record : as_list(records)) page.rows.push_back(row_of(*record));
  const auto count = int_in(document, "count");
  if (count && *count >= 0) page.count = static_cast<std::uint64_t>(*count);
  return page;
}

School school_of(const QueryRow& row) {
  School school{id(row, "dcid"), text(row, "school_number"), text(row, "name"), {}};
  need_id(school.fault, school.id, "a school");
  return school;
}

Term term_of(const QueryRow& row, const SchoolIds& schools) {
  Term term;
  term.id = id(row, "dcid");
  term.school = school_in(row, schools);
  const auto year = number(row, "yearid");
  if (year) term.start_year = *year + 1990;
  term.portion = number(row, "portion").value_or(0);
  if (flag(row, "isyearrec")) term.portion = 1;
  term.abbreviation = text(row, "abbreviation");
  term.name = text(row, "name");
  need_id(term.fault, term.id, "a term");
  take_date(row, "firstday", term.first_day, term.fault);
  take_date(row, "lastday", term.last_day, term.fault);
  return term;
}

Course course_of(const QueryRow& row) {
  Course course{id(row, "course_dcid"), text(row, "course_number"), text(row, "course_name"), {}};
  need_id(course.fault, course.id, "a course");
  return course;
}

Section section_of(const QueryRow& row, const SchoolIds& schools) {
  Section section;
  section.id = id(row, "dcid");
  section.school = school_in(row, schools);
  section.course = id(row, "course_dcid");
  section.term = id(row, "term_dcid");
  section.number = text(row, "section_number");
  section.expression = text(row, "external_expression");
  if (section.expression.empty()) section.expression = text(row, "expression");
  need_id(section.fault, section.id, "a section");
  return section;
}

Student student_of(const QueryRow& row, const SchoolIds& schools) {
  Student student;
  student.id = id(row, "dcid");
  student.school = school_in(row, schools);
  student.number = text(row, "student_number");
  student.username = text(row, "student_web_id");
  student.email = text(row, "email");
  student.first_name = text(row, "first_name");
  student.middle_name = text(row, "middle_name");
  student.last_name = text(row, "last_name");
  student.grade_level = number(row, "grade_level");
  need_id(student.fault, student.id, "a student");
  return student;
}

Staff staff_of(const QueryRow& row, const SchoolIds& schools) {
  Staff staff;
  staff.users_dcid = id(row, "users_dcid");
  staff.number = text(row, "teachernumber");
  staff.username = text(row, "teacherloginid");
  if (staff.username.empty()) staff.username = text(row, "loginid");
  staff.email = text(row, "email_addr");
  staff.first_name = text(row, "first_name");
  staff.middle_name = text(row, "middle_name");
  staff.last_name = text(row, "last_name");
  const std::string school = school_in(row, schools);
  if (!school.empty()) staff.posts.push_back({school, number(row, "staffstatus").value_or(0)});
  return staff;
}

Seat seat_of(const QueryRow& row) {
  Seat seat;
  seat.id = id(row, "cc_dcid");
  seat.section = id(row, "section_dcid");
  seat.student = id(row, "student_dcid");
  seat.dropped = flag(row, "dropped");
  need_id(seat.fault, seat.id, "an enrollment");
  if (seat.fault.empty() && (seat.section.empty() || seat.student.empty())) {
    seat.fault = "an enrollment without its section or its student";
  }
  take_date(row, "dateenrolled", seat.entry, seat.fault);
  take_date(row, "dateleft", seat.exit, seat.fault);
  return seat;
}

Teaching teaching_of(const QueryRow& row) {
  Teaching teaching;
  teaching.section = id(row, "section_dcid");
  teaching.users_dcid = id(row, "users_dcid");
  teaching.lead = flag(row, "is_lead");
  if (teaching.section.empty()) teaching.fault = "a teacher's assignment without its section";
  take_date(row, "start_date", teaching.begin, teaching.fault);
  take_date(row, "end_date", teaching.end, teaching.fault);
  // SECTIONTEACHER names the last day (assumed: README), the model the first day after it.
  if (teaching.end) ++teaching.end->days;
  return teaching;
}

std::vector<std::string> missing_fields(std::string_view body) {
  std::vector<std::string> out;
  const Json document = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  for (const Json* error : as_list(member(document, "errors"))) {
    const std::string table = text_in(*error, "resource");
    const std::string field = text_in(*error, "field");
    if (!is_plain_name(field)) continue;
    std::string name =
        is_plain_name(table) && field.find('.') == std::string::npos ? table + "." + field : field;
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  return out;
}

}  // namespace crosswalk::powerschool
