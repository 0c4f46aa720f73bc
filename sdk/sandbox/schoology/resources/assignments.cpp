/// \file
/// Assignments and grade items of a section (contract 6.12).

#include "sandbox/schoology/assignments.hpp"

#include <algorithm>

#include "sandbox/schoology/paging.hpp"
#include "sandbox/schoology/resources/routes.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

/// `limit` counts per kind, so a page can hold more rows than limit (4.5).
Outcome list_items(Call& call, bool all_types) {
  const ItemLists lists = items_of(call, *call.state.section(call.id(0)), all_types);
  const Page page = page_of(call);
  Json rows = Json::array();
  for (const auto* kind : {&lists.normal, &lists.finals}) {
    auto part = page_rows(
        call, page, *kind, [](const Assignment*) { return true; },
        [&](const Assignment* item) { return assignment_json(call, *item); });
    for (Json& row : part.first) rows.push_back(std::move(row));
  }
  const std::size_t longest = std::max(lists.normal.size(), lists.finals.size());
  Json out{{"total", lists.normal.size() + lists.finals.size()},
           {"links", page_links(call, page, longest)}};
  put_rows(out, "assignment", std::move(rows));
  return ok(out);
}

/// Live lists hold several types, those of the docs assignments only.
Outcome list_assignments(Call& call) { return list_items(call, !call.docs_types()); }

Outcome list_grade_items(Call& call) { return list_items(call, true); }

const Assignment* named_assignment(const Call& call) {
  const Assignment* item = call.state.assignment(call.id(1));
  return item == nullptr || item->section_id != call.id(0) ? nullptr : item;
}

Outcome get_assignment(Call& call) {
  const Assignment* item = named_assignment(call);
  if (item == nullptr) return missing();
  return ok(assignment_json(call, *item));
}

Outcome post_assignment(Call& call) {
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  Assignment blank;
  blank.section_id = call.id(0);
  CW_TRY(Assignment item, with_row(call.state, std::move(blank), call.body));
  item.id = call.state.next.item++;
  item.updated_s = call.now_s;
  call.state.put_assignment(item);
  return created(assignment_json(call, item));
}

Outcome put_assignment(Call& call) {
  const Assignment* there = named_assignment(call);
  if (there == nullptr) return missing();
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  CW_TRY(Assignment item, with_row(call.state, *there, call.body));
  item.updated_s = call.now_s;
  call.state.put_assignment(std::move(item));
  return no_content();
}

Outcome delete_assignment(Call& call) {
  if (named_assignment(call) == nullptr) return missing();
  call.state.erase_assignment(call.id(1));
  return no_content();
}

/// There is no grade address per assignment (6.13): reading is forbidden, writing no method.
Outcome no_grades_here(Call&) { return forbidden(); }

}  // namespace

std::vector<Route> assignment_routes() {
  return {
      {"GET", "sections/{id}/assignments", kSectionMember, list_assignments},
      {"POST", "sections/{id}/assignments", kSectionAdmin, post_assignment},
      {"GET", "sections/{id}/grade_items", kSectionMember, list_grade_items},
      {"GET", "sections/{id}/assignments/{id}", kSectionMember, get_assignment},
      {"PUT", "sections/{id}/assignments/{id}", kSectionAdmin, put_assignment},
      {"DELETE", "sections/{id}/assignments/{id}", kSectionAdmin, delete_assignment},
      {"GET", "sections/{id}/assignments/{id}/grades", kSectionMember, no_grades_here},
  };
}

}  // namespace crosswalk::sandbox::schoology
