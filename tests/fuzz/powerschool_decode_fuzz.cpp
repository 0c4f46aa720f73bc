/// Whatever a server answers, every decoder of the PowerSchool adapter ends with records or with
/// BadData; a record without an id says why; every id is digits; and rows keep them apart.

#include "decode_query.hpp"
#include "decode_v1.hpp"
#include "fuzz/require.hpp"
#include "rows.hpp"
#include "staff_directory.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace {

using namespace crosswalk;
using namespace crosswalk::powerschool;

template <class T>
bool usable(const Result<T>& result) {
  require(result.has_value() || result.error().code == ErrorCode::BadData);
  return result.has_value();
}

bool is_id(const std::string& id) {
  return !id.empty() && id.front() != '0' &&
         std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

template <class T>
void check(const T& record) {
  require(is_id(record.id) || (record.id.empty() && !record.fault.empty()));
}

void check(const RosterRecord& row) {
  require(!row.sourced_id.empty() || !row.refused.empty());
  for (const auto& [name, cell] : row.columns) require(!name.empty());
}

void check_lists(std::string_view body) {
  if (const auto list = decode_schools(body); usable(list)) {
    for (const School& school : *list) check(school), check(to_row(school));
  }
  if (const auto list = decode_terms(body); usable(list)) {
    for (const Term& term : *list) check(term);
    for (const RosterRecord& row : to_rows(*list)) check(row);
  }
  if (const auto list = decode_courses(body); usable(list)) {
    for (const Course& course : *list) check(course), check(to_row(course));
  }
  if (const auto list = decode_sections(body); usable(list)) {
    for (const Section& section : *list) check(section), check(to_row(section, nullptr));
  }
  if (const auto list = decode_students(body); usable(list)) {
    for (const Student& student : *list) check(student), check(to_row(student));
  }
  if (const auto list = decode_seats(body); usable(list)) {
    for (const Seat& seat : *list) check(seat), check(to_row(seat));
  }
  if (const auto list = decode_staff(body); usable(list)) {
    StaffDirectory directory;
    for (const StaffEntry& entry : *list) directory.add(entry, "3");
    for (const Staff& person : directory.people()) check(to_row(person));
    require(directory.people().size() + directory.skipped() <= list->size());
  }
}

void check_query(std::string_view body) {
  const SchoolIds schools{{"100", "3"}};
  const auto page = decode_query(body);
  if (!usable(page)) return;
  for (const QueryRow& row : page->rows) {
    check(school_of(row));
    check(course_of(row));
    check(term_of(row, schools));
    check(section_of(row, schools));
    check(student_of(row, schools));
    check(seat_of(row));
    const Teaching teaching = teaching_of(row);
    require(is_id(teaching.section) || !teaching.fault.empty());
    for (const Post& post : staff_of(row, schools).posts) require(post.school == "3");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body{reinterpret_cast<const char*>(data), size};
  check_lists(body);
  check_query(body);
  if (const auto course = decode_course(body); usable(course)) check(*course);
  usable(decode_count(body));
  usable(decode_time(body));
  usable(decode_district_name(body));
  if (const auto metadata = decode_metadata(body); usable(metadata)) {
    for (const auto& [name, pages] : metadata->page_sizes) require(pages > 0);
  }
  for (const std::string& field : missing_fields(body)) require(!field.empty());
  tells_of_a_missing_permission(body);
  return 0;
}
