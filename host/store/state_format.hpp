#pragma once

/// \file
/// The bytes of the state: segments of sorted records, deltas of what was settled since, and the
/// overlay of the two.
///
/// A record is 48 bytes: key, source hash, projection hash, each big-endian. A segment is records.
/// A delta is the number of its records (4 bytes, big-endian), the records, then the keys that were
/// erased, both sorted.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "sync/types.hpp"

namespace crosswalk::store {

inline constexpr std::size_t kRecordBytes = 48;
inline constexpr std::size_t kKeyBytes = 16;
/// 1 MiB, rounded down to whole records.
inline constexpr std::size_t kSegmentRecords = (std::size_t{1} << 20U) / kRecordBytes;

std::string encode_segment(std::span<const sync::StateRecord> records);
/// Appends to `records`. \error BadData  not whole records.
Result<> decode_segment(std::string_view bytes, std::vector<sync::StateRecord>& records);

/// One record that was set or erased.
struct StateChange {
  sync::StateRecord record;  ///< of an erased one the key alone
  bool erased = false;
  std::uint32_t order = 0;  ///< among the changes of a key; sort_newest_wins() sets it
};

/// `changes` sorted by key, each key once.
std::string encode_delta(std::span<const StateChange> changes);
/// Appends to `changes`, set ones first. \error BadData  not made by encode_delta().
Result<> decode_delta(std::string_view bytes, std::vector<StateChange>& changes);

/// Sorts by key, in place; of several changes of a key the last one stays.
void sort_newest_wins(std::vector<StateChange>& changes);

/// The records with the changes laid over them; both sorted by key. Appends to `out`.
void overlay(std::span<const sync::StateRecord> records, std::span<const StateChange> changes,
             std::vector<sync::StateRecord>& out);

/// The changes of keys in [first, next); no `next`: to the end.
std::span<const StateChange> in_range(std::span<const StateChange> changes, const sync::Key& first,
                                      const std::optional<sync::Key>& next);

}  // namespace crosswalk::store
