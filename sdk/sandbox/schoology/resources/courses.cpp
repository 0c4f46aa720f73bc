/// \file
/// Courses, with their nested sections (contract 6.7).

#include <array>

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/paging.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"
#include "sandbox/schoology/sections.hpp"
#include "sandbox/schoology/users.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

struct Coded {
  const char* key;
  Id most;
};
constexpr std::array kCoded{Coded{"subject_area", 9}, Coded{"grade_level_range_start", 15},
                            Coded{"grade_level_range_end", 15}};

Json course_json(const Call& call, const Course& course) {
  Json out{{"id", course.id},
           {"course_code", course.code},
           {"building_id", std::to_string(course.building_id)}};
  for (const char* key : {"title", "department", "description"}) {
    out[key] = course.fields.value(key, Json(""));
  }
  for (const char* key :
       {"credits", "synced", "subject_area", "grade_level_range_start", "grade_level_range_end"}) {
    out[key] = course.fields.value(key, Json(0));
  }
  if (call.is_on("fetch_district_course_name")) out["district_course_name"] = "";
  return out;
}

/// The row laid over `course`; only its keys change.
Result<Course> with_row(const State& state, Course course, const Json& row) {
  for (const char* key : {"title", "department", "description"}) {
    CW_TRY(const auto text, text_field(row, key));
    if (text) course.fields[key] = *text;
  }
  CW_TRY(const auto code, text_field(row, "course_code"));
  if (code) course.code = *code;
  CW_TRY(const auto credits, number_field(row, "credits"));
  if (credits) course.fields["credits"] = *credits;
  CW_TRY(const auto synced, flag_field(row, "synced"));
  if (synced) course.fields["synced"] = *synced;
  for (const Coded& coded : kCoded) {
    CW_TRY(const auto value, id_field(row, coded.key));
    if (value && (*value < 0 || *value > coded.most)) {
      return bad_field(coded.key, "is not one of the known codes");
    }
    if (value) course.fields[coded.key] = *value;
  }
  CW_TRY(const auto building, id_field(row, "building_id"));
  if (building && *building != 0) {
    if (state.schools.count(*building) == 0) return bad_input("building_id does not exist");
    course.building_id = *building;
  }
  return course;
}

Result<void> check(const State& state, const Course& course) {
  if (!has_value(course.fields, "title")) return bad_input("title is required");
  if (course.code.empty()) return bad_input("course_code is required");
  const auto holder = state.holder_of_course_code(course.code);
  if (holder && *holder != course.id) return bad_input("course_code is already in use");
  const Id start = course.fields.value("grade_level_range_start", Id{0});
  const Id end = course.fields.value("grade_level_range_end", Id{0});
  if (end != 0 && end <= start) return bad_input("grade_level_range_end must be above its start");
  return {};
}

Result<Course> save_course(Call& call, Course course, const Json& row) {
  CW_TRY(course, with_row(call.state, std::move(course), row));
  CW_CHECK(check(call.state, course));
  if (course.id == 0) course.id = call.state.next.course++;
  call.state.put_course(course);
  return course;
}

Course blank_course(const Call& call) {
  Course course;
  course.building_id = building_of_caller(call);
  return course;
}

/// Sections nested in a course row; an empty list when there are none.
Result<std::vector<Json>> nested_sections(const Json& row) {
  const auto sections = row.find("sections");
  if (sections == row.end() || sections->is_null()) return std::vector<Json>{};
  if (sections->is_object() && sections->value("section", Json::array()).empty()) {
    return std::vector<Json>{};
  }
  return rows_of(row, "sections", "section");
}

Result<Json> post_course_row(Call& call, const Json& row) {
  const bool update = call.is_on("update_existing");
  CW_TRY(const auto code, text_field(row, "course_code"));
  CW_TRY(const auto nested, nested_sections(row));
  const Course* there = code && !code->empty() ? call.state.course_by_code(*code) : nullptr;
  if (there != nullptr && !update) return bad_input("course_code is already in use");
  CW_TRY(const Course course,
         save_course(call, there == nullptr ? blank_course(call) : *there, row));
  Json out{{"id", course.id},
           {"course_code", course.code},
           {"location", call.url("courses/" + std::to_string(course.id))}};
  if (nested.empty()) return out;
  const Tampering none;
  Call inner{call.state, call.settings, call.actor,    call.method, call.path, {}, call.query,
             {},         call.now_s,    call.base_url, none,        call.trace};
  out["sections"]["section"] =
      run_rows(inner, nested, {"section_school_code", "section_code"},
               [&](const Json& section) -> Result<Json> {
                 CW_TRY(const Section saved, post_section(inner, course.id, section, update));
                 return section_row(inner, saved);
               });
  return out;
}

