#include "store/settlement_writer.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "store/compressed.hpp"
#include "store/link_store.hpp"
#include "store/link_tables.hpp"
#include "store/state_store.hpp"

namespace crosswalk::store {
namespace {

using model::Entity;
using model::Key;
using sync::Link;
using sync::Settlement;

/// The part of a stored link that its counters hang on.
Table counted_table() {
  Table table = link_table();
  table.values = {
      {"dropped", ValueKind::Integer}, {"school", ValueKind::Blob}, {"scope", ValueKind::Blob}};
  return table;
}

using Counts = std::map<Key, std::int64_t>;

void add(Counts& counts, bool dropped, const Key& school, const Key& scope, std::int64_t by) {
  if (dropped) return;
  counts[Key{}] += by;
  if (school != Key{}) counts[school] += by;
  if (scope != Key{}) counts[scope] += by;
}

/// An entity's settlements that have a link, by key; the last of each key.
std::vector<const Settlement*> sorted_links(std::span<const Settlement> settlements,
                                            Entity entity) {
  std::vector<const Settlement*> out;
  for (const Settlement& settlement : settlements) {
    if (settlement.link && settlement.link->entity == entity) out.push_back(&settlement);
  }
  const auto key = [](const Settlement* settlement) { return settlement->link->key; };
  std::ranges::stable_sort(out, {}, key);
  auto end = out.begin();
  for (auto at = out.begin(); at != out.end(); ++at) {
    if (std::next(at) == out.end() || key(*std::next(at)) != key(*at)) *end++ = *at;
  }
  out.erase(end, out.end());
  return out;
}

std::vector<StateChange> state_changes(std::span<const Settlement> settlements, Entity entity) {
  std::vector<StateChange> changes;
  for (const Settlement& settlement : settlements) {
    if (settlement.state && settlement.link->entity == entity)
      changes.push_back({.record = *settlement.state});
    if (settlement.forget_state && settlement.forget_state->first == entity) {
      changes.push_back({.record = {settlement.forget_state->second, {}, {}}, .erased = true});
    }
  }
  sort_newest_wins(changes);
  return changes;
}

Error two_for_one(Entity entity, std::string_view destination, std::string_view one,
                  std::string_view other) {
  const std::string name(model::name(entity));
  return {ErrorCode::Conflict, "destination " + name + " " + std::string(destination) +
                                   " cannot be linked to " + name + " " +
                                   model::readable_identity(other) + ": it is linked to " +
                                   model::readable_identity(one) + "; plan again, or re-link it"};
}

}  // namespace

SettlementWriter::SettlementWriter(const Context& context)
    : context_(context),
      lookup_(lookup_rows(context.database.engine(), counted_table())),
      upsert_link_(upsert_rows(context.database.engine(), link_table())),
      add_count_(add_rows(context.database.engine(), count_table())),
      upsert_projection_(upsert_rows(context.database.engine(), projection_table())) {}

Result<> SettlementWriter::write(Connection& connection,
                                 std::span<const Settlement> settlements) const {
  for (const Settlement& settlement : settlements) {
    if (!settlement.link && (settlement.state || settlement.projection)) {
      return Error{ErrorCode::InvalidArgument,
                   "operation " + std::to_string(settlement.outcome.index) +
                       " settles a state or a projection without its link"};
    }
  }
  for (const Entity entity : model::kEntities) {
    const std::vector<const Settlement*> links = sorted_links(settlements, entity);
    if (!links.empty()) CW_CHECK(write_entity(connection, entity, links));
    const std::vector<StateChange> changes = state_changes(settlements, entity);
    if (!changes.empty()) CW_CHECK(append_delta(connection, context_.integration, entity, changes));
  }
  return {};
}

Result<> SettlementWriter::write_entity(Connection& connection, Entity entity,
                                        Links settlements) const {
  CW_CHECK(write_counts(connection, entity, settlements));
  CW_CHECK(write_links(connection, entity, settlements));
  return write_projections(connection, entity, settlements);
}

Result<> SettlementWriter::write_links(Connection& connection, Entity entity,
                                       Links settlements) const {
  const std::size_t rows = settlements.size();
  using enum ValueKind;
  KeyColumn key{rows};
  KeyColumn school{rows};
  KeyColumn scope{rows};
  Column identity{Text, rows};
  Column destination{Text, rows};
  Column code{Text, rows};
  Column origin{Integer, rows};
  Column dropped{Integer, rows};
  Column shared{Integer, rows};
  for (const Settlement* settlement : settlements) {
    const Link& link = *settlement->link;
    key.add(link.key);
    identity.bytes.emplace_back(link.identity);
    destination.bytes.emplace_back(link.destination_id);
    code.bytes.emplace_back(link.code);
    origin.integers.push_back(static_cast<std::int64_t>(link.origin));
    dropped.integers.push_back(link.dropped ? 1 : 0);
    school.add(link.school);
    scope.add(link.scope);
    shared.integers.push_back(is_shared(entity) ? 1 : 0);
  }
  const std::array<Param, 2> fixed{context_.integration, number(entity)};
  const std::array columns{key.column(), identity,        destination,    code,  origin,
                           dropped,      school.column(), scope.column(), shared};
  CW_CHECK(connection.execute_rows(upsert_link_, fixed, columns));
  return {};
}

Result<> SettlementWriter::write_counts(Connection& connection, Entity entity,
                                        Links settlements) const {
  Counts counts;
  KeyColumn keys{settlements.size()};
  for (const Settlement* settlement : settlements) {
    const Link& link = *settlement->link;
    keys.add(link.key);
    add(counts, link.dropped, link.school, link.scope, 1);
  }
  const std::array<Param, 2> fixed{context_.integration, number(entity)};
  const EachNumberedRow subtract = [&](std::size_t, const Row& row) -> Result<> {
    add(counts, row.integer(0) != 0, row.hash(1), row.hash(2), -1);
    return {};
  };
  CW_CHECK(connection.select_rows(lookup_, fixed, {&keys.column(), 1}, subtract));

  std::erase_if(counts, [](const auto& count) { return count.second == 0; });
  KeyColumn scopes{counts.size()};
  Column links{ValueKind::Integer, counts.size()};
  for (const auto& [scope, by] : counts) {
    scopes.add(scope);
    links.integers.push_back(by);
  }
  if (counts.empty()) return {};
  const std::array columns{scopes.column(), links};
  CW_CHECK(connection.execute_rows(add_count_, fixed, columns));
  return {};
}

Result<> SettlementWriter::write_projections(Connection& connection, Entity entity,
                                             Links settlements) const {
  KeyColumn keys{settlements.size()};
  std::vector<std::string> kept;
  kept.reserve(settlements.size());
  Column bytes{ValueKind::Blob, settlements.size()};
  for (const Settlement* settlement : settlements) {
    if (!settlement->projection) continue;
    keys.add(settlement->link->key);
    bytes.bytes.emplace_back(kept.emplace_back(compressed(*settlement->projection)));
  }
  if (kept.empty()) return {};
  const std::array<Param, 2> fixed{context_.integration, number(entity)};
  const std::array columns{keys.column(), bytes};
  CW_CHECK(connection.execute_rows(upsert_projection_, fixed, columns));
  return {};
}

std::optional<Error> SettlementWriter::name_conflict(
    std::span<const Settlement> settlements) const {
  LinkStore links{context_};
  for (const Entity entity : model::kEntities) {
    if (is_shared(entity)) continue;
    std::unordered_map<std::string_view, const Link*> wanted;
    std::vector<std::string> ids;
    for (const Settlement* settlement : sorted_links(settlements, entity)) {
      const Link& link = *settlement->link;
      if (link.destination_id.empty()) continue;
      const auto [at, fresh] = wanted.emplace(link.destination_id, &link);
      if (!fresh)
        return two_for_one(entity, link.destination_id, at->second->identity, link.identity);
      ids.push_back(link.destination_id);
    }
    const auto taken = links.find_by_destination(entity, ids);
    if (!taken) return taken.error();
    for (const Link& link : *taken) {
      const Link& other = *wanted.at(link.destination_id);
      if (other.key != link.key)
        return two_for_one(entity, link.destination_id, link.identity, other.identity);
    }
  }
  return std::nullopt;
}

}  // namespace crosswalk::store
