#pragma once

/// \file
/// The settled hashes of an integration: segments by key range, and deltas that are laid over them.

#include <map>
#include <mutex>
#include <span>
#include <utility>

#include "store/context.hpp"
#include "store/state_format.hpp"
#include "sync/ports.hpp"

namespace crosswalk::store {

/// Deltas are held in memory, in a cursor and while compacting: above this they are always worth a
/// compaction.
inline constexpr std::uint64_t kMostDeltaBytes = std::uint64_t{16} << 20U;
/// Deltas below this are never worth a compaction.
inline constexpr std::uint64_t kFewDeltaBytes = std::uint64_t{64} << 10U;

/// Thread-safe.
class StateStore final : public sync::StatePort {
 public:
  explicit StateStore(const Context& context) : context_(context) {}

  /// Exact. Reads the segments that deltas touch, once per settled batch.
  Result<Info> info(model::Entity entity) override;
  /// The cursor sees the moment of this call, whatever is settled or compacted meanwhile; it holds
  /// a session.
  Result<std::unique_ptr<sync::StateCursor>> open(model::Entity entity) override;
  Result<> set_mapping(model::Entity entity, const model::Hash128& mapping) override;
  /// Does nothing until the deltas are above 64 KiB and 5 % of the segments (or 16 MiB). Each
  /// touched segment is rewritten in a transaction of its own; a crash in between leaves what it
  /// was or what it becomes, which say the same.
  Result<> compact(model::Entity entity) override;

 private:
  const Context& context_;
  std::mutex mutex_;
  std::map<model::Entity, std::pair<std::int64_t, std::uint64_t>> counted_;  ///< sequence, records
};

/// Adds what a batch settled to the deltas, inside its transaction. `changes` as encode_delta()
/// wants them.
Result<> append_delta(Connection& connection, std::int64_t integration, model::Entity entity,
                      std::span<const StateChange> changes);

}  // namespace crosswalk::store
