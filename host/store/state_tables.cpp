#include "store/state_tables.hpp"

#include "store/dialect.hpp"

namespace crosswalk::store {
namespace {

constexpr const char* kHead =
    "SELECT mapping, sequence, delta_bytes FROM state WHERE integration_id = $1 AND entity = $2";
constexpr const char* kSegmentBytes =
    "SELECT CAST(coalesce(sum(length(records)), 0) AS BIGINT) FROM state_segment "
    "WHERE integration_id = $1 AND entity = $2";
constexpr const char* kSegmentKeys =
    "SELECT first_key FROM state_segment WHERE integration_id = $1 AND entity = $2 ORDER BY "
    "first_key";
constexpr const char* kSegmentOf =
    "SELECT first_key, sequence, records FROM state_segment "
    "WHERE integration_id = $1 AND entity = $2 AND first_key <= $3 ORDER BY first_key DESC LIMIT 1";
constexpr const char* kNextKey =
    "SELECT first_key FROM state_segment "
    "WHERE integration_id = $1 AND entity = $2 AND first_key > $3 ORDER BY first_key LIMIT 1";
constexpr const char* kDeltaSizes =
    "SELECT sequence, length(records) FROM state_delta WHERE integration_id = $1 AND entity = $2 "
    "ORDER BY sequence";
constexpr const char* kDeltas =
    "SELECT sequence, records FROM state_delta WHERE integration_id = $1 AND entity = $2 AND "
    "sequence > $3 AND sequence <= $4 "
    "ORDER BY sequence LIMIT $5";

/// How many deltas are fetched at once: PostgreSQL's answers are held in memory as a whole.
constexpr std::int64_t kDeltaPage = 64;

/// The sequence up to which the deltas' sizes sum up to `most_bytes`.
Result<std::int64_t> last_within(Connection& connection, const StateId& id,
                                 std::uint64_t most_bytes) {
  std::int64_t last = 0;
  std::uint64_t sum = 0;
  CW_CHECK(connection.query(
      kDeltaSizes,
      [&](const Row& row) -> Result<> {
        sum += row.count(1);
        if (last == 0 || sum <= most_bytes) last = row.integer(0);
        return {};
      },
      id.integration, id.entity));
  return last;
}

}  // namespace

Result<StateHead> read_head(Connection& connection, const StateId& id, bool lock) {
  StateHead head;
  const std::string sql =
      std::string(kHead) + std::string(lock ? for_update(connection.engine()) : "");
  CW_CHECK(connection.query(
      sql,
      [&](const Row& row) -> Result<> {
        head = {row.hash(0), row.integer(1), row.count(2)};
        return {};
      },
      id.integration, id.entity));
  return head;
}

Result<std::uint64_t> segment_bytes(Connection& connection, const StateId& id) {
  std::uint64_t bytes = 0;
  CW_CHECK(connection.query(
      kSegmentBytes,
      [&](const Row& row) -> Result<> {
        bytes = row.count(0);
        return {};
      },
      id.integration, id.entity));
  return bytes;
}

Result<std::vector<model::Key>> segment_keys(Connection& connection, const StateId& id) {
  std::vector<model::Key> keys;
  CW_CHECK(connection.query(
      kSegmentKeys,
      [&](const Row& row) -> Result<> {
        keys.push_back(row.hash(0));
        return {};
      },
      id.integration, id.entity));
  return keys;
}

Result<std::optional<Segment>> segment_of(Connection& connection, const StateId& id,
                                          const model::Key& key) {
  std::optional<Segment> segment;
  CW_CHECK(connection.query(
      kSegmentOf,
      [&](const Row& row) -> Result<> {
        segment.emplace();
        segment->first = row.hash(0);
        segment->sequence = row.integer(1);
        return decode_segment(row.bytes(2), segment->records);
      },
      id.integration, id.entity, key));
  if (!segment) return segment;
  CW_CHECK(connection.query(
      kNextKey,
      [&](const Row& row) -> Result<> {
        segment->next = row.hash(0);
        return {};
      },
      id.integration, id.entity, segment->first));
  return segment;
}

Result<Changes> read_deltas(Connection& connection, const StateId& id, std::uint64_t most_bytes) {
  Changes out;
  CW_TRY(out.sequence, last_within(connection, id, most_bytes));
  std::int64_t done = 0;
  while (done < out.sequence) {
    std::int64_t rows = 0;
    const EachRow each = [&](const Row& row) -> Result<> {
      ++rows;
      done = row.integer(0);
      return decode_delta(row.bytes(1), out.changes);
    };
    CW_CHECK(
        connection.query(kDeltas, each, id.integration, id.entity, done, out.sequence, kDeltaPage));
    if (rows == 0) break;
  }
  sort_newest_wins(out.changes);
  return out;
}

}  // namespace crosswalk::store
