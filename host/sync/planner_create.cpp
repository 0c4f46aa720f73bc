#include <algorithm>
#include <set>

#include "sync/planner.hpp"

namespace crosswalk::sync {
namespace {

using model::FieldType;
using model::FieldValue;

std::optional<Entity> ref_entity(const model::Field& field) {
  if (field.type != FieldType::Ref && field.type != FieldType::Refs) return std::nullopt;
  return model::entity_named(field.entity);
}

/// Why a record is not sent that the destination must have first, and what it was looked for by.
std::string enter_first(const model::DestinationEntity& schema,
                        const model::Projection& projection) {
  std::set<std::string> named;
  std::string values;
  const auto name = [&](const std::string& field) {
    const auto at = std::ranges::find(schema.fields, field, &model::Field::name);
    const auto i = static_cast<std::size_t>(at - schema.fields.begin());
    if (i >= projection.size() || projection[i].text.empty() || !named.insert(field).second) return;
    values += (values.empty() ? "" : ", ") + at->title + " \"" + projection[i].text + "\"";
  };
  for (const auto& rule : schema.match) {
    std::ranges::for_each(rule.fields, name);
    std::ranges::for_each(rule.agree, name);
  }
  return "the destination has no such " + schema.label + " (looked for by " + values +
         "), and none can be created there by this connection: enter it there first, or correct "
         "it, and plan again";
}

}  // namespace

Result<model::Projection> EntityPlanner::resolve(const model::Projection& projection) {
  model::Projection out = projection;
  for (std::size_t i = 0; i < out.size() && i < schema_.fields.size(); ++i) {
    const auto entity = ref_entity(schema_.fields[i]);
    if (!entity) continue;
    if (out[i].kind == FieldValue::Kind::Text) {
      CW_TRY(out[i].text, known_.destination_id(*entity, env_.keys.key(*entity, out[i].text)));
    }
    for (std::string& item : out[i].items) {
      CW_TRY(item, known_.destination_id(*entity, env_.keys.key(*entity, item)));
    }
  }
  return out;
}

Result<std::string> EntityPlanner::scope_of(const Mapped& mapped) {
  const model::Field* field = schema_.find_field(schema_.partition);
  const auto entity = field == nullptr ? std::nullopt : ref_entity(*field);
  if (!entity) return std::string{};
  return known_.destination_id(*entity, mapped.scope);
}

Result<const Listing*> EntityPlanner::listing_for(const Mapped& mapped, bool demanded) {
  const Key scope_key = schema_.partition.empty() ? Key{} : mapped.scope;
  CW_TRY(const std::string scope, scope_of(mapped));
  // A scope that this plan creates is empty now; apply lists it before the first add.
  if (scope.empty() && !schema_.partition.empty()) return static_cast<const Listing*>(nullptr);
  auto [at, fresh] = listings_.try_emplace(scope_key, nullptr);
  if (at->second) return at->second.get();
  if (!fresh && !demanded) return static_cast<const Listing*>(nullptr);
  CW_TRY(const bool listed, env_.store.memory.scope_listed(entity_, scope));
  if (listed && !demanded) return static_cast<const Listing*>(nullptr);
  Destination::ReadSpec spec;
  spec.entity = schema_.name;
  spec.columns = read_columns(schema_);
  spec.partition = scope;
  CW_TRY(auto records, read_records(env_.destination, schema_, spec, env_.observer));
  at->second = std::make_unique<Listing>(schema_, std::move(records));
  if (!listed) CW_CHECK(plan_.add(ListedScope{entity_, scope, false}));
  return at->second.get();
}

Result<> EntityPlanner::unlinked(const Difference& difference, const Mapped& mapped,
                                 std::string_view identity, std::uint32_t claims) {
  Operation op = operation(Action::Create, Situation::Absent, difference.key, identity);
  op.code = schema_.shared ? mapped.shared_key : mapped.link_code;
  op.school = mapped.school;
  op.scope = mapped.scope;
  op.source = difference.source;
  op.after = mapped.projection;
  op.claims = claims;
  op.projection = model::projection_hash(op.after, schema_);

  // Where nothing can be created, somebody may have entered it since the last listing.
  const bool match_only = !schema_.operations.contains(model::Operation::Create);
  CW_TRY(const Listing* listing,
         listing_for(mapped, match_only || !mapped.fixed_destination.empty()));
  if (!mapped.fixed_destination.empty()) {
    const ListedRecord* target =
        listing == nullptr ? nullptr : listing->named(mapped.fixed_destination);
    if (target == nullptr) {
      all_confirmed_ = false;
      return note(NoteKind::Refused, identity, mapped.school, "mapping.target_missing",
                  "the mapping sends it to \"" + mapped.fixed_destination +
                      "\", which the destination does not have; "
                      "name a " +
                      schema_.label + " by its id, title or code");
    }
    op.action = Action::Adopt;
    op.situation = Situation::Found;
    op.destination_id = target->id;
    op.reason = "the mapping names it";
    known_.plan(entity_, op.key, op.destination_id);
    return emit(std::move(op), nullptr);
  }

  if (listing != nullptr && listing->size() > 0) {
    CW_TRY(const model::Projection resolved, resolve(mapped.projection));
    const Listing::Match match = listing->match(resolved);
    std::vector<const ListedRecord*> candidates = match.candidates;
    if (candidates.size() > 1) {
      std::string ids;
      for (const auto* c : candidates) ids += (ids.empty() ? "" : ", ") + c->id;
      return dispute(identity, mapped, "match.several", several_could_be(ids));
    }
    if (candidates.size() == 1) return found(std::move(op), *candidates.front(), resolved, mapped);
  }

  CW_TRY(const auto refused, taken_before_.why(op.key, op.projection));
  if (refused) return dispute(identity, mapped, "match.taken", *refused);

  const bool creatable = mapped.may_create && !match_only;
  CW_TRY(const bool shared, share(op, mapped, creatable));
  if (shared) return emit(std::move(op), nullptr);
  if (!creatable) {
    all_confirmed_ = false;
    return note(NoteKind::Refused, identity, mapped.school, "match.none",
                match_only ? enter_first(schema_, mapped.projection)
                           : "nothing in the destination matches it, and the settings do not let "
                             "it be created");
  }
  known_.plan(entity_, op.key);
  return emit(std::move(op), nullptr);
}

Result<> EntityPlanner::dispute(std::string_view identity, const Mapped& mapped, std::string code,
                                std::string reason) {
  all_confirmed_ = false;
  CW_TRY(std::string scope, scope_of(mapped));
  if (disputed_.insert(scope).second)
    CW_CHECK(plan_.add(ListedScope{entity_, std::move(scope), true}));
  return note(NoteKind::Disputed, identity, mapped.school, std::move(code), std::move(reason));
}

/// Of a shared entity: whether another source record stands for the same destination record
/// already.
Result<bool> EntityPlanner::share(Operation& op, const Mapped& mapped, bool creatable) {
  if (!schema_.shared || mapped.shared_key.empty()) return false;
  if (!shared_loaded_) {
    CW_CHECK(env_.store.links.for_each(entity_, [this](const Link& link) -> Result<> {
      shared_ids_.emplace(link.code, link.destination_id);
      return {};
    }));
    shared_loaded_ = true;
  }
  if (const auto at = shared_ids_.find(mapped.shared_key); at != shared_ids_.end()) {
    op.action = Action::Adopt;
    op.situation = Situation::Found;
    op.destination_id = at->second;
    op.reason = "an equal record of the source is linked to it already";
    known_.plan(entity_, op.key, op.destination_id);
    return true;
  }
  if (!creatable) return false;  // nobody will lead
  const auto [leader, first] = shared_planned_.emplace(mapped.shared_key, op.key);
  if (first) return false;
  op.action = Action::Adopt;
  op.situation = Situation::Found;
  op.scope = leader->second;  // whose destination id it will take over
  op.reason = "an equal record of the source is created by this plan";
  known_.plan(entity_, op.key);
  return true;
}

Result<> EntityPlanner::found(Operation op, const ListedRecord& record,
                              const model::Projection& resolved, const Mapped& mapped) {
  CW_TRY(const auto owners,
         env_.store.links.find_by_destination(entity_, std::span(&record.id, 1)));
  const bool taken = !owners.empty() || taken_.contains(record.id);
  if (taken && !schema_.shared) {
    return dispute(op.identity, mapped, "match.taken",
                   "it matches record " + record.id + " of the destination, which stands for " +
                       (owners.empty() ? "another record"
                                       : model::readable_identity(owners.front().identity)) +
                       " of the source: " + kTellApart);
  }
  taken_.insert(record.id);
  op.situation = Situation::Found;
  op.destination_id = record.id;
  op.action = Action::Adopt;
  op.reason = "it is there already; it is linked, not created";
  // Its own code counts from now on: references are written with it.
  const auto code = std::ranges::find(schema_.fields, "code", &model::Field::from);
  if (!schema_.shared && code != schema_.fields.end()) {
    const auto& there = record.fields[static_cast<std::size_t>(code - schema_.fields.begin())];
    if (there.given()) op.code = there.text;
  }
  op.before.resize(op.after.size());
  bool differs = false;
  for (std::size_t i = 0; i < op.after.size(); ++i) {
    const model::Field& field = schema_.fields[i];
    const FieldValue& there = record.fields[i];
    // What is equal once references are resolved is equal; what the destination did not give is
    // unknown.
    const bool equal = there == resolved[i] || (!there.given() && !resolved[i].given());
    op.before[i] = there.kind == FieldValue::Kind::Absent || equal ? op.after[i] : there;
    const bool fills = field.create_only && field.from == "code" && !there.given();
    if (fills) op.before[i] = FieldValue::of(std::string{});
    if (!field.create_only || fills)
      differs |= op.before[i] != op.after[i];
    else
      op.before[i] = op.after[i];
  }
  if (record.dropped) {
    op.action = Action::Restore;
    op.situation = Situation::Found;
    op.reason = "it is there, but inactive; it is linked and made active again";
  } else if (differs && schema_.operations.contains(model::Operation::Update)) {
    op.action = Action::Update;
    op.reason = "it is there already; it is linked and brought up to date";
  }
  known_.plan(entity_, op.key, record.id);
  if (schema_.shared) shared_ids_.emplace(op.code, record.id);
  return emit(std::move(op), nullptr);
}

}  // namespace crosswalk::sync
