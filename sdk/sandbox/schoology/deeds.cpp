#include "sandbox/schoology/deeds.hpp"

#include "sandbox/schoology/fields.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Error not_there(const std::string& what) { return {ErrorCode::NotFound, "no such " + what}; }

Result<Id> section_of(const State& state, const Json& body) {
  CW_TRY(const auto id, id_field(body, "section_id"));
  CW_TRY(const auto code, text_field(body, "section_school_code"));
  const Section* section = code ? state.section_by_code(*code) : state.section(id.value_or(0));
  if (section == nullptr) return not_there("section");
  return section->id;
}

Result<Id> user_of(const State& state, const Json& body) {
  CW_TRY(const auto id, id_field(body, "uid"));
  CW_TRY(const auto code, text_field(body, "school_uid"));
  const User* user = code ? state.user_by_code(*code) : state.user(id.value_or(0));
  if (user == nullptr) return not_there("active user");
  return user->id;
}

Result<Json> enroll(State& state, const Json& body, std::int64_t) {
  CW_TRY(const Id section, section_of(state, body));
  CW_TRY(const Id user, user_of(state, body));
  CW_TRY(const auto admin, flag_field(body, "admin"));
  CW_TRY(const auto status, id_field(body, "status"));
  const Enrollment* there = state.enrollment_of(section, user);
  Enrollment enrollment;
  if (there != nullptr) enrollment = *there;
  if (there == nullptr) enrollment = {state.next.enrollment++, section, user, false, kActive};
  if (admin) enrollment.admin = *admin == 1;
  enrollment.status = static_cast<int>(status.value_or(kActive));
  state.put_enrollment(enrollment);
  return Json{{"id", enrollment.id}, {"section_id", section}, {"uid", user}};
}

Result<Json> unenroll(State& state, const Json& body, std::int64_t) {
  CW_TRY(const auto given, id_field(body, "id"));
  Id id = given.value_or(0);
  if (!given) {
    CW_TRY(const Id section, section_of(state, body));
    CW_TRY(const Id user, user_of(state, body));
    const Enrollment* there = state.enrollment_of(section, user);
    id = there == nullptr ? 0 : there->id;
  }
  if (state.enrollment(id) == nullptr) return not_there("enrollment");
  state.erase_enrollment(id, false);
  return Json{{"id", id}};
}

Result<Json> deactivate(State& state, const Json& body, std::int64_t now_s) {
  CW_TRY(const Id user, user_of(state, body));
  CW_TRY(const auto keep, flag_field(body, "keep_enrollments"));
  state.deactivate(user, now_s, user, "by hand", keep.value_or(0) == 1);
  return Json{{"uid", user}};
}

Result<Json> restore_deleted(State& state, const Json& body, std::int64_t) {
  CW_TRY(const std::string kind, needed_text(body, "kind"));
  CW_TRY(const Id id, needed_id(body, "id"));
  if (!state.restore(kind, id)) return not_there("deleted " + kind);
  return Json{{"id", id}};
}

Result<Json> grade(State& state, const Json& body, std::int64_t now_s) {
  CW_TRY(const Id section, section_of(state, body));
  CW_TRY(const Id enrollment, needed_id(body, "enrollment_id"));
  CW_TRY(const Id item, needed_id(body, "assignment_id"));
  if (state.enrollment(enrollment) == nullptr) return not_there("enrollment");
  if (state.assignment(item) == nullptr) return not_there("assignment");
  CW_TRY(const auto points, number_field(body, "grade"));
  CW_TRY(const auto exception, id_field(body, "exception"));
  CW_TRY(const auto comment, text_field(body, "comment"));
  Grade cell;
  if (points) cell.grade = *points;
  cell.exception = static_cast<int>(exception.value_or(0));
  cell.comment = comment.value_or("");
  cell.timestamp_s = now_s;
  state.put_grade(section, enrollment, item, std::move(cell));
  return Json{{"enrollment_id", enrollment}, {"assignment_id", item}};
}

}  // namespace

Result<Json> do_deed(State& state, std::string_view name, const Json& body, std::int64_t now_s) {
  if (!body.is_object()) return Error{ErrorCode::InvalidArgument, "an object was expected"};
  if (name == "enroll") return enroll(state, body, now_s);
  if (name == "unenroll") return unenroll(state, body, now_s);
  if (name == "deactivate") return deactivate(state, body, now_s);
  if (name == "restore_deleted") return restore_deleted(state, body, now_s);
  if (name == "grade") return grade(state, body, now_s);
  return Error{ErrorCode::NotFound, "no deed by hand is called " + std::string{name}};
}

}  // namespace crosswalk::sandbox::schoology
