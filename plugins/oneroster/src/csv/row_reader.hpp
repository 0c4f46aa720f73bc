#pragma once

/// \file
/// Reads a CSV file row by row, in chunks, with memory that does not grow with the file.

#include <cstdint>
#include <memory>
#include <vector>

#include "csv/byte_source.hpp"
#include "csv/row.hpp"
#include "csv/row_split.hpp"

namespace crosswalk::oneroster::csv {

/// RFC 4180 with the leniency of the contract, section 12: CR, LF and CRLF, a UTF-8 BOM, blank
/// lines, no line end at the end. What is not a row is a row with a fault; only a file in another
/// encoding is an error. Allocates nothing after create.
class RowReader {
 public:
  static constexpr std::size_t kChunk = std::size_t{1} << 17;  ///< stays in a core's own cache
  /// The first one, by which the file's encoding is judged; a reader of smaller chunks judges by
  /// its own.
  static constexpr std::size_t kFirstChunk = std::size_t{1} << 20;
  static constexpr std::size_t kLeastChunk = 4;  ///< a byte order mark and what follows it
  static constexpr std::size_t kMostBytesOfRow = std::size_t{256} << 10;

  explicit RowReader(std::unique_ptr<ByteSource> source, std::size_t chunk = kChunk,
                     std::size_t most_bytes_of_row = kMostBytesOfRow);

  /// Rows with fewer or more cells get a fault from now on. Before: any number.
  void expect(Width width) { width_ = width; }

  /// Moves to the next row that is not blank. False: the end of the file.
  /// \error BadData  the file is not UTF-8; the message begins with "is". Errors of the source.
  Result<bool> next();

  /// The row; its cells are valid until the next call of next().
  const Row& row() const { return row_; }
  Width width() const { return width_; }

  std::uint64_t bytes() const { return bytes_; }          ///< read so far
  std::uint64_t size() const { return source_->size(); }  ///< of the file, as its directory says
  /// The last row had no line end and was not whole.
  bool was_cut() const { return was_cut_; }

 private:
  Result<> fill();
  void take(const char* end, const char* next, std::uint32_t lines, bool ends_file);
  void take_too_long();
  Result<> skip_line();
  bool is_blank() const;

  std::unique_ptr<ByteSource> source_;
  std::size_t chunk_;
  std::size_t first_chunk_;
  std::size_t most_bytes_of_row_;
  std::vector<char> buffer_;
  char* at_;  // the unread part of the buffer
  char* end_;
  bool started_ = false;
  bool no_more_ = false;   // the source has ended
  bool clean_ = true;      // the buffer is ASCII without NUL
  bool skipping_ = false;  // inside a line that is too long
  bool was_cut_ = false;
  std::uint32_t line_ = 1;
  std::uint64_t bytes_ = 0;
  Width width_;
  QuotedSplitter quoted_;
  Row row_;
  char kept_id_[256];  // of a line that is too long: its bytes are gone when it is looked at
};

}  // namespace crosswalk::oneroster::csv
