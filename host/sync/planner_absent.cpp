#include "sync/planner.hpp"
#include "sync/projection_store.hpp"

namespace crosswalk::sync {

Result<> EntityPlanner::load_grace() {
  if (entity_ == Entity::Enrollment)
    return {};  // gates and thresholds protect them; they have no grace
  CW_TRY(const auto list, env_.store.memory.grace(entity_));
  for (const auto& grace : list) grace_[grace.key] = grace;
  return {};
}

Result<> EntityPlanner::save_grace() {
  if (grace_.empty() && grace_now_.empty()) return {};
  std::vector<MemoryPort::Grace> list;
  for (const auto& [key, grace] : grace_now_) list.push_back(grace);
  return env_.store.memory.set_grace(entity_, list);
}

Result<> EntityPlanner::absent(const Difference& difference, const Link* link) {
  if (!flow_.selected(entity_)) return {};
  if (link == nullptr || link->dropped) {
    Operation op =
        operation(Action::Forget, Situation::Orphaned, difference.key, link ? link->identity : "");
    op.forget_state = true;
    op.reason = "it is in neither system any more";
    return emit(std::move(op), link);
  }
  if (!flow_.selected_school(link->school)) return {};
  bool waited = difference.kind == Difference::Kind::Withdrawn || entity_ == Entity::Enrollment;
  if (entity_ != Entity::Enrollment) {
    const auto before = grace_.find(difference.key);
    MemoryPort::Grace grace =
        before != grace_.end() ? before->second : MemoryPort::Grace{difference.key, env_.now_ms, 0};
    ++grace.snapshots;
    grace_now_[difference.key] = grace;
    const Flow::Grace limit = flow_.grace();
    waited |= grace.snapshots >= limit.snapshots && env_.now_ms - grace.since_ms >= limit.ms;
  }
  CW_TRY(const Absence absence, flow_.absent(*link, waited, known_));
  switch (absence.what) {
    case Absence::Do::Leave:
      return {};
    case Absence::Do::Wait:
      return note(NoteKind::Waiting, link->identity, link->school, absence.code, absence.reason);
    case Absence::Do::Report:
      return note(NoteKind::Reported, link->identity, link->school, absence.code, absence.reason);
    case Absence::Do::Act:
      break;
  }
  const model::Operation needed =
      absence.action == Action::Delete ? model::Operation::Delete : model::Operation::Drop;
  if (!schema_.operations.contains(needed)) {
    return note(
        NoteKind::Reported, link->identity, link->school, "drop.unsupported",
        "it is gone from the source; the destination cannot take a " + schema_.label + " out");
  }
  Operation op = operation(absence.action, Situation::Withdrawn, difference.key, link->identity);
  op.destination_id = link->destination_id;
  op.code = link->code;
  op.school = link->school;
  op.scope = link->scope;
  op.forget_state = true;
  op.reason = absence.reason;
  CW_TRY(const auto stored, env_.store.links.projections(entity_, std::span(&difference.key, 1)));
  CW_TRY(op.before, expand_projection(entity_, schema_, link->identity, stored.front()));
  return emit(std::move(op), link);
}

}  // namespace crosswalk::sync
