#include "store/memory_store.hpp"

#include <openssl/rand.h>

#include "model/hash.hpp"
#include "store/link_tables.hpp"

namespace crosswalk::store {
namespace {

using model::Entity;

constexpr const char* kSecret = "SELECT value FROM secret WHERE name = 'key'";
constexpr const char* kMakeSecret =
    "INSERT INTO secret (name, value) VALUES ('key', $1) ON CONFLICT (name) DO NOTHING";
constexpr const char* kCounts =
    "SELECT records FROM snapshot WHERE integration_id = $1 AND entity = $2 ORDER BY run_id DESC "
    "LIMIT $3";
constexpr const char* kAccept =
    "INSERT INTO snapshot (integration_id, entity, run_id, records) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (integration_id, entity, run_id) DO UPDATE SET records = excluded.records";
constexpr const char* kGrace =
    "SELECT key, since_at_ms, snapshots FROM grace WHERE integration_id = $1 AND entity = $2 ORDER "
    "BY key";
constexpr const char* kClearGrace = "DELETE FROM grace WHERE integration_id = $1 AND entity = $2";
constexpr const char* kListed =
    "SELECT listed_at_ms FROM listed_scope WHERE integration_id = $1 AND entity = $2 AND scope = "
    "$3";
constexpr const char* kMarkListed =
    "INSERT INTO listed_scope (integration_id, entity, scope, listed_at_ms) VALUES ($1, $2, $3, "
    "$4) "
    "ON CONFLICT (integration_id, entity, scope) DO NOTHING";
constexpr const char* kForgetListed =
    "DELETE FROM listed_scope WHERE integration_id = $1 AND entity = $2 AND scope = $3";
constexpr const char* kTaken =
    "SELECT key, projection, destination_id, there FROM taken WHERE integration_id = $1 AND entity "
    "= $2 ORDER BY key";
constexpr const char* kClearTaken = "DELETE FROM taken WHERE integration_id = $1 AND entity = $2";
constexpr const char* kCatalog =
    "SELECT entries FROM catalog WHERE integration_id = $1 AND name = $2";
constexpr const char* kSetCatalog =
    "INSERT INTO catalog (integration_id, name, entries) VALUES ($1, $2, $3) "
    "ON CONFLICT (integration_id, name) DO UPDATE SET entries = excluded.entries";
constexpr const char* kValue = "SELECT value FROM value WHERE integration_id = $1 AND name = $2";
constexpr const char* kSetValue =
    "INSERT INTO value (integration_id, name, value) VALUES ($1, $2, $3) "
    "ON CONFLICT (integration_id, name) DO UPDATE SET value = excluded.value";

Table grace_table() {
  using enum ValueKind;
  return {.name = "grace",
          .fixed = {{"integration_id", Integer}, {"entity", Integer}},
          .keys = {{"key", Blob}},
          .values = {{"since_at_ms", Integer}, {"snapshots", Integer}}};
}

Table taken_table() {
  using enum ValueKind;
  return {.name = "taken",
          .fixed = {{"integration_id", Integer}, {"entity", Integer}},
          .keys = {{"key", Blob}},
          .values = {{"projection", Blob}, {"destination_id", Text}, {"there", Blob}}};
}

/// The one text that a statement gives, or empty.
template <class... A>
Result<std::string> one_text(Connection& connection, const char* sql, const A&... values) {
  std::string text;
  const EachRow each = [&](const Row& row) -> Result<> {
    text = row.text(0);
    return {};
  };
  CW_CHECK(connection.query(sql, each, values...));
  return text;
}

Result<std::string> random_secret() {
  std::string bytes(model::KeyMaker::kSecretBytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) !=
      1) {
    return Error{ErrorCode::Unavailable, "the machine gives no random bytes: try again"};
  }
  return bytes;
}

}  // namespace

Result<std::string> MemoryStore::key_secret() {
  CW_TRY(std::string known,
         context_.database.in_snapshot("memory.key_secret", [](Connection& connection) {
           return one_text(connection, kSecret);
         }));
  if (!known.empty()) return known;
  CW_TRY(const std::string fresh, random_secret());
  return context_.database.in_transaction(
      "memory.key_secret", [&](Connection& connection) -> Result<std::string> {
        CW_CHECK(connection.run(kMakeSecret, Blob{fresh}));
        return one_text(connection, kSecret);  // that of another process, if it was first
      });
}

Result<std::vector<std::uint64_t>> MemoryStore::accepted_counts(Entity entity,
                                                                std::uint32_t limit) {
  using Counts = std::vector<std::uint64_t>;
  return context_.database.in_snapshot(
      "memory.accepted_counts", [&](Connection& connection) -> Result<Counts> {
        Counts counts;
        const EachRow each = [&](const Row& row) -> Result<> {
          counts.push_back(row.count(0));
          return {};
        };
        CW_CHECK(connection.query(kCounts, each, context_.integration, number(entity), limit));
        return counts;
      });
}

Result<> MemoryStore::accept_snapshot(std::int64_t run,
                                      std::span<const std::pair<Entity, std::uint64_t>> counts) {
  return context_.database.in_transaction(
      "memory.accept_snapshot", [&](Connection& connection) -> Result<> {
        for (const auto& [entity, records] : counts) {
          CW_CHECK(connection.run(kAccept, context_.integration, number(entity), run, records));
        }
        return {};
      });
}

