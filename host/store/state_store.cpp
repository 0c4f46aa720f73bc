#include "store/state_store.hpp"

#include "store/state_tables.hpp"

namespace crosswalk::store {
namespace {

constexpr const char* kSetMapping =
    "INSERT INTO state (integration_id, entity, mapping, sequence, delta_bytes) VALUES ($1, $2, "
    "$3, 0, 0) "
    "ON CONFLICT (integration_id, entity) DO UPDATE SET mapping = excluded.mapping";
constexpr const char* kAdvance =
    "INSERT INTO state (integration_id, entity, mapping, sequence, delta_bytes) VALUES ($1, $2, "
    "$3, 1, $4) "
    "ON CONFLICT (integration_id, entity) DO UPDATE SET sequence = state.sequence + 1, "
    "delta_bytes = state.delta_bytes + excluded.delta_bytes RETURNING sequence";
constexpr const char* kAppend =
    "INSERT INTO state_delta (integration_id, entity, sequence, records) VALUES ($1, $2, $3, $4)";

/// Walks over the segments of one snapshot, with its deltas laid over them.
class Cursor final : public sync::StateCursor {
 public:
  Cursor(Database::Transaction snapshot, const StateId& id, std::vector<model::Key> firsts,
         std::vector<StateChange> changes)
      : snapshot_(std::move(snapshot)),
        id_(id),
        firsts_(std::move(firsts)),
        changes_(std::move(changes)),
        ahead_(changes_) {}

  Result<std::span<const sync::StateRecord>> next() override {
    while (at_ < firsts_.size()) {
      CW_TRY(auto segment, segment_of(snapshot_.connection(), id_, firsts_[at_++]));
      if (!segment)
        return Error{ErrorCode::BadData, "a segment of the state is gone: restore a backup"};
      const auto changes = in_range(ahead_, segment->first, segment->next);
      if (changes.empty()) {
        block_ = std::move(segment->records);
      } else {
        block_.clear();
        overlay(segment->records, changes, block_);
      }
      ahead_ = ahead_.subspan(changes.size());
      if (!block_.empty()) return std::span<const sync::StateRecord>(block_);
    }
    block_.clear();  // what is ahead now was settled before there was a segment
    overlay({}, ahead_, block_);
    ahead_ = {};
    return std::span<const sync::StateRecord>(block_);
  }

 private:
  Database::Transaction snapshot_;
  StateId id_;
  std::vector<model::Key> firsts_;
  std::size_t at_ = 0;
  std::vector<StateChange> changes_;
  std::span<const StateChange> ahead_;
  std::vector<sync::StateRecord> block_;
};

/// Records in all: those of the segments, and what the deltas make of the segments that they touch.
Result<std::uint64_t> count_records(Connection& connection, const StateId& id,
                                    const StateHead& head) {
  CW_TRY(const std::uint64_t bytes, segment_bytes(connection, id));
  std::uint64_t records = bytes / kRecordBytes;
  if (head.delta_bytes == 0) return records;
  CW_TRY(const Changes deltas, read_deltas(connection, id, kAllDeltas));
  std::span<const StateChange> ahead = deltas.changes;
  std::vector<sync::StateRecord> block;
  while (!ahead.empty()) {
    CW_TRY(const auto segment, segment_of(connection, id, ahead.front().record.key));
    const auto changes = segment ? in_range(ahead, segment->first, segment->next) : ahead;
    block.clear();
    overlay(segment ? std::span<const sync::StateRecord>(segment->records)
                    : std::span<const sync::StateRecord>(),
            changes, block);
    records = records + block.size() - (segment ? segment->records.size() : 0);
    ahead = ahead.subspan(changes.size());
  }
  return records;
}

}  // namespace

Result<sync::StatePort::Info> StateStore::info(model::Entity entity) {
  const StateId id{context_.integration, number(entity)};
  return context_.database.in_snapshot("state.info", [&](Connection& connection) -> Result<Info> {
    CW_TRY(const StateHead head, read_head(connection, id));
    const std::scoped_lock lock{mutex_};
    auto& [sequence, records] = counted_[entity];
    if (sequence != head.sequence || head.sequence == 0) {
      CW_TRY(records, count_records(connection, id, head));
      sequence = head.sequence;
    }
    return Info{.records = records, .mapping = head.mapping};
  });
}

Result<std::unique_ptr<sync::StateCursor>> StateStore::open(model::Entity entity) {
  const StateId id{context_.integration, number(entity)};
  CW_TRY(const StateHead head,
         context_.database.in_snapshot(
             "state.open", [&](Connection& connection) { return read_head(connection, id); }));
  if (head.delta_bytes > kMostDeltaBytes) CW_CHECK(compact(entity));

  CW_TRY(auto snapshot, context_.database.read());
  CW_TRY(auto firsts, segment_keys(snapshot.connection(), id));
  CW_TRY(auto deltas, read_deltas(snapshot.connection(), id, kAllDeltas));
  return std::unique_ptr<sync::StateCursor>(std::make_unique<Cursor>(
      std::move(snapshot), id, std::move(firsts), std::move(deltas.changes)));
}

Result<> StateStore::set_mapping(model::Entity entity, const model::Hash128& mapping) {
  return context_.database.in_transaction(
      "state.set_mapping", [&](Connection& connection) -> Result<> {
        CW_CHECK(connection.run(kSetMapping, context_.integration, number(entity), mapping));
        return {};
      });
}

Result<> append_delta(Connection& connection, std::int64_t integration, model::Entity entity,
                      std::span<const StateChange> changes) {
  const std::string records = encode_delta(changes);
  std::int64_t sequence = 0;
  CW_CHECK(connection.query(
      kAdvance,
      [&](const Row& row) -> Result<> {
        sequence = row.integer(0);
        return {};
      },
      integration, number(entity), model::Hash128{}, records.size()));
  CW_CHECK(connection.run(kAppend, integration, number(entity), sequence, Blob{records}));
  return {};
}

}  // namespace crosswalk::store
