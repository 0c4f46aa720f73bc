#include <algorithm>

#include "sync/applying.hpp"
#include "sync/settlement.hpp"

namespace crosswalk::sync {
namespace {

bool any_unknown(const std::vector<Outcome>& outcomes) {
  return std::ranges::any_of(outcomes,
                             [](const Outcome& o) { return o.state == OutcomeState::Unknown; });
}

std::size_t field_at(const model::DestinationEntity& schema, std::string_view name) {
  const auto at = std::ranges::find(schema.fields, name, &model::Field::name);
  return static_cast<std::size_t>(at - schema.fields.begin());
}

}  // namespace

Result<> Applying::wait(std::chrono::milliseconds time) {
  if (time.count() <= 0 || !env_.sleep) return {};
  return env_.sleep(time);
}

Result<> Applying::probe(const model::DestinationEntity& schema, std::span<const OutgoingRow> rows,
                         std::vector<Outcome>& outcomes) {
  using How = model::Probe::How;
  if (!any_unknown(outcomes) || schema.probe.how == How::None) return {};
  const auto look = [&] {
    return schema.probe.how == How::ByField ? probe_by_field(schema, rows, outcomes)
                                            : probe_by_list(schema, rows, outcomes);
  };
  CW_CHECK(look());
  if (!any_unknown(outcomes) || schema.read_after_write.count() == 0) return {};
  CW_CHECK(wait(schema.read_after_write));
  return look();
}

Result<> Applying::probe_by_field(const model::DestinationEntity& schema,
                                  std::span<const OutgoingRow> rows,
                                  std::vector<Outcome>& outcomes) {
  const std::size_t field = field_at(schema, schema.probe.field);
  for (std::size_t at = 0; at < rows.size(); at += schema.batch) {
    const std::size_t end = std::min<std::size_t>(rows.size(), at + schema.batch);
    Destination::ReadSpec spec;
    spec.entity = schema.name;
    spec.columns = read_columns(schema);
    spec.id_column = schema.probe.field;
    for (std::size_t i = at; i < end; ++i) {
      if (outcomes[i].state == OutcomeState::Unknown)
        spec.ids.push_back(rows[i].projection[field].text);
    }
    if (spec.ids.empty()) continue;
    ++result_.scope_reads;
    CW_TRY(const auto found, read_records(env_.destination, schema, spec, env_.observer));
    for (std::size_t i = at; i < end; ++i) {
      if (outcomes[i].state != OutcomeState::Unknown) continue;
      const auto match = std::ranges::find_if(found, [&](const ListedRecord& record) {
        return record.fields[field].text == rows[i].projection[field].text;
      });
      if (match == found.end()) continue;
      outcomes[i].state = OutcomeState::Applied;
      outcomes[i].destination_id = match->id;
    }
  }
  return {};
}

Result<> Applying::probe_by_list(const model::DestinationEntity& schema,
                                 std::span<const OutgoingRow> rows,
                                 std::vector<Outcome>& outcomes) {
  std::map<std::string, std::unique_ptr<Listing>> listings;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (outcomes[i].state != OutcomeState::Unknown) continue;
    const std::string scope = scope_of(schema, rows[i]);
    auto& listing = listings[scope];
    if (!listing) {
      Destination::ReadSpec spec;
      spec.entity = schema.name;
      spec.columns = read_columns(schema);
      spec.partition = scope;
      ++result_.scope_reads;
      CW_TRY(auto records, read_records(env_.destination, schema, spec, env_.observer));
      listing = std::make_unique<Listing>(schema, std::move(records));
    }
    const Listing::Match match = listing->match(rows[i].projection);
    if (match.candidates.size() != 1 || match.tier > 1 || match.candidates.front()->dropped)
      continue;
    outcomes[i].state = OutcomeState::Applied;
    outcomes[i].destination_id = match.candidates.front()->id;
  }
  return {};
}

