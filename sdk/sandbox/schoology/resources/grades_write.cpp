/// \file
/// Writing grades and final comments (contract 6.13).

#include "sandbox/schoology/assignments.hpp"
#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"
#include "sandbox/schoology/scales.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr Id kLate = 4;

/// Points, or a letter on an item that has a scale; null when there is none.
Result<Json> points_of(const State& state, const Assignment& item, const Json& row) {
  if (!has_value(row, "grade")) return Json{};
  const auto number = number_field(row, "grade");
  if (number) return Json(**number);
  const Json* scale = find_scale(state, item.fields.value("grading_scale", Id{0}));
  const std::string letter = loose_text(row["grade"]);
  const auto points =
      scale == nullptr ? std::nullopt : points_for(*scale, letter, max_points_of(item));
  if (!points) return bad_field("grade", "must be a number or a letter of the item's scale");
  return Json(*points);
}

Result<Json> comment_status_of(const Json& row) {
  if (!has_value(row, "comment_status")) return Json{};
  CW_TRY(const auto flag, flag_field(row, "comment_status"));
  return Json(*flag);
}

/// The entry replaces the whole cell; exceptions but late take the score away.
Result<Json> put_row(Call& call, const Json& row) {
  State& state = call.state;
  CW_TRY(const Id item_id, needed_id(row, "assignment_id"));
  CW_TRY(const Id enrollment_id, needed_id(row, "enrollment_id"));
  const Assignment* item = state.assignment(item_id);
  if (item == nullptr || item->section_id != call.id(0)) return missing("no such assignment");
  const Enrollment* enrollment = state.enrollment(enrollment_id);
  if (enrollment == nullptr || enrollment->section_id != call.id(0)) {
    return missing("no such enrollment");
  }
  CW_TRY(const auto exception, id_field(row, "exception"));
  if (exception && (*exception < 0 || *exception > 9)) {
    return bad_field("exception", "is not a known code");
  }
  Grade cell;
  CW_TRY(cell.grade, points_of(state, *item, row));
  cell.exception = static_cast<int>(exception.value_or(0));
  if (cell.exception > 0 && cell.exception < kLate) cell.grade = nullptr;
  CW_TRY(const auto comment, text_field(row, "comment"));
  cell.comment = comment.value_or("");
  CW_TRY(cell.comment_status, comment_status_of(row));
  cell.timestamp_s = call.now_s;
  state.put_grade(call.id(0), enrollment_id, item_id, std::move(cell));
  return Json{{"response_code", 204}};
}

Result<Json> put_comment_row(Call& call, const Json& row) {
  CW_TRY(const Id enrollment_id, needed_id(row, "enrollment_id"));
  CW_TRY(const std::string period, needed_text(row, "period_id"));
  CW_TRY(const auto comment, text_field(row, "comment"));
  CW_TRY(const auto status, flag_field(row, "comment_status"));
  const Enrollment* enrollment = call.state.enrollment(enrollment_id);
  if (enrollment == nullptr || enrollment->section_id != call.id(0)) {
    return missing("no such enrollment");
  }
  call.state.put_final_comment(
      call.id(0), enrollment_id, period,
      {{"comment", comment.value_or("")}, {"comment_status", status.value_or(0)}});
  return Json{{"response_code", 204}};
}

Outcome put_grades(Call& call) {
  if (call.body.is_object() && call.body.contains("final_comments")) {
    CW_TRY(const auto rows, rows_of(call.body, "final_comments", "final_comment"));
    Json done =
        run_rows(call, rows, {}, [&](const Json& row) { return put_comment_row(call, row); });
    return json_reply(207, {{"final_comments", {{"final_comment", std::move(done)}}}});
  }
  CW_TRY(const auto rows, rows_of(call.body, "grades", "grade"));
  Json done = run_rows(call, rows, {}, [&](const Json& row) { return put_row(call, row); });
  return json_reply(207, {{"grades", {{"grade", std::move(done)}}}});
}

}  // namespace

std::vector<Route> grade_write_routes() {
  return {{"PUT", "sections/{id}/grades", kPeople | kSectionAdmin, put_grades}};
}

}  // namespace crosswalk::sandbox::schoology
