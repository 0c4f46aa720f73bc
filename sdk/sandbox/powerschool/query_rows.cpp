/// \file
/// What the named queries select, in their order (contract 8.4).

#include <algorithm>

#include "sandbox/powerschool/query_defs.hpp"
#include "sandbox/powerschool/v1_objects.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

std::string dcid(const Json& record) { return std::to_string(record["id"].get<std::int64_t>()); }

const Json& target(const State& state, std::string_view table, const Json& record,
                   std::string_view field) {
  static const Json kNone = Json::object();
  const Json* found = state.find(table, number_of_field(record, field));
  return found == nullptr ? kNone : *found;
}

/// SCHOOL_NUMBER of the school that a record names; "0" for the district office.
std::string school_number(const State& state, const Json& record) {
  if (number_of_field(record, "school_id") == 0) return "0";
  return text_of_field(target(state, "schools", record, "school_id"), "school_number");
}

std::string oracle_flag(bool set) { return set ? "1" : "0"; }

const Json& term_of_section(const State& state, const Json& section) {
  return target(state, "terms", section, "term_id");
}

}  // namespace

bool admits(const Arguments& arguments, std::string_view name, const std::string& value) {
  const auto given = arguments.find(name);
  if (given == arguments.end()) return true;
  return std::find(given->second.begin(), given->second.end(), value) != given->second.end();
}

std::string year_id_of(const Json& term) {
  return std::to_string(number_of_field(term, "start_year") - 1990);
}

std::vector<QueryValues> rows_of_schools(const State& state, const Arguments&) {
  std::vector<QueryValues> out;
  for (const auto& [id, school] : state.table("schools")) {
    if (number_of_field(school, "school_number") == 999999) continue;
    out.push_back({dcid(school), text_of_field(school, "school_number"),
                   text_of_field(school, "name"), text_of_field(school, "low_grade"),
                   text_of_field(school, "high_grade")});
  }
  return out;
}

std::vector<QueryValues> rows_of_terms(const State& state, const Arguments& arguments) {
  std::vector<QueryValues> out;
  for (const auto& [id, term] : state.table("terms")) {
    const std::string number = school_number(state, term);
    if (!admits(arguments, "yearid", year_id_of(term))) continue;
    if (!admits(arguments, "school_number", number)) continue;
    out.push_back({dcid(term), text_of_field(term, "inner_id"), year_id_of(term), number,
                   oracle_flag(number_of_field(term, "portion") == 1),
                   text_of_field(term, "portion"), text_of_field(term, "start_date"),
                   text_of_field(term, "end_date"), text_of_field(term, "abbreviation"),
                   text_of_field(term, "name")});
  }
  return out;
}

