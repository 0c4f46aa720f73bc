#pragma once

/// \file
/// A snapshot's rows of one entity, split by the first bits of their keys; in memory as long as the
/// budget lasts, then in files. The same code for ten thousand rows and for a hundred million.

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "model/hash.hpp"

namespace crosswalk::sync {

/// One row of a snapshot: 32 bytes.
struct StagedRow {
  model::Key key;
  model::Hash128 source;
};

/// In place of a source hash: the row says something else than "here I am".
inline constexpr model::Hash128 kWithdrawnRow{0, 1};  ///< the source says that the record is gone
inline constexpr model::Hash128 kHeldRow{
    0, 2};  ///< the source got it wrong: neither changed nor removed
inline constexpr bool is_marker(const model::Hash128& h) { return h.high == 0 && h.low <= 2; }

/// The content of a row that may have changed.
struct StagedContent {
  model::Key key;
  model::Hash128 source;
  std::string_view identity;
  std::string_view record;  ///< canonical bytes
};

class Partitions {
 public:
  static constexpr unsigned kBits = 6;
  static constexpr unsigned kCount = 1U << kBits;
  static constexpr unsigned of(const model::Key& key) {
    return static_cast<unsigned>(key.high >> (64 - kBits));
  }

  /// \param folder  where to spill, must exist; \param name of the files; \param budget_bytes to
  /// keep in memory
  Partitions(std::filesystem::path folder, std::string name, std::uint64_t budget_bytes);
  ~Partitions();
  Partitions(const Partitions&) = delete;
  Partitions& operator=(const Partitions&) = delete;

  /// \error Unavailable  the scratch folder is full or not writable; the message names it.
  Result<> add(const StagedRow& row);
  Result<> add_content(const model::Key& key, const model::Hash128& source,
                       std::string_view identity, std::string_view record);

  /// A stretch of keys that is small enough to be in memory at once: a partition, or a piece of it
  /// where many contents were kept. In the order of the keys.
  struct Piece {
    unsigned partition = 0;
    unsigned number = 0;  ///< within the partition
    unsigned bits = 0;    ///< a partition has 1 << bits of them

    bool holds(const model::Key& key) const {
      return key.high >> (64 - kBits - bits) == ((std::uint64_t{partition} << bits) | number);
    }
    bool last() const { return number + 1 == 1U << bits; }
  };
  std::vector<Piece> pieces() const;

  /// One piece in memory, rows sorted by key, contents by (key, source).
  struct Loaded {
    std::vector<StagedRow> rows;
    std::vector<StagedContent> contents;
    std::string bytes;  ///< what the contents point into
  };
  /// May go on in one thread while another partition is dropped in another.
  Result<Loaded> load(const Piece& piece) const;
  /// Forgets a partition that is done.
  void drop(unsigned partition);

  std::uint64_t rows() const { return row_count_; }
  std::uint64_t spilled_bytes() const { return spilled_; }

 private:
  static constexpr std::size_t kChunk = 32 << 10;  // a multiple of 32: no row is split
  /// A byte stream: chunks in memory behind what is in the file already.
  struct Lane {
    std::vector<std::unique_ptr<char[]>> chunks;
    std::size_t used = kChunk;  ///< of the last chunk
    std::uint64_t in_file = 0;
    int file = -1;
  };

  Result<> put(Lane& lane, const void* data, std::size_t size);
  Result<> spill_all();
  Result<> spill(Lane& lane, const char* kind, unsigned partition);
  static std::uint64_t size_of(const Lane& lane);
  /// Calls `each` with the stream's bytes, block by block.
  template <class Each>
  Result<> read_back(const Lane& lane, Each each) const;
  Result<> load_rows(const Piece& piece, Loaded& loaded) const;
  Result<> load_contents(const Piece& piece, Loaded& loaded) const;
  std::filesystem::path path(const char* kind, unsigned partition) const;
  Error full(const std::string& doing) const;

  std::filesystem::path folder_;
  std::string name_;
  std::uint64_t budget_;
  std::uint64_t held_ = 0;
  std::uint64_t spilled_ = 0;
  std::uint64_t row_count_ = 0;
  std::array<Lane, kCount> rows_;
  std::array<Lane, kCount> contents_;
};

}  // namespace crosswalk::sync