Result<std::vector<sync::MemoryPort::Grace>> MemoryStore::grace(Entity entity) {
  return context_.database.in_snapshot(
      "memory.grace", [&](Connection& connection) -> Result<std::vector<Grace>> {
        std::vector<Grace> all;
        const EachRow each = [&](const Row& row) -> Result<> {
          all.push_back({.key = row.hash(0),
                         .since_ms = row.integer(1),
                         .snapshots = static_cast<std::uint32_t>(row.integer(2))});
          return {};
        };
        CW_CHECK(connection.query(kGrace, each, context_.integration, number(entity)));
        return all;
      });
}

Result<> MemoryStore::set_grace(Entity entity, std::span<const Grace> grace) {
  const std::string upsert = upsert_rows(context_.database.engine(), grace_table());
  KeyColumn keys{grace.size()};
  Column since{ValueKind::Integer, grace.size()};
  Column snapshots{ValueKind::Integer, grace.size()};
  for (const Grace& one : grace) {
    keys.add(one.key);
    since.integers.push_back(one.since_ms);
    snapshots.integers.push_back(one.snapshots);
  }
  return context_.database.in_transaction(
      "memory.set_grace", [&](Connection& connection) -> Result<> {
        CW_CHECK(connection.run(kClearGrace, context_.integration, number(entity)));
        if (grace.empty()) return {};
        const std::array<Param, 2> fixed{context_.integration, number(entity)};
        const std::array columns{keys.column(), since, snapshots};
        CW_CHECK(connection.execute_rows(upsert, fixed, columns));
        return {};
      });
}

Result<bool> MemoryStore::scope_listed(Entity entity, std::string_view scope) {
  return context_.database.in_snapshot(
      "memory.scope_listed", [&](Connection& connection) -> Result<bool> {
        bool listed = false;
        const EachRow each = [&](const Row&) -> Result<> {
          listed = true;
          return {};
        };
        CW_CHECK(connection.query(kListed, each, context_.integration, number(entity), scope));
        return listed;
      });
}

Result<> MemoryStore::mark_scope_listed(Entity entity, std::string_view scope,
                                        std::int64_t now_ms) {
  return context_.database.in_transaction(
      "memory.mark_scope_listed", [&](Connection& connection) -> Result<> {
        CW_CHECK(connection.run(kMarkListed, context_.integration, number(entity), scope, now_ms));
        return {};
      });
}

Result<> MemoryStore::forget_scope_listed(Entity entity, std::string_view scope) {
  return context_.database.in_transaction(
      "memory.forget_scope_listed", [&](Connection& connection) -> Result<> {
        CW_CHECK(connection.run(kForgetListed, context_.integration, number(entity), scope));
        return {};
      });
}

Result<std::vector<sync::MemoryPort::Taken>> MemoryStore::taken(Entity entity) {
  return context_.database.in_snapshot(
      "memory.taken", [&](Connection& connection) -> Result<std::vector<Taken>> {
        std::vector<Taken> all;
        const EachRow each = [&](const Row& row) -> Result<> {
          all.push_back({row.hash(0), row.hash(1), std::string(row.text(2)), row.hash(3)});
          return {};
        };
        CW_CHECK(connection.query(kTaken, each, context_.integration, number(entity)));
        return all;
      });
}

Result<> MemoryStore::set_taken(Entity entity, std::span<const Taken> taken) {
  const std::string upsert = upsert_rows(context_.database.engine(), taken_table());
  KeyColumn keys{taken.size()};
  KeyColumn projections{taken.size()};
  Column ids{ValueKind::Text, taken.size()};
  KeyColumn there{taken.size()};
  for (const Taken& one : taken) {
    keys.add(one.key);
    projections.add(one.projection);
    ids.bytes.push_back(one.destination_id);
    there.add(one.there);
  }
  return context_.database.in_transaction(
      "memory.set_taken", [&](Connection& connection) -> Result<> {
        CW_CHECK(connection.run(kClearTaken, context_.integration, number(entity)));
        if (taken.empty()) return {};
        const std::array<Param, 2> fixed{context_.integration, number(entity)};
        const std::array columns{keys.column(), projections.column(), ids, there.column()};
        CW_CHECK(connection.execute_rows(upsert, fixed, columns));
        return {};
      });
}

Result<std::string> MemoryStore::catalog(std::string_view name) {
  return context_.database.in_snapshot("memory.catalog", [&](Connection& connection) {
    return one_text(connection, kCatalog, context_.integration, name);
  });
}

Result<> MemoryStore::set_catalog(std::string_view name, std::string_view json) {
  return context_.database.in_transaction(
      "memory.set_catalog", [&](Connection& connection) -> Result<> {
        CW_CHECK(connection.run(kSetCatalog, context_.integration, name, json));
        return {};
      });
}

Result<std::string> MemoryStore::value(std::string_view name) {
  return context_.database.in_snapshot("memory.value", [&](Connection& connection) {
    return one_text(connection, kValue, context_.integration, name);
  });
}

Result<> MemoryStore::set_value(std::string_view name, std::string_view value) {
  return context_.database.in_transaction(
      "memory.set_value", [&](Connection& connection) -> Result<> {
        CW_CHECK(connection.run(kSetValue, context_.integration, name, value));
        return {};
      });
}

}  // namespace crosswalk::store