std::vector<QueryValues> rows_of_staff(const State& state, const Arguments& arguments) {
  std::vector<std::pair<std::int64_t, QueryValues>> rows;
  for (const auto& [id, post] : state.table("school_staff")) {
    const std::string number = school_number(state, post);
    if (!admits(arguments, "school_number", number)) continue;
    const Json& user = target(state, "users", post, "user_id");
    const bool hidden = flag_of_field(post, "hides_user");
    rows.emplace_back(
        number_of_field(post, "user_id"),
        QueryValues{hidden ? "" : text_of_field(post, "user_id"), dcid(post),
                    text_of_field(post, "inner_id"), number, text_of_field(post, "status"),
                    text_of_field(post, "type"), text_of_field(user, "first_name"),
                    text_of_field(user, "middle_name"), text_of_field(user, "last_name"),
                    text_of_field(user, "email"), text_of_field(user, "admin_username"),
                    text_of_field(user, "teacher_username"), text_of_field(user, "local_id")});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<QueryValues> out;
  for (auto& [user, values] : rows) out.push_back(std::move(values));
  return out;
}

std::vector<QueryValues> rows_of_students(const State& state, const Arguments& arguments) {
  std::vector<QueryValues> out;
  for (const auto& [id, student] : state.table("students")) {
    const std::string number = school_number(state, student);
    const std::string status = text_of_field(student, "enroll_status");
    if (!admits(arguments, "school_number", number)) continue;
    if (!admits(arguments, "enroll_status", status)) continue;
    out.push_back({dcid(student), text_of_field(student, "inner_id"),
                   text_of_field(student, "local_id"), text_of_field(student, "student_username"),
                   text_of_field(student, "first_name"), text_of_field(student, "middle_name"),
                   text_of_field(student, "last_name"), text_of_field(student, "grade_level"),
                   status, number, text_of_field(student, "email")});
  }
  return out;
}

std::vector<QueryValues> rows_of_sections(const State& state, const Arguments& arguments) {
  std::vector<QueryValues> out;
  for (const auto& [id, section] : state.table("sections")) {
    const Json& term = term_of_section(state, section);
    const Json& course = target(state, "courses", section, "course_id");
    const std::string number = school_number(state, section);
    if (!admits(arguments, "yearid", year_id_of(term))) continue;
    if (!admits(arguments, "school_number", number)) continue;
    out.push_back({dcid(section), text_of_field(section, "inner_id"), dcid(course),
                   text_of_field(course, "course_number"), text_of_field(course, "course_name"),
                   text_of_field(section, "section_number"), text_of_field(section, "expression"),
                   text_of_field(section, "external_expression"), dcid(term),
                   text_of_field(term, "inner_id"), number,
                   text_of_field(section, "gradebooktype")});
  }
  return out;
}

std::vector<QueryValues> rows_of_teachers(const State& state, const Arguments& arguments) {
  std::vector<std::pair<std::int64_t, QueryValues>> rows;
  for (const auto& [id, teaching] : state.table("section_teachers")) {
    const Json& section = target(state, "sections", teaching, "section_id");
    if (!admits(arguments, "yearid", year_id_of(term_of_section(state, section)))) continue;
    const Json& post = target(state, "school_staff", teaching, "school_staff_id");
    const bool lead = flag_of_field(teaching, "is_lead");
    const std::string role = text_of_field(teaching, "role");
    rows.emplace_back(number_of_field(teaching, "section_id"),
                      QueryValues{dcid(section), text_of_field(post, "user_id"), dcid(post),
                                  role.empty() ? (lead ? "Lead Teacher" : "Co-teacher") : role,
                                  text_of_field(teaching, "start_date"),
                                  text_of_field(teaching, "end_date"), oracle_flag(lead)});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<QueryValues> out;
  for (auto& [section, values] : rows) out.push_back(std::move(values));
  return out;
}

std::vector<QueryValues> rows_of_seats(const State& state, const Arguments& arguments) {
  std::vector<QueryValues> out;
  for (const auto& [id, seat] : state.table("enrollments")) {
    const Json& section = target(state, "sections", seat, "section_id");
    if (!admits(arguments, "yearid", year_id_of(term_of_section(state, section)))) continue;
    if (!admits(arguments, "section_dcid", dcid(section))) continue;
    out.push_back({dcid(seat), dcid(section), text_of_field(seat, "student_id"),
                   text_of_field(seat, "entry_date"), text_of_field(seat, "exit_date"),
                   oracle_flag(flag_of_field(seat, "dropped"))});
  }
  return out;
}

std::vector<QueryValues> rows_of_section_enrollments(const State& state,
                                                     const Arguments& arguments) {
  std::vector<QueryValues> out;
  for (const auto& [id, seat] : state.table("enrollments")) {
    if (!admits(arguments, "section_dcid", text_of_field(seat, "section_id"))) continue;
    if (flag_of_field(seat, "dropped")) continue;
    out.push_back(
        {text_of_field(seat, "student_id"), text_of_field(seat, "section_id"), dcid(seat)});
  }
  return out;
}

std::vector<QueryValues> rows_of_coteachers(const State& state, const Arguments& arguments) {
  std::vector<QueryValues> out;
  for (const auto& [id, teaching] : state.table("section_teachers")) {
    const Json& post = target(state, "school_staff", teaching, "school_staff_id");
    if (flag_of_field(teaching, "is_lead")) continue;
    if (!admits(arguments, "users_dcids", text_of_field(post, "user_id"))) continue;
    out.push_back({text_of_field(post, "user_id"), text_of_field(teaching, "section_id")});
  }
  return out;
}

std::vector<QueryValues> rows_of_gradebook_types(const State& state, const Arguments& arguments) {
  std::vector<QueryValues> out;
  for (const auto& [id, section] : state.table("sections")) {
    if (!admits(arguments, "section_ids", dcid(section))) continue;
    out.push_back({dcid(section), text_of_field(section, "gradebooktype")});
  }
  return out;
}

}  // namespace crosswalk::sandbox::powerschool
