#include "decode_v1.hpp"

#include "words.hpp"

#include "wire.hpp"

namespace crosswalk::powerschool {
namespace {

constexpr std::int64_t kActiveAffiliation = 1;  // contract 5.5

/// Decodes every element of a list.
template <class T>
Result<std::vector<T>> decode_all(std::string_view body, const Wrapping& wrapping,
                                  T (*decode)(const Json&)) {
  CW_TRY(const Json document, parse_json(body));
  const Json* list = member(document, wrapping.list);
  const bool is_list = list != nullptr && (list->is_object() || *list == "");  // "": rule 3.2.4
  if (!is_list) {
    return Error{ErrorCode::BadData,
                 "the answer has no '" + std::string(wrapping.list) + "' object"};
  }
  std::vector<T> out;
  for (const Json* element : as_list(member(*list, wrapping.element))) {
    out.push_back(decode(*element));
  }
  return out;
}

void take_date(const Json& object, const char* key, std::optional<Date>& into, std::string& fault) {
  auto date = date_in(object, key);
  if (date) {
    into = *date;
  } else if (fault.empty()) {
    fault = date.error().message;
  }
}

School school_of(const Json& object) {
  School school{id_in(object, "id"), text_in(object, "school_number"), text_in(object, "name"), {}};
  need_id(school.fault, school.id, "a school");
  return school;
}

Term term_of(const Json& object) {
  Term term;
  term.id = id_in(object, "id");
  term.school = id_in(object, "school_id");
  term.start_year = int_in(object, "start_year").value_or(0);
  term.portion = int_in(object, "portion").value_or(0);
  term.abbreviation = text_in(object, "abbreviation");
  term.name = text_in(object, "name");
  need_id(term.fault, term.id, "a term");
  take_date(object, "start_date", term.first_day, term.fault);
  take_date(object, "end_date", term.last_day, term.fault);
  return term;
}

Course course_of(const Json& object) {
  Course course{
      id_in(object, "id"), text_in(object, "course_number"), text_in(object, "course_name"), {}};
  need_id(course.fault, course.id, "a course");
  return course;
}

Section section_of(const Json& object) {
  Section section;
  section.id = id_in(object, "id");
  section.school = id_in(object, "school_id");
  section.course = id_in(object, "course_id");
  section.term = id_in(object, "term_id");
  section.number = text_in(object, "section_number");
  section.expression = text_in(object, "external_expression");
  if (section.expression.empty()) section.expression = text_in(object, "expression");
  section.lead_staff = id_in(object, "staff_id");
  need_id(section.fault, section.id, "a section");
  return section;
}

Student student_of(const Json& object) {
  const Json& name = block(object, "name");
  const Json& enrollment = block(object, "school_enrollment");
  Student student;
  student.id = id_in(object, "id");
  student.school = id_in(enrollment, "school_id");
  student.number = text_in(object, "local_id");
  student.username = text_in(object, "student_username");
  student.email = text_in(block(object, "contact_info"), "email");
  student.first_name = text_in(name, "first_name");
  student.middle_name = text_in(name, "middle_name");
  student.last_name = text_in(name, "last_name");
  student.grade_level = int_in(enrollment, "grade_level");
  need_id(student.fault, student.id, "a student");
  return student;
}

StaffEntry staff_of(const Json& object) {
  const Json& name = block(object, "name");
  StaffEntry entry;
  entry.id = id_in(object, "id");
  Staff& person = entry.person;
  person.users_dcid = id_in(object, "users_dcid");
  person.number = text_in(object, "local_id");
  person.username = text_in(object, "teacher_username");
  entry.by_teacher_name = !person.username.empty();
  if (person.username.empty()) person.username = text_in(object, "admin_username");
  person.email = text_in(block(object, "emails"), "work_email");
  person.first_name = text_in(name, "first_name");
  person.middle_name = text_in(name, "middle_name");
  person.last_name = text_in(name, "last_name");
  const Json& affiliations = block(object, "school_affiliations");
  for (const Json* one : as_list(member(affiliations, "school_affiliation"))) {
    const std::string school = id_in(*one, "school_id");  // 0, the district office, is none
    if (school.empty() || int_in(*one, "status") != kActiveAffiliation) continue;
    person.posts.push_back({school, int_in(*one, "type").value_or(0)});
  }
  return entry;
}

Seat seat_of(const Json& object) {
  Seat seat;
  seat.id = id_in(object, "id");
  seat.section = id_in(object, "section_id");
  seat.student = id_in(object, "student_id");
  seat.dropped = flag_in(object, "dropped");
  need_id(seat.fault, seat.id, "a section enrollment");
  if (seat.fault.empty() && (seat.section.empty() || seat.student.empty())) {
    seat.fault = "a section enrollment without section_id or student_id";
  }
  take_date(object, "entry_date", seat.entry, seat.fault);
  take_date(object, "exit_date", seat.exit, seat.fault);
  return seat;
}

}  // namespace

Result<std::vector<School>> decode_schools(std::string_view body) {
  return decode_all(body, kSchools, school_of);
}
Result<std::vector<Term>> decode_terms(std::string_view body) {
  return decode_all(body, kTerms, term_of);
}
Result<std::vector<Course>> decode_courses(std::string_view body) {
  return decode_all(body, kCourses, course_of);
}
Result<std::vector<Section>> decode_sections(std::string_view body) {
  return decode_all(body, kSections, section_of);
}
Result<std::vector<Student>> decode_students(std::string_view body) {
  return decode_all(body, kStudents, student_of);
}
Result<std::vector<StaffEntry>> decode_staff(std::string_view body) {
  return decode_all(body, kStaff, staff_of);
}
Result<std::vector<Seat>> decode_seats(std::string_view body) {
  return decode_all(body, kSeats, seat_of);
}

Result<Course> decode_course(std::string_view body) {
  CW_TRY(const Json document, parse_json(body));
  const Json* course = member(document, "course");
  if (course == nullptr || !course->is_object()) {
    return Error{ErrorCode::BadData, "the answer has no 'course' object"};
  }
  return course_of(*course);
}

Result<std::uint64_t> decode_count(std::string_view body) {
  CW_TRY(const Json document, parse_json(body));
  auto count = int_in(block(document, "resource"), "count");
  if (!count) count = int_in(document, "count");
  if (!count || *count < 0) return Error{ErrorCode::BadData, "the answer holds no count"};
  return static_cast<std::uint64_t>(*count);
}

Result<Metadata> decode_metadata(std::string_view body) {
  constexpr std::string_view kEnd = "_max_page_size";
  constexpr std::int64_t kLargest = 100000;
  CW_TRY(const Json document, parse_json(body));
  const Json* metadata = member(document, "metadata");
  if (metadata == nullptr || !metadata->is_object()) {
    return Error{ErrorCode::BadData, "the answer has no 'metadata' object"};
  }
  Metadata out;
  out.version = text_in(*metadata, "powerschool_version");
  out.time_zone = text_in(*metadata, "district_timezone");
  for (const auto& [key, value] : metadata->items()) {
    if (!key.ends_with(kEnd)) continue;
    const auto size = int_in(*metadata, key);
    if (!size || *size < 1 || *size > kLargest) continue;
    out.page_sizes[key.substr(0, key.size() - kEnd.size())] = static_cast<std::uint32_t>(*size);
  }
  return out;
}

Result<std::int64_t> decode_time(std::string_view body) {
  CW_TRY(const Json document, parse_json(body));
  const auto stamp = int_in(block(document, "resource"), "timestamp");
  if (!stamp) return Error{ErrorCode::BadData, "the answer holds no time: it is not PowerSchool's"};
  return *stamp;
}

Result<std::string> decode_district_name(std::string_view body) {
  CW_TRY(const Json document, parse_json(body));
  const Json* district = member(document, "district");
  if (district == nullptr || !district->is_object()) {
    return Error{ErrorCode::BadData, "the answer has no 'district' object"};
  }
  return text_in(*district, "name");
}

bool tells_of_a_missing_permission(std::string_view body) {
  const Json document = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  return document.is_object() && member(document, "errorMessage") != nullptr;
}

}  // namespace crosswalk::powerschool