/// Operations that an earlier attempt sent without hearing the end. Creates are looked up;
/// everything else is sent again in its turn, since it says what shall be.
Result<> Applying::resolve_open(const std::set<std::uint64_t>& open) {
  CW_CHECK(wait(options_.in_flight));
  std::map<Entity, std::vector<Operation>> creates;
  PlanReader reader(env_.store.plans, plan_);
  for (;;) {
    CW_TRY(auto item, reader.next());
    if (item.operations.empty() && item.notes.empty() && item.listed.empty()) break;
    for (Operation& op : item.operations) {
      if (op.action == Action::Create && open.contains(op.index))
        creates[op.entity].push_back(std::move(op));
    }
  }
  for (const auto& [entity, operations] : creates) {
    const model::DestinationEntity& schema = *env_.destination.entity(entity);
    CW_TRY(const LinkTable links, LinkTable::load(env_.store.links, env_.keys, schema, operations));
    std::vector<OutgoingRow> rows;
    std::vector<Outcome> outcomes;
    for (const Operation& op : operations) {
      auto projection = resolved(op.after, schema, env_.keys, links);
      if (!projection) continue;  // it was never sent: what it refers to is not there
      rows.push_back({&op, std::move(projection).value()});
      outcomes.push_back({op.index, OutcomeState::Unknown, false, {}, {}});
    }
    CW_CHECK(probe(schema, rows, outcomes));
    CW_CHECK(refuse_taken(schema, rows, outcomes));
    std::vector<std::uint64_t> found;
    for (const Outcome& outcome : outcomes) {
      if (outcome.state == OutcomeState::Applied) found.push_back(outcome.index);
    }
    if (found.empty()) continue;
    CW_CHECK(intend(std::move(found), pending_.number));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (outcomes[i].state != OutcomeState::Applied) continue;
      settle(*rows[i].operation, outcomes[i], links);
      if (outcomes[i].index >= done_.size()) done_.resize(outcomes[i].index + 1);
      done_[outcomes[i].index] = OutcomeState::Applied;
    }
    CW_CHECK(settle_pending(nullptr));
  }
  return {};
}

std::string Applying::scope_of(const model::DestinationEntity& schema,
                               const OutgoingRow& row) const {
  return schema.partition.empty() ? std::string{}
                                  : row.projection[field_at(schema, schema.partition)].text;
}

Result<Listing*> Applying::scope_listing(const model::DestinationEntity& schema, Entity entity,
                                         const std::string& scope) {
  const std::pair at(entity, scope);
  if (const auto known = listings_.find(at); known != listings_.end()) return known->second.get();
  if (listed_.contains(at)) return static_cast<Listing*>(nullptr);
  CW_TRY(const bool before, env_.store.memory.scope_listed(entity, scope));
  listed_.insert(at);
  if (before) return static_cast<Listing*>(nullptr);
  Destination::ReadSpec spec;
  spec.entity = schema.name;
  spec.columns = read_columns(schema);
  spec.partition = scope;
  ++result_.scope_reads;
  CW_TRY(auto records, read_records(env_.destination, schema, spec, env_.observer));
  const bool empty = records.empty();
  auto listing = std::make_unique<Listing>(schema, std::move(records));
  CW_CHECK(env_.store.memory.mark_scope_listed(entity, scope, env_.now_ms));
  if (empty) return static_cast<Listing*>(nullptr);
  return (listings_[at] = std::move(listing)).get();
}

Result<> Applying::adopt_what_is_there(const model::DestinationEntity& schema,
                                       std::vector<OutgoingRow>& rows, const LinkTable& links) {
  if (schema.partition.empty()) return {};  // the whole entity was listed when the plan was made
  std::vector<OutgoingRow> remaining;
  std::vector<OutgoingRow> there;
  std::vector<Outcome> outcomes;
  for (OutgoingRow& row : rows) {
    const Operation& op = *row.operation;
    const std::string scope = scope_of(schema, row);
    CW_TRY(const Listing* listing, scope_listing(schema, op.entity, scope));
    const Listing::Match match =
        listing == nullptr ? Listing::Match{} : listing->match(row.projection);
    if (match.candidates.size() > 1) {
      std::string ids;
      for (const ListedRecord* one : match.candidates) ids += (ids.empty() ? "" : ", ") + one->id;
      CW_CHECK(env_.store.memory.forget_scope_listed(op.entity, scope));
      settle(op, {op.index, OutcomeState::Rejected, true, {}, several_could_be(ids)}, links);
    } else if (match.candidates.empty() || match.candidates.front()->dropped) {
      remaining.push_back(std::move(row));
    } else {
      outcomes.push_back(
          {op.index, OutcomeState::Adopted, false, match.candidates.front()->id, {}});
      there.push_back(std::move(row));
    }
  }
  rows = std::move(remaining);
  if (there.empty()) return {};
  CW_CHECK(refuse_taken(schema, there, outcomes));
  for (std::size_t i = 0; i < there.size(); ++i) settle(*there[i].operation, outcomes[i], links);
  return {};
}

}  // namespace crosswalk::sync
