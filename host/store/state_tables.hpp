#pragma once

/// \file
/// The rows behind the state: reading them in one transaction.

#include <optional>
#include <vector>

#include "store/sql.hpp"
#include "store/state_format.hpp"

namespace crosswalk::store {

/// Which state: whose, and of which entity.
struct StateId {
  std::int64_t integration = 0;
  std::int64_t entity = 0;
};

struct StateHead {
  model::Hash128 mapping;
  std::int64_t sequence = 0;
  std::uint64_t delta_bytes = 0;
};

/// All zero where nothing was settled yet. Locks it against other writers when asked to.
Result<StateHead> read_head(Connection& connection, const StateId& id, bool lock = false);

/// The segments' bytes in all.
Result<std::uint64_t> segment_bytes(Connection& connection, const StateId& id);

/// Where the segments begin, ascending.
Result<std::vector<model::Key>> segment_keys(Connection& connection, const StateId& id);

struct Segment {
  model::Key first;
  std::int64_t sequence = 0;
  std::vector<sync::StateRecord> records;
  std::optional<model::Key> next;  ///< where the next one begins
};

/// The segment that `key` belongs to; nothing while there are none.
Result<std::optional<Segment>> segment_of(Connection& connection, const StateId& id,
                                          const model::Key& key);

struct Changes {
  std::vector<StateChange> changes;  ///< sorted by key
  std::int64_t sequence = 0;         ///< of the newest delta in it; 0: none
};

inline constexpr std::uint64_t kAllDeltas = ~std::uint64_t{0};

/// The oldest deltas, up to about `most_bytes` of them but at least one, as one list.
Result<Changes> read_deltas(Connection& connection, const StateId& id, std::uint64_t most_bytes);

}  // namespace crosswalk::store
