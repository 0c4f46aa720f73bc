#include "sync/undo.hpp"

#include <algorithm>

#include "sync/guard.hpp"
#include "sync/never.hpp"
#include "sync/plan_writer.hpp"
#include "sync/planner.hpp"
#include "sync/projection_store.hpp"

namespace crosswalk::sync {
namespace {

/// One undoing in progress.
class Undoing {
 public:
  Undoing(Environment& env, const UndoScope& scope, PlanWriter& plan)
      : env_(env), scope_(scope), plan_(plan) {}

  Result<> run(const PlanPort::Stored& stored, const JournalPort::Known& known) {
    // The later change is taken back first; a segment is small, so they are read from the last to
    // the first.
    for (std::uint32_t n = stored.segments; n-- > 0;) {
      CW_TRY(const std::string bytes, env_.store.plans.segment(stored.hash, n));
      CW_TRY(PlanItems items, decode_items(bytes));
      for (auto op = items.operations.rbegin(); op != items.operations.rend(); ++op) {
        const OutcomeState outcome = known.state(op->index);
        if (settled(outcome) && in_scope(*op)) CW_CHECK(invert(*op, outcome));
      }
    }
    return {};
  }

 private:
  bool in_scope(const Operation& op) const {
    if (!scope_.entity.empty() && model::name(op.entity) != scope_.entity) return false;
    if (!scope_.identity.empty() && model::readable_identity(op.identity) != scope_.identity)
      return false;
    return scope_.school.empty() || env_.keys.key(Entity::Org, scope_.school) == op.school;
  }

  Result<> cannot(const Operation& op, const std::string& why) {
    return plan_.add(Note{NoteKind::Reported, op.entity, op.identity, op.school, "undo.cannot",
                          "cannot be taken back: " + why, 1});
  }

  Result<> invert(const Operation& op, OutcomeState outcome) {
    const model::DestinationEntity* schema = env_.destination.entity(op.entity);
    if (schema == nullptr || op.action == Action::Settle || op.action == Action::Forget) return {};
    CW_TRY(const auto links, env_.store.links.find(op.entity, std::span(&op.key, 1)));
    if (links.empty()) return {};
    const Link& link = links.front();
    CW_TRY(const auto stored, env_.store.links.projections(op.entity, std::span(&op.key, 1)));
    CW_TRY(model::Projection now,
           expand_projection(op.entity, *schema, op.identity, stored.front()));

    Operation back;
    back.wave = wave_of(op.entity);
    back.entity = op.entity;
    back.key = op.key;
    back.identity = op.identity;
    back.destination_id = link.destination_id;
    back.code = link.code;
    back.school = link.school;
    back.scope = link.scope;
    back.situation = Situation::Changed;
    back.before = now;
    const bool reversible_drop = schema->reversible.contains(model::Operation::Drop);
    switch (op.action) {
      case Action::Create:
      case Action::Restore:
        if (outcome == OutcomeState::Adopted)
          return cannot(op, "it was there before; only the link is ours");
        if (!schema->operations.contains(model::Operation::Drop)) {
          return cannot(op, "the destination cannot take a " + schema->label + " out");
        }
        if (link.dropped) return {};  // somebody did so already
        back.action = Action::Drop;
        back.wave = removal_wave_of(op.entity);
        back.forget_state = true;
        back.reason =
            op.action == Action::Create ? "undo: it was created" : "undo: it was brought back";
        return emit(std::move(back), link);
      case Action::Drop:
        if (!reversible_drop)
          return cannot(op, "the destination cannot bring a " + schema->label + " back");
        if (!link.dropped) return {};
        back.action = Action::Restore;
        back.situation = Situation::Returned;
        back.after = now.empty() ? op.before : now;
        back.reason = "undo: it was taken out";
        return emit(std::move(back), link);
      case Action::Update:
        return invert_update(op, std::move(back), link, *schema);
      case Action::Delete:
        return cannot(op, "it was deleted for good");
      case Action::Adopt:
        return cannot(op, "linking changed nothing in the destination");
      case Action::Settle:
      case Action::Forget:
        break;
    }
    return {};
  }

  Result<> invert_update(const Operation& op, Operation back, const Link& link,
                         const model::DestinationEntity& schema) {
    if (!schema.reversible.contains(model::Operation::Update)) {
      return cannot(op, "the destination cannot change a " + schema.label + " back");
    }
    if (link.dropped) return cannot(op, "it was taken out since");
    back.action = Action::Update;
    back.after = back.before;
    bool any = false;
    for (std::size_t i = 0; i < back.after.size() && i < op.before.size() && i < op.after.size();
         ++i) {
      // A field that was changed again since keeps what it has.
      if (op.before[i] == op.after[i] || back.after[i] != op.after[i]) continue;
      back.after[i] = op.before[i];
      any = true;
    }
    if (!any) return {};
    back.reason = "undo: it was changed";
    return emit(std::move(back), link);
  }

  Result<> emit(Operation back, const Link& link) {
    if (const auto why = forbidden(back, &link)) return cannot(back, *why);
    return plan_.add(std::move(back));
  }

  Environment& env_;
  const UndoScope& scope_;
  PlanWriter& plan_;
};

}  // namespace

Result<PlanResult> make_undo_plan(Environment& env, const Flow& flow, std::int64_t run,
                                  const UndoScope& scope) {
  CW_TRY(const RunPort::Run undone, env.store.runs.get(run));
  if (undone.plan.empty())
    return Error{ErrorCode::NotFound, "run " + std::to_string(run) + " has no plan"};
  CW_TRY(const PlanPort::Stored stored, env.store.plans.find(undone.plan));
  CW_TRY(const JournalPort::Known known, env.store.journal.known(run));
  if (known.states.empty()) {
    return Error{ErrorCode::NotFound,
                 "run " + std::to_string(run) + " applied nothing: there is nothing to take back"};
  }
  PlanResult result;
  CW_TRY(result.run, env.store.runs.create(env.now_ms));
  PlanHeader& header = result.header;
  CW_TRY(header.base_generation, env.store.runs.generation());
  header.today = env.today;
  header.warnings.push_back(
      "This plan takes back run " + std::to_string(run) +
      ". What the source still says will be planned again by the next sync: correct the source "
      "first, or leave the sync off until it is.");
  CW_TRY(PlanWriter plan, PlanWriter::create(env.store.plans, env.scratch));
  Undoing undoing(env, scope, plan);
  CW_CHECK(undoing.run(stored, known));
  CW_TRY(header.holds, guard(plan.counts(), flow, env.store.links));
  complete_header(header, plan.counts(), flow, env.destination, &env.store.links);
  CW_TRY(result.hash, plan.seal(header));
  RunPort::Run record;
  record.id = result.run;
  record.plan = result.hash;
  record.state = header.holds.empty() ? RunState::Planned : RunState::Held;
  record.summary_json = to_json(header);
  record.started_ms = record.ended_ms = env.now_ms;
  CW_CHECK(env.store.runs.update(record));
  return result;
}

}  // namespace crosswalk::sync
