/// Whatever a server answers, every decoder of the Schoology adapter ends with records that can be
/// used or with BadData; nothing else, and no row of a write is judged as done without a code that
/// says so.

#include "crosswalk/json.hpp"
#include "decode.hpp"
#include "fuzz/require.hpp"
#include "paging.hpp"
#include "rows.hpp"

#include <cstdint>
#include <string_view>

namespace {

using namespace crosswalk;
using namespace crosswalk::schoology;

template <class T>
bool usable(const Result<T>& result) {
  require(result.has_value() || result.error().code == ErrorCode::BadData);
  return result.has_value();
}

void check_record(const Record& record) {
  require(record.id.empty() != record.refused.empty());
  for (const auto& [name, value] : record.fields) require(!name.empty());
}

void check_list(Kind kind, std::string_view body) {
  const auto page = decode_list(kind, body, "1");
  if (!usable(page)) return;
  for (const Record& record : page->records) check_record(record);
  const Task task = list_of(kind, "/v1/courses?limit=200");
  const auto rest = continue_list(task, *page);
  if (usable(rest) && rest->next) require(rest->next->path.starts_with("/v1/"));
}

void check_rows(const std::vector<RowReply>& rows) {
  const std::vector<Expected> items = {{{"school_uid", "S-1"}}, {{"id", "1"}}};
  require(verdicts_for(items, rows).size() == items.size());
  for (const RowReply& row : rows) {
    const bool success = row.verdict.status >= 200 && row.verdict.status <= 299;
    require((row.verdict.fate == Fate::Applied) == success);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body{reinterpret_cast<const char*>(data), size};
  for (const Kind kind : {Kind::Building, Kind::Period, Kind::Role, Kind::Course, Kind::Section,
                          Kind::User, Kind::InactiveUser, Kind::Enrollment}) {
    check_list(kind, body);
    if (const auto record = decode_object(kind, body, "1"); usable(record)) check_record(*record);
  }
  if (const auto id = decode_school_id(body); usable(id)) require(!id->empty());
  if (const auto rows = decode_rows(body, {}, "user"); usable(rows)) check_rows(*rows);
  if (const auto rows = decode_rows(body, "enrollments", "enrollment"); usable(rows)) {
    check_rows(*rows);
  }
  if (const auto courses = decode_course_rows(body); usable(courses)) {
    for (const CourseReply& course : *courses) check_rows(course.sections);
  }
  const Verdict single = judge_single(200, body, true);
  require(single.fate != Fate::Applied || !single.id.empty());
  judge_call(400, body);
  return 0;
}
