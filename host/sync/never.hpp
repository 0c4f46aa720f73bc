#pragma once

/// \file
/// What no plan may hold, whatever the source, the mapping, the policy or an undo says. The planner
/// asks, and apply asks again on its own: a plan that fails here is a defect.

#include <optional>
#include <string>

#include "sync/types.hpp"

namespace crosswalk::sync {

/// Nothing, or why the operation is refused. `link`: of the record, null when there is none.
inline std::optional<std::string> forbidden(const Operation& op, const Link* link) {
  const bool removes = op.action == Action::Drop || op.action == Action::Delete;
  if (op.action == Action::Delete && op.entity != Entity::Enrollment) {
    return "nothing but an enrollment is ever deleted";
  }
  if (op.action == Action::Drop && op.entity != Entity::Enrollment && op.entity != Entity::User) {
    return "only enrollments and users are ever dropped";
  }
  const bool changes = removes || op.action == Action::Restore || op.action == Action::Update;
  const bool adopts = op.situation == Situation::Found;  // the link is made by the same operation
  if (changes && link == nullptr && !adopts)
    return "there is no link: the record is not ours to change";
  if (removes && adopts) return "what was only found is not ours to remove";
  if (changes && link != nullptr && link->destination_id != op.destination_id) {
    return "the link names another record than the plan";
  }
  return std::nullopt;
}

}  // namespace crosswalk::sync
