/// \file
/// Enrollments of many sections in one call: by ids, and by the outside codes (contract 6.9).

#include <algorithm>

#include "sandbox/schoology/enrollments.hpp"
#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Result<Json> post_realm_row(Call& call, const Json& row) {
  CW_TRY(const std::string realm, needed_text(row, "realm"));
  if (realm == "group") return missing("no such group");
  if (realm != "section") return bad_input("realm must be section or group");
  CW_TRY(Place place, place_of(row));
  CW_TRY(place.section, needed_id(row, "section_id"));
  CW_TRY(place.uid, needed_id(row, "uid"));
  if (!place.admin) return bad_input("admin is required");
  if (!place.status) return bad_input("status is required");
  CW_TRY(const Enrollment saved, save_enrollment(call, place, call.is_on("update_existing")));
  return Json{{"id", std::to_string(saved.id)},
              {"uid", std::to_string(saved.uid)},
              {"location", enrollment_url(call, saved)},
              {"realm", "section"},
              {"realm_id", std::to_string(saved.section_id)}};
}

Outcome post_many(Call& call) {
  CW_TRY(const auto rows, rows_of(call.body, "enrollments", "enrollment"));
  return enrollment_rows(run_rows(call, rows, {"uid", "realm", "section_id", "group_id"},
                                  [&](const Json& row) { return post_realm_row(call, row); }));
}

Outcome delete_many(Call& call) {
  CW_TRY(const auto ids, ids_of(call, "enrollment_ids"));
  return enrollment_rows(run_ids(call, ids, [&](Id id) -> Result<void> {
    if (call.state.enrollment(id) == nullptr) return missing("no such enrollment");
    call.state.erase_enrollment(id, call.settings.soft_delete);
    return {};
  }));
}

/// The section that a row names by section_school_code.
Result<const Section*> by_school_code(const Call& call, const Json& row) {
  CW_TRY(const std::string code, needed_text(row, "section_school_code"));
  return call.state.section_by_code(code);
}

/// The section that a row names by course_code and section_code, in all of these periods.
Result<const Section*> by_course(const Call& call, const Json& row,
                                 const std::vector<Id>& periods) {
  CW_TRY(const std::string course_code, needed_text(row, "course_code"));
  CW_TRY(const std::string section_code, needed_text(row, "section_code"));
  const Section* none = nullptr;
  const Course* course = call.state.course_by_code(course_code);
  if (course == nullptr) return none;
  for (const Id id : course->sections) {
    const Section& section = *call.state.section(id);
    const bool in_periods = std::all_of(periods.begin(), periods.end(), [&](Id period) {
      return std::find(section.periods.begin(), section.periods.end(), period) !=
             section.periods.end();
    });
    if (section.code == section_code && in_periods) return &section;
  }
  return none;
}

/// Always an upsert: whoever comes is active again; delete=1 removes.
Result<Json> import_row(Call& call, const Json& row, const Section* section) {
  CW_TRY(const std::string school_uid, needed_text(row, "school_uid"));
  CW_TRY(const auto remove, flag_field(row, "delete"));
  CW_TRY(Place place, place_of(row));
  if (section == nullptr) return missing("no such section");
  const User* user = call.state.user_by_code(school_uid);
  if (user == nullptr) return missing("no such user");
  Json out{{"school_uid", school_uid},
           {"section_school_code", section->school_code},
           {"course_code", call.state.course(section->course_id)->code},
           {"section_code", section->code}};
  if (remove.value_or(0) == 1) {
    const Enrollment* there = call.state.enrollment_of(section->id, user->id);
    if (there == nullptr) return missing("no such enrollment");
    call.state.erase_enrollment(there->id, call.settings.soft_delete);
    return out;
  }
  place.section = section->id;
  place.uid = user->id;
  if (!place.status) place.status = kActive;
  CW_TRY(const Enrollment saved, save_enrollment(call, place, true));
  out["location"] = enrollment_url(call, saved);
  return out;
}

Outcome import_by_code(Call& call) {
  CW_TRY(const auto rows, rows_of(call.body, "enrollments", "enrollment"));
  return enrollment_rows(run_rows(call, rows, {"school_uid", "section_school_code"},
                                  [&](const Json& row) -> Result<Json> {
                                    CW_TRY(const Section* section, by_school_code(call, row));
                                    return import_row(call, row, section);
                                  }));
}

Outcome import_by_course(Call& call) {
  CW_TRY(const auto periods, parse_ids(call.captures[0]));
  for (const Id period : periods) {
    if (call.state.periods.count(period) == 0) return bad_input("a grading period does not exist");
  }
  CW_TRY(const auto rows, rows_of(call.body, "enrollments", "enrollment"));
  return enrollment_rows(run_rows(call, rows, {"school_uid", "course_code", "section_code"},
                                  [&](const Json& row) -> Result<Json> {
                                    CW_TRY(const Section* section, by_course(call, row, periods));
                                    return import_row(call, row, section);
                                  }));
}

}  // namespace

std::vector<Route> enrollment_import_routes() {
  return {
      {"POST", "enrollments", kPeople | kAdmin, post_many},
      {"DELETE", "enrollments", kPeople | kAdmin, delete_many},
      {"POST", "enrollments/import/course", kPeople | kAdmin, import_by_code},
      {"POST", "enrollments/import/course/{ids}", kPeople | kAdmin, import_by_course},
  };
}

}  // namespace crosswalk::sandbox::schoology
