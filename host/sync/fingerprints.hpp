#pragma once

/// \file
/// A compact set of what is settled: "this record, with this content, was seen before".

#include <cstdint>
#include <memory>

#include "model/hash.hpp"

namespace crosswalk::sync {

/// 32-bit fingerprints of (key, source hash), 16 to a cache line. About 6 bytes a record, so ten
/// million fit into 64 MiB.
///
/// `contains` never says no to what was inserted. It may say yes to what was not, about once in
/// 10^8 questions: the exact comparison follows (diff.hpp), and the salt makes the next run err
/// elsewhere. Lines are in the order of the keys, as the state is: it fills them one after the
/// other. Not thread-safe while inserting.
class Fingerprints {
 public:
  /// \param expected  how many records will be inserted; more only make it slower
  /// \param salt      of this run
  Fingerprints(std::uint64_t expected, std::uint64_t salt);

  void insert(const model::Key& key, const model::Hash128& source);
  bool contains(const model::Key& key, const model::Hash128& source) const;
  /// Hides the cache miss of a contains() that follows soon.
  void prefetch(const model::Key& key) const { __builtin_prefetch(&lines_[line_of(key)]); }
  std::uint64_t bytes() const { return count_ * sizeof(Line); }

 private:
  static constexpr unsigned kSlots = 16;
  struct alignas(64) Line {
    std::uint32_t slots[kSlots];
  };
  std::uint64_t line_of(const model::Key& key) const {
    // The high bits of a product spread as evenly as the key itself, for any number of lines.
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(key.high) * count_) >> 64);
  }
  std::uint32_t print(const model::Key& key, const model::Hash128& source) const;

  struct Free {
    void operator()(Line* lines) const;
  };

  std::uint64_t count_;
  std::unique_ptr<Line[], Free> lines_;  ///< in huge pages where the system has them
  std::uint64_t salt_;
};

}  // namespace crosswalk::sync
