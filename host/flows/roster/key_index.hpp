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

/// Numbers keys in the order in which they come: 16 bytes a key and 5 to 11 for finding it again.
class KeyIndex {
 public:
  /// The key's number, and whether it is new.
  std::pair<std::uint32_t, bool> insert(const model::Key& key) {
    if ((keys_.size() + 1) * 4 > slots_.size() * 3) grow();
    std::size_t at = slot_of(key);
    for (; slots_[at] != 0; at = (at + 1) & mask()) {
      if (keys_[slots_[at] - 1] == key) return {slots_[at] - 1, false};
    }
    keys_.push_back(key);
    slots_[at] = static_cast<std::uint32_t>(keys_.size());
    return {slots_[at] - 1, true};
  }

  /// The key's number, or kNone.
  std::uint32_t find(const model::Key& key) const {
    if (slots_.empty()) return kNone;
    for (std::size_t at = slot_of(key); slots_[at] != 0; at = (at + 1) & mask()) {
      if (keys_[slots_[at] - 1] == key) return slots_[at] - 1;
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
  void grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      std::size_t at = slot_of(keys_[i]);
      while (slots_[at] != 0) at = (at + 1) & mask();
      slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
  }

  std::vector<model::Key> keys_;
  std::vector<std::uint32_t> slots_;  ///< number + 1; 0 = free. A power of two.
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
