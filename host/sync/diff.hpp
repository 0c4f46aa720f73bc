#pragma once

/// \file
/// Step 2. In: a piece's rows, sorted, and the settled state, sorted. Out: what changed, sorted
/// by key. Pure.

#include <cstdint>
#include <span>
#include <vector>

#include "sync/partitions.hpp"
#include "sync/types.hpp"

namespace crosswalk::sync {

/// One key whose two sides are not the same.
struct Difference {
  enum class Kind : std::uint8_t {
    New,        ///< in the snapshot, not in the state
    Changed,    ///< in both, another source hash
    Remap,      ///< in both, the same source hash, but the mapping is another than when it settled
    Vanished,   ///< in the state, not in the snapshot
    Withdrawn,  ///< in the state, and the snapshot says that it is gone
    Duplicate,  ///< twice in the snapshot with different contents: held
    Unread,  ///< changed, but its content was not kept (see Fingerprints): held until the next run
  };
  Kind kind{};
  Key key;
  Hash128 source;           ///< of the snapshot
  StateRecord state;        ///< of the last settling
  std::uint32_t first = 0;  ///< its contents: [first, first + count) of the piece's
  std::uint32_t count = 0;
};

struct DiffOptions {
  bool grouped = false;  ///< several rows may be one record; their hashes are added up
  bool remap = false;    ///< everything is looked at again
};

/// Merges one piece with its stretch of the state.
/// \param piece  rows sorted by (key, source), contents by (key, source)
/// \param state      sorted by key, keys unique
std::vector<Difference> diff(const Partitions::Loaded& piece, std::span<const StateRecord> state,
                             const DiffOptions& options);

}  // namespace crosswalk::sync
