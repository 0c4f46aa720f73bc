#pragma once

/// \file
/// The rules and the look of an assignment or grade item (contract 6.12).

#include <vector>

#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {

/// The row laid over the item; only its keys change. InvalidArgument says which rule is broken.
Result<Assignment> with_row(const State& state, Assignment item, const Json& row);

/// The object of 6.12.
Json assignment_json(const Call& call, const Assignment& item);

/// Items of the section: normal ones, then finals, each by due date. `all_types`: also discussions
/// and tests. Somebody who is not an administrator of the section sees published ones only.
struct ItemLists {
  std::vector<const Assignment*> normal;
  std::vector<const Assignment*> finals;
};
ItemLists items_of(const Call& call, const Section& section, bool all_types);

/// Numbers of an item that the gradebook works with.
double max_points_of(const Assignment& item);
double factor_of(const Assignment& item);
bool is_final(const Assignment& item);
/// Whether the item is meant for this enrollment.
bool is_for(const Assignment& item, Id enrollment);
std::string item_url(const Call& call, const Assignment& item);

/// Whether the caller runs the section: its administrator, or one of the school.
bool runs_section(const Call& call, Id section);

}  // namespace crosswalk::sandbox::schoology
