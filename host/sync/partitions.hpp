#pragma once

/// \file
/// A snapshot's rows of one entity, split by the first bits of their keys; in memory as long as the
/// budget lasts, then in a file. The same code for ten thousand rows and for a hundred million.

#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "model/hash.hpp"
#include "sync/scratch_file.hpp"

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

  /// \param folder  where to spill, must exist; \param budget_bytes to keep in memory
  Partitions(std::filesystem::path folder, std::uint64_t budget_bytes);

  /// \error Unavailable  the scratch folder is full or not writable; the message names it.
  Result<> add(const StagedRow& row) {
    ++row_count_;
    Lane& lane = rows_[of(row.key)];
    if (lane.used == kChunk) return put(lane, &row, sizeof row);
    std::memcpy(lane.chunks.back().get() + lane.used, &row, sizeof row);
    lane.used += sizeof row;
    return {};
  }
  Result<> add_content(const StagedRow& row, std::string_view identity, std::string_view record);

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
    std::string bytes;               ///< what the contents point into
    std::vector<StagedRow> arrived;  ///< kept for its memory
  };
  /// Loads into memory that an earlier piece may have had. May go on in one thread while another
  /// partition is dropped in another.
  Result<> load(const Piece& piece, Loaded& loaded) const;
  /// Forgets a partition that is done.
  void drop(unsigned partition);

  std::uint64_t rows() const { return row_count_; }
  std::uint64_t spilled_bytes() const { return file_.size(); }

 private:
  static constexpr std::size_t kChunk = 32 << 10;  // a multiple of 32: no row is split
  struct Stretch {
    std::uint64_t begin;
    std::uint64_t size;
  };
  /// A byte stream: chunks in memory behind what is in the file already.
  struct Lane {
    std::vector<std::unique_ptr<char[]>> chunks;
    std::size_t used = kChunk;     ///< of the last chunk
    std::vector<Stretch> in_file;  ///< oldest first

    std::size_t used_of(std::size_t chunk) const {
      return chunk + 1 == chunks.size() ? used : kChunk;
    }
    void clear() {
      chunks.clear();
      chunks.shrink_to_fit();
      used = kChunk;
    }
  };

  Result<> put(Lane& lane, const void* data, std::size_t size);
  Result<> spill_all();
  Result<> spill(Lane& lane);
  static std::uint64_t size_of(const Lane& lane);
  /// Calls `each` with the stream's bytes, block by block.
  template <class Each>
  Result<> read_back(const Lane& lane, Each each) const;
  Result<> read_all(const Lane& lane, char* to) const;
  Result<> load_rows(const Piece& piece, Loaded& loaded) const;
  Result<> load_contents(const Piece& piece, Loaded& loaded) const;

  ScratchFile file_;
  std::uint64_t budget_;
  std::uint64_t held_ = 0;
  std::uint64_t row_count_ = 0;
  std::array<Lane, kCount> rows_;
  std::array<Lane, kCount> contents_;
};

}  // namespace crosswalk::sync
