#include "sandbox/schoology/sections.hpp"

#include <algorithm>
#include <array>

#include "sandbox/schoology/fields.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::array kOptionFlags{
    "weighted_grading_categories", "upload_documents", "upload_document",
    "create_discussion",           "member_post",      "member_post_comment"};

Result<void> take_times(Json& fields, const Json& row) {
  for (const char* key : {"start_time", "end_time"}) {
    CW_TRY(const auto time, text_field(row, key));
    if (time && !time->empty() && !is_time(*time)) {
      return bad_field(key, "must be HH:mm");
    }
    if (time) fields[key] = *time;
  }
  const auto days = row.find("meeting_days");
  if (days == row.end()) return {};
  if (*days != Json::array({""})) {  // which is how no days are written
    CW_TRY(const auto list, ids_field(row, "meeting_days"));
    const bool good = list && std::all_of(list->begin(), list->end(),
                                          [](Id day) { return day >= 0 && day <= 7; });
    if (!good) return bad_input("meeting_days are 0 to 7");
  }
  fields["meeting_days"] = *days;
  return {};
}

Result<void> take_options(Json& options, const Json& row) {
  const auto written = row.find("options");
  if (written == row.end() || !written->is_object()) return {};
  for (const char* key : kOptionFlags) {
    CW_TRY(const auto flag, flag_field(*written, key));
    if (flag) options[key] = *flag;
  }
  CW_TRY(const auto format, id_field(*written, "course_format"));
  if (format && *format != 1 && *format != 2) return bad_input("course_format must be 1 or 2");
  if (format) options["course_format"] = *format;
  CW_TRY(const auto scale, id_field(*written, "default_grading_scale_id"));
  if (scale) options["default_grading_scale_id"] = *scale;
  return {};
}

Result<void> take_periods(const State& state, Section& section, const Json& row) {
  CW_TRY(auto periods, ids_field(row, "grading_periods"));
  if (!periods) return {};
  std::sort(periods->begin(), periods->end());
  periods->erase(std::unique(periods->begin(), periods->end()), periods->end());
  for (const Id period : *periods) {
    if (state.periods.count(period) == 0) return bad_input("a grading period does not exist");
  }
  section.periods = std::move(*periods);
  return {};
}

/// The row laid over `section`; only its keys change. The sample of 6.7 calls the code section_id.
Result<Section> with_row(const State& state, Section section, const Json& row) {
  for (const char* key : {"title", "section_title"}) {
    CW_TRY(const auto title, text_field(row, key));
    if (title) section.fields["title"] = *title;
  }
  CW_TRY(const auto school_code, text_field(row, "section_school_code"));
  if (school_code) section.school_code = *school_code;
  for (const char* key : {"section_id", "section_code"}) {
    CW_TRY(const auto code, text_field(row, key));
    if (code) section.code = *code;
  }
  for (const char* key : {"description", "location"}) {
    CW_TRY(const auto text, text_field(row, key));
    if (text) section.fields[key] = *text;
  }
  CW_TRY(const auto synced, flag_field(row, "synced"));
  if (synced) section.fields["synced"] = *synced;
  if (row.contains("class_periods")) section.fields["class_periods"] = row["class_periods"];
  CW_CHECK(take_times(section.fields, row));
  CW_CHECK(take_options(section.options, row));
  CW_CHECK(take_periods(state, section, row));
  return section;
}

bool share_a_period(const Section& a, const Section& b) {
  return std::any_of(a.periods.begin(), a.periods.end(), [&](Id period) {
    return std::find(b.periods.begin(), b.periods.end(), period) != b.periods.end();
  });
}

Result<void> check(const State& state, const Section& section) {
  if (!has_value(section.fields, "title")) return bad_input("title is required");
  if (section.school_code.empty() && section.code.empty()) {
    return bad_input("section_school_code or section_code is required");
  }
  if (section.periods.empty()) return bad_input("grading_periods is required");
  const auto holder = state.holder_of_section_code(section.school_code);
  if (!section.school_code.empty() && holder && *holder != section.id) {
    return bad_input("section_school_code is already in use");
  }
  if (section.code.empty()) return {};
  for (const Id id : state.course(section.course_id)->sections) {
    const Section& other = *state.section(id);
    if (id != section.id && other.code == section.code && share_a_period(other, section)) {
      return bad_input("section_code is already in use in this course and grading period");
    }
  }
  return {};
}

/// The section an upsert row means: section_school_code wins over section_code plus periods.
const Section* meant(const State& state, Id course, const Section& wanted) {
  if (!wanted.school_code.empty()) return state.section_by_code(wanted.school_code);
  if (wanted.code.empty()) return nullptr;
  for (const Id id : state.course(course)->sections) {
    const Section& section = *state.section(id);
    if (section.code == wanted.code && section.periods == wanted.periods) return &section;
  }
  return nullptr;
}

}  // namespace

Result<Section> post_section(Call& call, Id course, const Json& row, bool update) {
  State& state = call.state;
  Section blank;
  blank.course_id = course;
  CW_TRY(Section section, with_row(state, std::move(blank), row));
  const Section* there = meant(state, course, section);
  if (there != nullptr && !update) return bad_input("a section with this code exists");
  if (there != nullptr && there->course_id != course) {
    return bad_input("section_school_code is used by a section of another course");
  }
  if (there != nullptr) return change_section(call, there->id, row);
  CW_CHECK(check(state, section));
  section.id = state.next.section++;
  state.put_section(section);
  return section;
}

Result<Section> change_section(Call& call, Id id, const Json& row) {
  CW_TRY(Section section, with_row(call.state, *call.state.section(id), row));
  CW_CHECK(check(call.state, section));
  call.state.put_section(section);
  return section;
}

}  // namespace crosswalk::sandbox::schoology
