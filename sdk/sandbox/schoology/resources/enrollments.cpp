/// \file
/// Enrollments of one section (contract 6.9).

#include "sandbox/schoology/enrollments.hpp"

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/paging.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"
#include "sandbox/schoology/sections.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

std::set<Id> as_set(const std::vector<Id>& ids) { return {ids.begin(), ids.end()}; }

Outcome list_enrollments(Call& call) {
  const Section& section = *call.state.section(call.id(0));
  CW_TRY(const auto statuses, parse_ids(call.parameter("enrollment_status").value_or("1")));
  CW_TRY(const auto uids, parse_ids(call.parameter("uid").value_or("")));
  const std::set<Id> status_set = as_set(statuses);
  const std::set<Id> uid_set = as_set(uids);
  const Page page = page_of(call);
  auto rows = page_rows(
      call, page, section.enrollments,
      [&](Id id) {
        const Enrollment& enrollment = *call.state.enrollment(id);
        return status_set.count(enrollment.status) != 0 &&
               (uid_set.empty() || uid_set.count(enrollment.uid) != 0) &&
               call.state.user(enrollment.uid) != nullptr;  // inactive people are not shown
      },
      [&](Id id) { return enrollment_json(call, *call.state.enrollment(id), true); });
  Json out{{"total", std::to_string(rows.second)},
           {"links", page_links(call, page, rows.second, {{"enrollment_status", "1"}})}};
  put_rows(out, "enrollment", std::move(rows.first));
  return ok(out);
}

/// The enrollment of the second capture, when it belongs to the section of the first.
const Enrollment* named_enrollment(const Call& call, Id id) {
  const Enrollment* enrollment = call.state.enrollment(id);
  if (enrollment == nullptr || enrollment->section_id != call.id(0)) return nullptr;
  return call.state.user(enrollment->uid) == nullptr ? nullptr : enrollment;
}

Outcome get_enrollment(Call& call) {
  const Enrollment* enrollment = named_enrollment(call, call.id(1));
  if (enrollment == nullptr) return missing();
  return ok(enrollment_json(call, *enrollment, true));
}

/// uid, admin and status are needed on create.
Result<Enrollment> post_row(Call& call, const Json& row, bool update) {
  CW_TRY(Place place, place_of(row));
  CW_TRY(place.uid, needed_id(row, "uid"));
  if (!place.admin) return bad_input("admin is required");
  if (!place.status) return bad_input("status is required");
  place.section = call.id(0);
  return save_enrollment(call, place, update);
}

Json good_row(const Call& call, const Enrollment& enrollment) {
  return {{"response_code", 200},
          {"id", std::to_string(enrollment.id)},
          {"uid", std::to_string(enrollment.uid)},
          {"location", enrollment_url(call, enrollment)}};
}

Outcome post_enrollments(Call& call) {
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  const bool update = call.is_on("update_existing");
  if (!call.body.contains("enrollments")) {
    CW_TRY(const Enrollment enrollment, post_row(call, call.body, update));
    return created(enrollment_json(call, enrollment, false));
  }
  CW_TRY(const auto rows, rows_of(call.body, "enrollments", "enrollment"));
  return enrollment_rows(run_rows(call, rows, {"uid"}, [&](const Json& row) -> Result<Json> {
    CW_TRY(const Enrollment enrollment, post_row(call, row, update));
    return good_row(call, enrollment);
  }));
}

Result<void> change(Call& call, Id id, const Json& row) {
  const Enrollment* there = named_enrollment(call, id);
  if (there == nullptr) return missing("no such enrollment");
  CW_TRY(Place place, place_of(row));
  place.section = there->section_id;
  place.uid = there->uid;
  CW_CHECK(save_enrollment(call, place, true));
  return {};
}

Outcome put_enrollment(Call& call) {
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  CW_CHECK(change(call, call.id(1), call.body));
  return no_content();
}

Outcome put_enrollments(Call& call) {
  CW_TRY(const auto rows, rows_of(call.body, "enrollments", "enrollment"));
  return enrollment_rows(run_rows(call, rows, {"id"}, [&](const Json& row) -> Result<Json> {
    CW_TRY(const Id id, needed_id(row, "id"));
    CW_CHECK(change(call, id, row));
    return good_row(call, *call.state.enrollment(id));
  }));
}

Outcome delete_enrollment(Call& call) {
  if (named_enrollment(call, call.id(1)) == nullptr) return missing();
  call.state.erase_enrollment(call.id(1), call.settings.soft_delete);
  return no_content();
}

/// Who knows a section's access code joins it.
Outcome join(Call& call) {
  const Section* section = call.state.section(call.id(0));
  if (section == nullptr) return missing();
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  CW_TRY(const std::string code, needed_text(call.body, "access_code"));
  if (code != access_code(section->id)) return bad_input("wrong access code");
  CW_TRY(const Enrollment enrollment,
         save_enrollment(call, {section->id, call.actor.user, 0, kActive}, false));
  return created(enrollment_json(call, enrollment, false));
}

}  // namespace

std::vector<Route> enrollment_routes() {
  return {
      {"GET", "sections/{id}/enrollments", kPeople | kSectionMember, list_enrollments},
      {"POST", "sections/{id}/enrollments", kPeople | kSectionAdmin, post_enrollments},
      {"PUT", "sections/{id}/enrollments", kPeople | kSectionAdmin, put_enrollments},
      {"GET", "sections/{id}/enrollments/{id}", kPeople | kSectionMember, get_enrollment},
      {"PUT", "sections/{id}/enrollments/{id}", kPeople | kSectionAdmin, put_enrollment},
      {"DELETE", "sections/{id}/enrollments/{id}", kPeople | kSectionAdmin, delete_enrollment},
      {"POST", "sections/{id}/accesscode", kAnyone, join},
  };
}

}  // namespace crosswalk::sandbox::schoology
