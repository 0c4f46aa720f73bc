#include "store/state_format.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace crosswalk::store {
namespace {

using sync::Hash128;
using sync::Key;
using sync::StateRecord;

constexpr std::size_t kCountBytes = 4;

Error damaged() { return {ErrorCode::BadData, "the stored state is damaged: restore a backup"}; }

std::uint64_t load(const char* bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes, sizeof number);
  return __builtin_bswap64(number);
}

char* save(char* bytes, std::uint64_t number) {
  number = __builtin_bswap64(number);
  std::memcpy(bytes, &number, sizeof number);
  return bytes + sizeof number;
}

Hash128 load_hash(const char* bytes) { return {load(bytes), load(bytes + 8)}; }
char* save_hash(char* bytes, const Hash128& hash) { return save(save(bytes, hash.high), hash.low); }

StateRecord load_record(const char* bytes) {
  return {load_hash(bytes), load_hash(bytes + 16), load_hash(bytes + 32)};
}

char* save_record(char* bytes, const StateRecord& record) {
  return save_hash(save_hash(save_hash(bytes, record.key), record.source), record.projection);
}

const Key& key_of(const StateChange& change) { return change.record.key; }

}  // namespace

std::string encode_segment(std::span<const StateRecord> records) {
  std::string bytes(records.size() * kRecordBytes, '\0');
  char* at = bytes.data();
  for (const StateRecord& record : records) at = save_record(at, record);
  return bytes;
}

Result<> decode_segment(std::string_view bytes, std::vector<StateRecord>& records) {
  if (bytes.size() % kRecordBytes != 0) return damaged();
  records.reserve(records.size() + bytes.size() / kRecordBytes);
  for (const char* at = bytes.data(); at != bytes.data() + bytes.size(); at += kRecordBytes) {
    records.push_back(load_record(at));
  }
  return {};
}

std::string encode_delta(std::span<const StateChange> changes) {
  const auto erased =
      static_cast<std::size_t>(std::ranges::count_if(changes, &StateChange::erased));
  const std::size_t set = changes.size() - erased;
  std::string bytes(kCountBytes + set * kRecordBytes + erased * kKeyBytes, '\0');
  for (std::size_t i = 0; i < kCountBytes; ++i) {
    bytes[i] = static_cast<char>(static_cast<std::uint8_t>(set >> (8 * (kCountBytes - 1 - i))));
  }
  char* at = bytes.data() + kCountBytes;
  for (const StateChange& change : changes) {
    if (!change.erased) at = save_record(at, change.record);
  }
  for (const StateChange& change : changes) {
    if (change.erased) at = save_hash(at, change.record.key);
  }
  return bytes;
}

Result<> decode_delta(std::string_view bytes, std::vector<StateChange>& changes) {
  if (bytes.size() < kCountBytes) return damaged();
  std::size_t set = 0;
  for (std::size_t i = 0; i < kCountBytes; ++i)
    set = (set << 8U) | static_cast<std::uint8_t>(bytes[i]);
  bytes.remove_prefix(kCountBytes);
  if (set > bytes.size() / kRecordBytes || (bytes.size() - set * kRecordBytes) % kKeyBytes != 0)
    return damaged();
  const char* at = bytes.data();
  for (std::size_t i = 0; i < set; ++i, at += kRecordBytes)
    changes.push_back({.record = load_record(at)});
  for (; at != bytes.data() + bytes.size(); at += kKeyBytes)
    changes.push_back({.record = {load_hash(at), {}, {}}, .erased = true});
  return {};
}

void sort_newest_wins(std::vector<StateChange>& changes) {
  std::uint32_t order = 0;
  for (StateChange& change : changes) change.order = order++;
  // Not stable_sort: it would take half of the memory again.
  std::ranges::sort(changes, [](const StateChange& a, const StateChange& b) {
    return std::tie(a.record.key, a.order) < std::tie(b.record.key, b.order);
  });
  auto out = changes.begin();
  for (auto at = changes.begin(); at != changes.end(); ++at) {
    const auto next = std::next(at);
    if (next == changes.end() || key_of(*next) != key_of(*at)) *out++ = *at;
  }
  changes.erase(out, changes.end());
}

void overlay(std::span<const StateRecord> records, std::span<const StateChange> changes,
             std::vector<StateRecord>& out) {
  out.reserve(out.size() + records.size() + changes.size());
  auto record = records.begin();
  for (const StateChange& change : changes) {
    const auto until =
        std::ranges::lower_bound(record, records.end(), key_of(change), {}, &StateRecord::key);
    out.insert(out.end(), record, until);
    record = until != records.end() && until->key == key_of(change) ? std::next(until) : until;
    if (!change.erased) out.push_back(change.record);
  }
  out.insert(out.end(), record, records.end());
}

std::span<const StateChange> in_range(std::span<const StateChange> changes, const Key& first,
                                      const std::optional<Key>& next) {
  const auto begin = std::ranges::lower_bound(changes, first, {}, key_of);
  const auto end =
      next ? std::ranges::lower_bound(begin, changes.end(), *next, {}, key_of) : changes.end();
  return {begin, end};
}

}  // namespace crosswalk::store
