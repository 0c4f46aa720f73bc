#pragma once

/// \file
/// Compact sets of keys: what a roster of millions can afford to remember.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/hash.hpp"

namespace crosswalk::flows {

inline constexpr std::uint32_t kNone = UINT32_MAX;

/// Numbers keys in the order in which they come: 16 bytes a key and 11 to 22 for finding it again.
class KeyIndex {
 public:
  /// The key's number, and whether it is new.
  std::pair<std::uint32_t, bool> insert(const model::Key& key) {
    if ((keys_.size() + 1) * 4 > slots_.size() * 3) grow();
    std::size_t at = slot_of(key);
    for (; slots_[at] != 0; at = (at + 1) & mask()) {
      if (holds(slots_[at], key)) return {number_in(slots_[at]), false};
    }
    keys_.push_back(key);
    slots_[at] = slot_for(key, keys_.size());
    return {number_in(slots_[at]), true};
  }

  /// The key's number, or kNone.
  std::uint32_t find(const model::Key& key) const {
    if (slots_.empty()) return kNone;
    for (std::size_t at = slot_of(key); slots_[at] != 0; at = (at + 1) & mask()) {
      if (holds(slots_[at], key)) return number_in(slots_[at]);
    }
    return kNone;
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(keys_.size()); }
  const model::Key& key(std::uint32_t number) const { return keys_[number]; }

 private:
  std::size_t mask() const { return slots_.size() - 1; }
  std::size_t slot_of(const model::Key& key) const {
    return static_cast<std::size_t>(key.low) & mask();
  }
  /// Half of the key's other word beside number + 1: nearly always that tells keys apart.
  static std::uint64_t slot_for(const model::Key& key, std::size_t count) {
    return (key.high & ~std::uint64_t{UINT32_MAX}) | count;
  }
  static std::uint32_t number_in(std::uint64_t slot) {
    return static_cast<std::uint32_t>(slot) - 1;
  }
  bool holds(std::uint64_t slot, const model::Key& key) const {
    return (slot ^ key.high) >> 32 == 0 && keys_[number_in(slot)] == key;
  }
  void grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      std::size_t at = slot_of(keys_[i]);
      while (slots_[at] != 0) at = (at + 1) & mask();
      slots_[at] = slot_for(keys_[i], i + 1);
    }
  }

  std::vector<model::Key> keys_;
  std::vector<std::uint64_t> slots_;  ///< 0 = free. A power of two.
};

/// A set of keys with one flag each, 11 to 22 bytes a key. It tells keys apart by 63 bits.
class KeyFlags {
 public:
  /// Adds the key, or changes its flag.
  void set(const model::Key& key, bool flag) {
    if ((count_ + 1) * 4 > words_.size() * 3) grow();
    std::uint64_t& word = words_[find(words_, word_of(key))];
    if (word == 0) ++count_;
    word = word_of(key) | (flag ? 1U : 0U);
  }
  bool contains(const model::Key& key) const {
    return !words_.empty() && words_[find(words_, word_of(key))] != 0;
  }
  bool flag(const model::Key& key) const {
    return !words_.empty() && (words_[find(words_, word_of(key))] & 1U) != 0;
  }
  std::size_t size() const { return count_; }

 private:
  static std::uint64_t word_of(const model::Key& key) {
    const std::uint64_t word = key.low & ~std::uint64_t{1};
    return word != 0 ? word : 2;
  }
  static std::size_t find(const std::vector<std::uint64_t>& words, std::uint64_t word) {
    std::size_t at = static_cast<std::size_t>(word >> 8) & (words.size() - 1);
    while (words[at] != 0 && (words[at] & ~std::uint64_t{1}) != word)
      at = (at + 1) & (words.size() - 1);
    return at;
  }
  void grow() {
    std::vector<std::uint64_t> larger(words_.empty() ? 64 : words_.size() * 2, 0);
    for (const std::uint64_t word : words_) {
      if (word != 0) larger[find(larger, word & ~std::uint64_t{1})] = word;
    }
    words_ = std::move(larger);
  }

  std::vector<std::uint64_t> words_;  ///< 0 = free. A power of two.
  std::size_t count_ = 0;
};

}  // namespace crosswalk::flows
