/// Whatever a server answers or a file holds, every decoder of the eSchoolPlus adapter ends with
/// facts that can be used or that say why not; and every record made of them fits the model.

#include "crosswalk/json.hpp"
#include "files/decode.hpp"
#include "fuzz/require.hpp"
#include "plus360/decode.hpp"
#include "plus360/lists.hpp"
#include "records.hpp"
#include "session/client.hpp"
#include "session/decode.hpp"
#include "session/lists.hpp"
#include "values.hpp"
#include "version.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crosswalk;
using namespace crosswalk::eschoolplus;

void check_record(const RosterRecord& record) {
  require(!record.sourced_id.empty() || !record.refused.empty());
  for (const auto& [name, value] : record.columns) {
    require(!name.empty());
    const auto* json = std::get_if<RosterJson>(&value);
    require(json == nullptr || Json::accept(json->text));
  }
}

void check_row(const Json& row) {
  Options options;
  options.org_prefix = "NF";
  check_record(org_record(decode_building(row), options));
  check_record(session_record(decode_marking_period(row), "R"));
  check_record(course_record(decode_course(row), {decode_grade_level(row)}, options));
  check_record(student_record(decode_student(row), {}, options));
  check_record(staff_record(decode_staff(row), options));
  check_record(guardian_record(decode_guardian(row), {"14"}, options));
  if (const auto contact = decode_contact(row)) require(!contact->student.empty());
  const Section section = decode_section(row);
  const Enrollment enrollment = decode_enrollment(row);
  bool complete = true;
  const auto active = active_enrollments({enrollment, enrollment}, 20'000, 0, complete);
  require(active.size() <= 1 && complete == enrollment.refused.empty());
  if (!section.refused.empty()) return;
  for (const bool per_session : {false, true}) {
    options.class_per_session = per_session;
    for (const SectionClass& clazz : classes_of(section, options)) {
      check_record(class_record(section, clazz, options));
      for (const RosterRecord& record : teacher_records(section, clazz, options)) {
        check_record(record);
      }
      for (const ActiveEnrollment& one : active) {
        check_record(enrollment_record(one, section, clazz, options));
      }
    }
  }
}

void check_one_roster(const Json& record) {
  Options options;
  options.org_prefix = "4102";
  if (const auto one = plus360::decode_building(record)) check_record(org_record(*one, options));
  if (const auto one = plus360::decode_period(record)) check_record(session_record(*one, ""));
  if (const auto one = plus360::decode_course(record)) {
    check_record(course_record(*one, {}, options));
  }
  if (const auto one = plus360::decode_student(record)) {
    check_record(student_record(*one, {}, options));
  }
  if (const auto one = plus360::decode_teacher(record)) check_record(staff_record(*one, options));
  if (const auto one = plus360::decode_guardian(record)) {
    check_record(guardian_record(*one, {"14"}, options));
  }
  plus360::decode_contacts(record);
  plus360::decode_enrollment(record);
  auto section = plus360::decode_section(record, "2027");
  const auto teaching = plus360::decode_teaching(record);
  if (!section || !section->refused.empty() || !teaching) return;
  std::vector<Section> sections{*section};
  plus360::add_teachers({*teaching, *teaching}, sections);
  for (const SectionClass& clazz : classes_of(sections[0], options)) {
    check_record(class_record(sections[0], clazz, options));
  }
}

/// The bytes as a file of students, whose header stands before them.
void check_file(std::string_view bytes, std::string_view header) {
  const std::string text = std::string(header) + std::string(bytes);
  std::size_t at = 0;
  files::RowReader reader(files::kStudents, [&](char* buffer, std::uint64_t capacity) {
    const std::size_t n = std::min({std::size_t{7}, text.size() - at, std::size_t{capacity}});
    text.copy(buffer, n, at);
    at += n;
    return Result<std::uint64_t>(n);
  });
  if (!reader.open()) return;
  for (;;) {
    const auto more = reader.next();
    if (!more || !*more) return;
    if (!reader.fault().empty()) continue;
    check_record(student_record(files::decode_student(reader), {}, Options{}));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body{reinterpret_cast<const char*>(data), size};
  parse_version(body);
  parse_day(body);
  error_code_in(body);
  for (const std::uint32_t status : {401U, 404U, 422U, 500U}) {
    HttpResponse answer;
    answer.status = status;
    answer.body = body;
    require(!refusal(answer, "reading").message.empty());
  }
  const auto page = decode_page(body);
  require(page.has_value() || page.error().code == ErrorCode::BadData);
  const auto document = parse_json(body);
  if (document) check_row(*document);
  if (document) check_one_roster(*document);
  if (const auto records = plus360::records_in(body, "users")) {
    for (const Json& record : *records) check_one_roster(record);
  }
  constexpr std::string_view kColumns =
      "STUDENT_ID|FIRST_NAME|MIDDLE_NAME|LAST_NAME|BUILDING|GRADE|CURRENT_STATUS|TRACK";
  check_file(body, "");
  check_file(body, std::string(kColumns) + "\n");
  check_file(body, std::string(kColumns) + "|#!#\n");
  if (page) {
    for (const Json& row : page->records) check_row(row);
  }
  return 0;
}
