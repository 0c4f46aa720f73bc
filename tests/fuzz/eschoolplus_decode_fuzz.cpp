/// Whatever a server answers, every decoder of the eSchoolPlus adapter ends with facts that can be
/// used or that say why not; and every record made of them fits the model.

#include "crosswalk/json.hpp"
#include "records.hpp"
#include "session/client.hpp"
#include "session/decode.hpp"
#include "session/lists.hpp"
#include "values.hpp"
#include "version.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace crosswalk;
using namespace crosswalk::eschoolplus;

void require(bool holds) {
  if (!holds) std::abort();
}

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
  if (page) {
    for (const Json& row : page->records) check_row(row);
  }
  return 0;
}
