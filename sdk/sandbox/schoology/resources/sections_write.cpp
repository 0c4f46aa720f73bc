/// \file
/// Creating, changing and deleting sections (contract 6.8).

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"
#include "sandbox/schoology/sections.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Outcome post_sections(Call& call) {
  const Id course = call.id(0);
  if (call.state.course(course) == nullptr) return missing();
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  if (!call.body.contains("sections")) {
    CW_TRY(const Section section, post_section(call, course, call.body, false));
    return created(section_json(call, section, true));
  }
  CW_TRY(const auto rows, rows_of(call.body, "sections", "section"));
  const bool update = call.is_on("update_existing");
  Json done = run_rows(call, rows, {"section_school_code", "section_code"},
                       [&](const Json& row) -> Result<Json> {
                         CW_TRY(const Section section, post_section(call, course, row, update));
                         return section_row(call, section);
                       });
  return json_reply(207, {{"section", std::move(done)}});
}

Outcome put_section(Call& call) {
  if (call.state.section(call.id(0)) == nullptr) return missing();
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  CW_TRY(const Section section, change_section(call, call.id(0), call.body));
  return no_content();
}

Outcome put_sections(Call& call) {
  CW_TRY(const auto rows, rows_of(call.body, "sections", "section"));
  Json done = run_rows(call, rows, {"id", "section_school_code", "section_code"},
                       [&](const Json& row) -> Result<Json> {
                         CW_TRY(const Id id, needed_id(row, "id"));
                         if (call.state.section(id) == nullptr) return missing("no such section");
                         CW_TRY(const Section section, change_section(call, id, row));
                         return section_row(call, section);
                       });
  return json_reply(207, {{"section", std::move(done)}});
}

Result<void> erase_one_section(Call& call, Id id) {
  if (call.state.section(id) == nullptr) return missing("no such section");
  call.state.erase_section(id, call.settings.soft_delete);
  return {};
}

Outcome delete_section(Call& call) {
  CW_CHECK(erase_one_section(call, call.id(0)));
  return no_content();
}

Outcome delete_sections(Call& call) {
  CW_TRY(const auto ids, ids_of(call, "section_ids"));
  return json_reply(
      207, {{"section", run_ids(call, ids, [&](Id id) { return erase_one_section(call, id); })}});
}

}  // namespace

std::vector<Route> section_write_routes() {
  return {
      {"POST", "courses/{id}/sections", kAdmin, post_sections},
      {"PUT", "sections", kAdmin, put_sections},
      {"DELETE", "sections", kAdmin, delete_sections},
      {"PUT", "sections/{id}", kAdmin, put_section},
      {"DELETE", "sections/{id}", kAdmin, delete_section},
  };
}

}  // namespace crosswalk::sandbox::schoology
