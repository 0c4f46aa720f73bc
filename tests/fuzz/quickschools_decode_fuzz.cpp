/// Whatever a server answers, every decoder of the QuickSchools adapter ends with values that can
/// be used or that say why not; and every record made of them fits the model.

#include "crosswalk/json.hpp"
#include "decode.hpp"
#include "fuzz/require.hpp"
#include "lists.hpp"
#include "records.hpp"

#include <cstdint>
#include <string_view>

namespace {

using namespace crosswalk;
using namespace crosswalk::quickschools;

void check_record(const RosterRecord& record) {
  require(!record.sourced_id.empty() || !record.refused.empty());
  for (const auto& [name, value] : record.columns) require(!name.empty());
}

void check_row(const Json& row, const Options& options) {
  const Semester semester = decode_semester(row);
  require(!semester.refused.empty() ||
          (semester.start && semester.end && *semester.start < *semester.end));
  check_record(session_record(semester));
  const GradeLevel level = decode_grade_level(row);
  const GradeLevels levels{{level.id, level}};
  check_record(user_record(decode_student(row), "student", options, false));
  check_record(user_record(decode_teacher(row), "teacher", options, false));
  const Section section = decode_section(row, "1");
  check_record(class_record(section, levels, options));
  for (const RosterRecord& record : teacher_enrollments(section, options)) check_record(record);
  for (const RosterRecord& record : course_records({section}, levels, options))
    check_record(record);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body{reinterpret_cast<const char*>(data), size};
  ending_year(body);
  auto document = parse_json(body);
  require(document.has_value() || document.error().code == ErrorCode::BadData);
  if (!document) return 0;
  if (const auto roster = decode_roster(*document, "1")) {
    for (const std::string& student : *roster) require(!student.empty());
  }
  Options options;
  options.school_code = "birch";
  check_row(*document, options);
  const auto page = decode_page(std::move(*document));
  require(page.has_value() || page.error().code == ErrorCode::BadData);
  if (!page) return 0;
  for (const Json& row : page->rows) check_row(row, options);
  return 0;
}