/// Courses and nested sections together may be 50 (assumption A6, taken strictly).
Result<void> check_size(const std::vector<Json>& rows) {
  std::size_t count = rows.size();
  for (const Json& row : rows) {
    const auto nested = nested_sections(row);
    if (nested) count += nested->size();
  }
  if (count > kMostRows) return bad_input("at most 50 courses and sections in one call");
  return {};
}

Outcome post_courses(Call& call) {
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  if (!call.body.contains("courses")) {
    CW_TRY(const Course course, save_course(call, blank_course(call), call.body));
    return created(course_json(call, course));
  }
  CW_TRY(const auto rows, rows_of(call.body, "courses", "course"));
  CW_CHECK(check_size(rows));
  Json done = run_rows(call, rows, {"course_code"},
                       [&](const Json& row) { return post_course_row(call, row); });
  return json_reply(207, {{"course", std::move(done)}});
}

Outcome list_courses(Call& call) {
  const Page page = page_of(call);
  const Id building = to_number(call.parameter("building_id").value_or("0")).value_or(0);
  auto rows = page_rows(
      call, page, call.state.courses(),
      [&](const auto& entry) {
        const Id own = entry.second.building_id;
        return (building == 0 || own == building) && sees_building(call, own);
      },
      [&](const auto& entry) { return course_json(call, entry.second); });
  Json out{{"total", std::to_string(rows.second)}, {"links", page_links(call, page, rows.second)}};
  put_rows(out, "course", std::move(rows.first));
  return ok(out);
}

/// A teacher sees the courses of the own sections.
bool sees_course(const Call& call, const Course& course) {
  if (call.is_admin()) return sees_building(call, course.building_id);
  for (const Id section : course.sections) {
    if (call.state.enrollment_of(section, call.actor.user) != nullptr) return true;
  }
  return false;
}

Outcome get_course(Call& call) {
  const Course* course = call.state.course(call.id(0));
  if (course == nullptr) return missing();
  if (!sees_course(call, *course)) return forbidden();
  return ok(course_json(call, *course));
}

Outcome put_course(Call& call) {
  const Course* course = call.state.course(call.id(0));
  if (course == nullptr) return missing();
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  CW_TRY(const Course saved, save_course(call, *course, call.body));
  return no_content();
}

Outcome put_courses(Call& call) {
  CW_TRY(const auto rows, rows_of(call.body, "courses", "course"));
  Json done = run_rows(call, rows, {"id", "course_code"}, [&](const Json& row) -> Result<Json> {
    CW_TRY(const Id id, needed_id(row, "id"));
    const Course* course = call.state.course(id);
    if (course == nullptr) return missing("no such course");
    CW_TRY(const Course saved, save_course(call, *course, row));
    return Json{{"id", std::to_string(id)}, {"course_code", saved.code}};
  });
  return json_reply(207, {{"course", std::move(done)}});
}

Result<void> erase_one_course(Call& call, Id id) {
  if (call.state.course(id) == nullptr) return missing("no such course");
  call.state.erase_course(id, call.settings.soft_delete);
  return {};
}

Outcome delete_course(Call& call) {
  CW_CHECK(erase_one_course(call, call.id(0)));
  return no_content();
}

Outcome delete_courses(Call& call) {
  CW_TRY(const auto ids, ids_of(call, "course_ids"));
  return json_reply(
      207, {{"course", run_ids(call, ids, [&](Id id) { return erase_one_course(call, id); })}});
}

}  // namespace

std::vector<Route> course_routes() {
  return {
      {"GET", "courses", kAdmin, list_courses},
      {"POST", "courses", kAdmin, post_courses},
      {"PUT", "courses", kAdmin, put_courses},
      {"DELETE", "courses", kAdmin, delete_courses},
      {"GET", "courses/{id}", kAnyone, get_course},
      {"PUT", "courses/{id}", kAdmin, put_course},
      {"DELETE", "courses/{id}", kAdmin, delete_course},
  };
}

}  // namespace crosswalk::sandbox::schoology
