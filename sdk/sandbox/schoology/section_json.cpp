/// \file
/// How sections look in replies (contract 6.8).

#include <array>

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/sections.hpp"
#include "sandbox/schoology/terms.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::array kShownOptions{"weighted_grading_categories", "upload_documents",
                                   "create_discussion", "member_post", "member_post_comment"};

Json options_json(const Section& section, bool fresh) {
  Json out = Json::object();
  for (const char* key : kShownOptions) {
    const Json unset = fresh ? Json{} : Json("0");
    out[key] = section.options.contains(key) ? Json(loose_text(section.options[key])) : unset;
  }
  if (section.options.contains("default_grading_scale_id")) {
    out["default_grading_scale_id"] = section.options["default_grading_scale_id"];
  }
  Json visibility = Json::array();  // so it comes right after a create
  if (!fresh) {
    visibility = {{"topics", 0},     {"assignments", 0}, {"assessments", 0}, {"documents", 0},
                  {"discussion", 0}, {"album", 0},       {"pages", 0}};
  }
  out["content_index_visibility"] = std::move(visibility);
  return out;
}

bool administers(const Call& call, const Section& section) {
  if (call.is_admin()) return true;
  const Enrollment* own = call.state.enrollment_of(section.id, call.actor.user);
  return own != nullptr && own->admin;
}

}  // namespace

std::string access_code(Id id) {
  std::string out;
  auto seed = static_cast<std::uint64_t>(id) * 2'654'435'761U;
  for (int i = 0; i < 10; ++i) {
    if (i == 5) out += '-';
    out += static_cast<char>('A' + seed % 26);
    seed = seed / 26 + 7'919;
  }
  return out;
}

Json section_row(const Call& call, const Section& section) {
  const std::string id = std::to_string(section.id);
  return {{"response_code", 200},
          {"id", id},
          {"location", call.url("sections/" + id)},
          {"section_code", section.code},
          {"section_school_code", section.school_code},
          {"synced", loose_text(field_or(section.fields, "synced", 0))},
          {"grading_periods", section.periods}};
}

Json section_json(const Call& call, const Section& section, bool fresh) {
  const Course& course = *call.state.course(section.course_id);
  const std::string id = std::to_string(section.id);
  const Json unset = fresh ? Json{} : Json("");
  const bool has_synced = has_value(section.fields, "synced") && !fresh;
  Json days = section.fields.value("meeting_days", Json::array());
  if (days.empty()) days = Json::array({""});
  return {{"id", id},
          {"course_title", field_or(course.fields, "title", "")},
          {"course_code", course.code},
          {"course_id", std::to_string(course.id)},
          {"school_id", std::to_string(call.state.district)},
          {"building_id", std::to_string(course.building_id)},
          {"access_code", access_code(section.id)},
          {"section_title", field_or(section.fields, "title", "")},
          {"section_code", section.code},
          {"section_school_code", section.school_code},
          {"synced", has_synced ? Json(loose_text(section.fields["synced"])) : Json{}},
          {"active", is_past(call.state, section, call.now_s) ? 0 : 1},
          {"description", field_or(section.fields, "description", "")},
          {"parent_id", nullptr},
          {"grading_periods", section.periods},
          {"profile_url", "https://app.schoology.example/sections/" + id + ".png"},
          {"location", field_or(section.fields, "location", "")},
          {"meeting_days", std::move(days)},
          {"start_time", field_or(section.fields, "start_time", unset)},
          {"end_time", field_or(section.fields, "end_time", unset)},
          {"weight", "0"},
          {"options", options_json(section, fresh)},
          {"links", self_link(call.url("sections/" + id))},
          {"admin", administers(call, section) ? 1 : 0}};
}

}  // namespace crosswalk::sandbox::schoology
