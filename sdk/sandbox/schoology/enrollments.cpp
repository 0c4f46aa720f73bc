#include "sandbox/schoology/enrollments.hpp"

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/users.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Json text_or(const Json& fields, const char* key, const char* otherwise) {
  return has_value(fields, key) ? Json(loose_text(fields[key])) : Json(otherwise);
}

}  // namespace

Result<Place> place_of(const Json& row) {
  Place place;
  CW_TRY(place.admin, flag_field(row, "admin"));
  CW_TRY(const auto status, id_field(row, "status"));
  if (status && (*status < kActive || *status > kArchived)) {
    return bad_input("status must be 1 to 5");
  }
  if (status) place.status = static_cast<int>(*status);
  return place;
}

Result<Enrollment> save_enrollment(Call& call, const Place& place, bool update) {
  State& state = call.state;
  if (state.section(place.section) == nullptr) return missing("no such section");
  if (state.user(place.uid) == nullptr) return missing("no such user");
  const Enrollment* there = state.enrollment_of(place.section, place.uid);
  if (there != nullptr && !update) return *there;
  Enrollment enrollment;
  if (there != nullptr) enrollment = *there;
  if (there == nullptr) {
    enrollment = {state.next.enrollment++, place.section, place.uid, false, kActive};
  }
  if (place.admin) enrollment.admin = *place.admin == 1;
  if (place.status) enrollment.status = *place.status;
  state.put_enrollment(enrollment);
  return enrollment;
}

std::string enrollment_url(const Call& call, const Enrollment& enrollment) {
  return call.url("sections/" + std::to_string(enrollment.section_id) + "/enrollments/" +
                  std::to_string(enrollment.id));
}

Reply enrollment_rows(Json rows) {
  return json_reply(207, {{"enrollments", {{"enrollment", std::move(rows)}}}});
}

Json enrollment_json(const Call& call, const Enrollment& enrollment, bool in_list) {
  const User& user = *call.state.user(enrollment.uid);
  const std::string uid = std::to_string(user.id);
  Json out{{"id", std::to_string(enrollment.id)},
           {"uid", uid},
           {"school_uid", user.school_uid},
           {"name_title", text_or(user.fields, "name_title", "")},
           {"name_title_show", text_or(user.fields, "name_title_show", "0")},
           {"name_first", text_or(user.fields, "name_first", "")},
           {"name_first_preferred", text_or(user.fields, "name_first_preferred", "")},
           {"use_preferred_first_name", text_or(user.fields, "use_preferred_first_name", "1")},
           {"name_middle", text_or(user.fields, "name_middle", "")},
           {"name_middle_show", text_or(user.fields, "name_middle_show", "0")},
           {"name_last", text_or(user.fields, "name_last", "")},
           {"name_display", display_name(user)},
           {"admin", enrollment.admin ? 1 : 0},
           {"picture_url", "https://app.schoology.example/pictures/" + uid + ".png"},
           {"enrollment_source", 0},
           {"links", self_link(enrollment_url(call, enrollment))}};
  if (in_list) {
    out["status"] = std::to_string(enrollment.status);
  } else {
    out["status"] = enrollment.status;
  }
  return out;
}

}  // namespace crosswalk::sandbox::schoology
