#pragma once

/// \file
/// Takes a run back, by a plan like any other: shown, guarded, approved, applied.

#include <string>
#include <string_view>

#include "sync/engine.hpp"

namespace crosswalk::sync {

/// What is taken back; empty texts mean everything.
struct UndoScope {
  std::string school;    ///< identity of an org
  std::string entity;    ///< "user"
  std::string identity;  ///< of one record
};

/// Plans the inverse of what the run settled, last change first:
///   created  -> taken out in the mildest way (never deleted)
///   updated  -> the fields that still hold what the run gave them get back what they had
///   dropped  -> restored under the old link      restored -> dropped
/// What the destination cannot reverse is listed as such (NoteKind::Reported, "undo.cannot").
///
/// What the source still says will be planned again by the next sync: the header warns of it.
/// \error NotFound  no such run, or it applied no plan.
Result<PlanResult> make_undo_plan(Environment& env, const Flow& flow, std::int64_t run,
                                  const UndoScope& scope);

}  // namespace crosswalk::sync
