/// \file
/// Compaction: deltas become part of the segments that they touch.
///
/// A pass takes the oldest deltas, rewrites one touched segment per transaction, and deletes the
/// deltas in a last one. Until then they are laid over segments that hold them already, which
/// changes nothing. A segment remembers up to which delta it is, so that of two processes that
/// compact at once the slower one cannot put older records back.

#include <algorithm>

#include "store/dialect.hpp"
#include "store/state_store.hpp"
#include "store/state_tables.hpp"

namespace crosswalk::store {
namespace {

constexpr const char* kRewrite =
    "INSERT INTO state_segment (integration_id, entity, first_key, sequence, records) VALUES ($1, "
    "$2, $3, $4, $5) "
    "ON CONFLICT (integration_id, entity, first_key) "
    "DO UPDATE SET sequence = excluded.sequence, records = excluded.records";
constexpr const char* kDeleteDeltas =
    "DELETE FROM state_delta WHERE integration_id = $1 AND entity = $2 AND sequence <= $3";
constexpr const char* kDeltaBytes =
    "SELECT CAST(coalesce(sum(length(records)), 0) AS BIGINT) FROM state_delta "
    "WHERE integration_id = $1 AND entity = $2";
constexpr const char* kSetDeltaBytes =
    "UPDATE state SET delta_bytes = $1 WHERE integration_id = $2 AND entity = $3";

/// Writes records as one segment from `first` on, or as several equal ones.
Result<> write_segments(Connection& connection, const StateId& id, const model::Key& first,
                        std::int64_t sequence, std::span<const sync::StateRecord> records) {
  const std::size_t pieces =
      std::max<std::size_t>(1, (records.size() + kSegmentRecords - 1) / kSegmentRecords);
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    const std::size_t begin = records.size() * piece / pieces;
    const std::size_t end = records.size() * (piece + 1) / pieces;
    const std::string bytes = encode_segment(records.subspan(begin, end - begin));
    const model::Key key = piece == 0 ? first : records[begin].key;
    CW_CHECK(connection.run(kRewrite, id.integration, id.entity, key, sequence, Blob{bytes}));
  }
  return {};
}

/// Rewrites the segment of the first change; returns how many changes that settles.
Result<std::size_t> compact_segment(Connection& connection, const StateId& id,
                                    std::span<const StateChange> changes, std::int64_t sequence) {
  CW_CHECK(read_head(connection, id, true));
  CW_TRY(const auto found, segment_of(connection, id, changes.front().record.key));
  const Segment segment = found.value_or(Segment{});
  const auto inside = in_range(changes, segment.first, segment.next);
  if (segment.sequence >= sequence) return inside.size();
  std::vector<sync::StateRecord> records;
  overlay(segment.records, inside, records);
  CW_CHECK(write_segments(connection, id, segment.first, sequence, records));
  return inside.size();
}

Result<> delete_deltas(Connection& connection, const StateId& id, std::int64_t sequence) {
  CW_CHECK(read_head(connection, id, true));
  CW_CHECK(connection.run(kDeleteDeltas, id.integration, id.entity, sequence));
  std::uint64_t left = 0;
  CW_CHECK(connection.query(
      kDeltaBytes,
      [&](const Row& row) -> Result<> {
        left = row.count(0);
        return {};
      },
      id.integration, id.entity));
  CW_CHECK(connection.run(kSetDeltaBytes, left, id.integration, id.entity));
  return {};
}

/// The deltas of the next pass; none when compacting is not worth it yet.
Result<Changes> due(Database& database, const StateId& id) {
  return database.in_snapshot("state.compact", [&](Connection& connection) -> Result<Changes> {
    CW_TRY(const StateHead head, read_head(connection, id));
    if (head.delta_bytes <= kFewDeltaBytes) return Changes{};
    CW_TRY(const std::uint64_t bytes, segment_bytes(connection, id));
    if (head.delta_bytes <= std::min(bytes / 20, kMostDeltaBytes)) return Changes{};
    return read_deltas(connection, id, kMostDeltaBytes);
  });
}

}  // namespace

Result<> StateStore::compact(model::Entity entity) {
  const StateId id{context_.integration, number(entity)};
  while (true) {
    CW_TRY(const Changes pass, due(context_.database, id));
    if (pass.sequence == 0) return {};
    std::span<const StateChange> ahead = pass.changes;
    while (!ahead.empty()) {
      CW_TRY(const std::size_t done, context_.database.in_transaction(
                                         "state.compact",
                                         [&](Connection& connection) {
                                           return compact_segment(connection, id, ahead,
                                                                  pass.sequence);
                                         },
                                         Durability::Relaxed));
      ahead = ahead.subspan(done);
    }
    CW_CHECK(context_.database.in_transaction(
        "state.compact",
        [&](Connection& connection) { return delete_deltas(connection, id, pass.sequence); },
        Durability::Relaxed));
  }
}

}  // namespace crosswalk::store
