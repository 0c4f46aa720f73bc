/// \file
/// Reading sections: of a course, of a person, by codes, single ones (contract 6.8).

#include "sandbox/schoology/paging.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"
#include "sandbox/schoology/sections.hpp"
#include "sandbox/schoology/terms.hpp"
#include "sandbox/schoology/users.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

bool is_member(const Call& call, Id section) {
  const Enrollment* own = call.state.enrollment_of(section, call.actor.user);
  return own != nullptr && own->status == kActive;
}

bool listed(const Call& call, const Section& section) {
  if (!call.is_admin() && !is_member(call, section.id)) return false;
  // Any value switches include_past on (seen for users/{id}/sections).
  return call.parameter("include_past").has_value() || !is_past(call.state, section, call.now_s);
}

std::pair<Json, std::size_t> rows_for(const Call& call, const Page& page,
                                      const std::set<Id>& sections) {
  return page_rows(
      call, page, sections, [&](Id id) { return listed(call, *call.state.section(id)); },
      [&](Id id) { return section_json(call, *call.state.section(id), false); });
}

Outcome with_total(const Call& call, const Page& page, std::pair<Json, std::size_t> rows) {
  Json out{{"links", page_links(call, page, rows.second)}};
  if (call.docs_types()) {
    out["total"] = std::to_string(rows.second);
  } else {
    out["total"] = rows.second;
  }
  put_rows(out, "section", std::move(rows.first));
  return ok(out);
}

Outcome list_of_course(Call& call) {
  const Course* course = call.state.course(call.id(0));
  if (course == nullptr) return missing();
  if (!sees_building(call, course->building_id)) return forbidden();
  const Page page = page_of(call);
  return with_total(call, page, rows_for(call, page, course->sections));
}

/// A person's own ones (run-as included): others answer 403.
Outcome list_of_user(Call& call) {
  const Id user = call.id(0);
  if (call.state.user(user) == nullptr) return missing();
  if (user != call.actor.user) return forbidden();
  std::set<Id> sections;
  for (const Id id : call.state.enrollments_of_user(user)) {
    const Enrollment& enrollment = *call.state.enrollment(id);
    if (enrollment.status == kActive) sections.insert(enrollment.section_id);
  }
  const Page page = page_of(call);
  auto rows = rows_for(call, page, sections);
  return ok({{"section", std::move(rows.first)}, {"links", page_links(call, page, rows.second)}});
}

Outcome list_by_codes(Call& call) {
  const auto list = call.parameter("section_school_codes");
  if (!list) return forbidden();
  const auto codes = split(*list, ',');
  if (codes.size() > kMostRows) return bad_input("at most 50 section_school_codes in one call");
  std::set<Id> sections;
  for (const std::string& code : codes) {
    if (const Section* section = call.state.section_by_code(code)) sections.insert(section->id);
  }
  const Page page = page_of(call);
  return with_total(call, page, rows_for(call, page, sections));
}

Outcome get_section(Call& call) {
  return ok(section_json(call, *call.state.section(call.id(0)), false));
}

Outcome get_section_by_code(Call& call) {
  const Section* section = call.state.section_by_code(call.captures[0]);
  if (section == nullptr) return missing();
  if (!call.is_admin() && !is_member(call, section->id)) return forbidden();
  if (call.settings.sections_ext_direct) return ok(section_json(call, *section, false));
  return see_other(call.url("sections/" + std::to_string(section->id)));
}

}  // namespace

std::vector<Route> section_read_routes() {
  return {
      {"GET", "courses/{id}/sections", kAnyone, list_of_course},
      {"GET", "users/{id}/sections", kAnyone, list_of_user},
      {"GET", "sections", kAnyone, list_by_codes},
      {"GET", "sections/ext/{code}", kAnyone, get_section_by_code},
      {"GET", "sections/{id}", kSectionMember, get_section},
  };
}

}  // namespace crosswalk::sandbox::schoology
