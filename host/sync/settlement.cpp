#include "sync/settlement.hpp"

#include "sync/projection_store.hpp"

namespace crosswalk::sync {
namespace {

/// Nobody's hashes: the next run sees the record as changed and compares it.
constexpr Hash128 kUnsettled{};

Link link_after(const Operation& op, const Outcome& outcome, const Link* before) {
  Link link;
  if (before != nullptr) link = *before;
  link.entity = op.entity;
  link.key = op.key;
  link.identity = op.identity;
  link.dropped = false;
  link.school = op.school;
  if (op.entity == Entity::Enrollment) link.scope = op.scope;
  link.code = op.code;
  link.destination_id = outcome.destination_id.empty() ? op.destination_id : outcome.destination_id;
  const bool fresh = before == nullptr || deleted(*before);
  if (fresh) {
    const bool created = op.action == Action::Create && outcome.state != OutcomeState::Adopted;
    link.origin = created ? Origin::Created : Origin::Adopted;
  }
  return link;
}

}  // namespace

Settlement settlement(const Operation& op, const Outcome& outcome, const Link* link,
                      const model::DestinationEntity& schema) {
  Settlement s;
  s.outcome = outcome;
  if (!settled(outcome.state)) return s;
  switch (op.action) {
    case Action::Drop:
    case Action::Delete:
      if (link != nullptr) {
        s.link = *link;
        s.link->dropped = true;
        if (op.action == Action::Delete)
          s.link->destination_id = std::string(kDeletedMark) + link->destination_id;
      }
      s.forget_state = {op.entity, op.key};
      return s;
    case Action::Forget:
      s.forget_state = {op.entity, op.key};
      return s;
    case Action::Settle:
      if (link == nullptr) return s;
      s.link = *link;
      s.state = StateRecord{op.key, op.source, op.projection};
      return s;
    case Action::Create:
    case Action::Update:
    case Action::Adopt:
    case Action::Restore:
      break;
  }
  s.link = link_after(op, outcome, link);
  s.state = StateRecord{op.key, op.source, op.projection};
  s.projection = compact_projection(op.entity, schema, op.after);
  // What was found where a create was planned, or came back, may hold other values than the plan's.
  const bool unseen = op.action == Action::Create && outcome.state == OutcomeState::Adopted;
  const bool stale =
      op.action == Action::Restore && op.entity != Entity::Enrollment && op.before != op.after;
  if (unseen || stale) {
    s.state = StateRecord{op.key, kUnsettled, kUnsettled};
    s.projection = compact_projection(
        op.entity, schema, op.before.empty() ? model::Projection(op.after.size()) : op.before);
  }
  return s;
}

}  // namespace crosswalk::sync
