#pragma once

/// \file
/// A record's canonical bytes: what is hashed, spooled and mapped.

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/batch_view.hpp"
#include "crosswalk/result.hpp"
#include "model/hash.hpp"
#include "model/schema.hpp"

namespace crosswalk::model {

/// Turns checked batch rows into canonical bytes: columns in schema order, each as tag, length and
/// bytes after its normal form (text trimmed and NFC, dates as days, lists as given). ABSENT, NULL,
/// "" and [] are the same.
///
/// Holds the bytes of many rows, one behind the other: no allocation per row once warm. Not
/// thread-safe.
class Canonicalizer {
 public:
  explicit Canonicalizer(Entity entity) : columns_(columns(entity)) {}

  void clear() { size_ = 0; }
  /// Appends the bytes of row `r`; the result is valid until the next call. An error leaves no
  /// trace.
  /// \error BadData  a required column is missing, or a cell has the wrong type; the message names
  /// the column.
  Result<std::string_view> append(const BatchView& batch, std::uint32_t r);
  /// Of all rows since clear().
  std::string_view bytes() const { return {out_.data(), size_}; }

 private:
  // Each returns what is wrong with the cell, or nullptr.
  const char* put_cell(const BatchView& batch, const cw_cell& cell, const Column& column);
  const char* put_list(const BatchView& batch, const cw_cell& cell, const Column& column);
  const char* put_none(const Column& column);

  /// The normal form of a text; NFC of ASCII is itself.
  std::string_view normal(const BatchView& batch, std::string_view text);
  /// A text as a column; false: it is empty, and nothing was put.
  bool put_tagged(std::string_view text);
  void put_text(std::string_view text);
  void put_size(std::size_t size);
  void put_tag(std::uint8_t tag) { *room(1) = static_cast<char>(tag); }
  void grow(std::size_t size);
  /// Room for so many bytes more.
  char* room(std::size_t size) {
    if (out_.size() - size_ < size) [[unlikely]]
      grow(size);
    char* const at = out_.data() + size_;
    size_ += size;
    return at;
  }

  std::span<const Column> columns_;
  std::string out_;  ///< used as far as `size_`; longer than that, so that it grows rarely
  std::size_t size_ = 0;
  std::string nfc_;
};

/// A view of canonical bytes. Cheap to make; holds no memory of its own but a small index.
class RecordView {
 public:
  /// `bytes` must be what Canonicalizer made (or a store gave back) and outlive the view.
  RecordView(Entity entity, std::string_view bytes);

  Entity entity() const { return entity_; }
  std::string_view bytes() const { return bytes_; }
  bool has(unsigned column) const { return fields_[column].tag != 0; }
  /// Text, or empty.
  std::string_view text(unsigned column) const;
  std::optional<std::int64_t> date(unsigned column) const;
  std::optional<bool> boolean(unsigned column) const;
  std::vector<std::string_view> list(unsigned column) const;
  /// Calls `each(std::span<const std::string_view>)` for every row of a table, without allocating.
  /// Cells from the ninth on are left out; dates are "YYYY-MM-DD".
  template <class Each>
  void for_each_row(unsigned column, Each&& each) const;
  /// A list of lists of text; dates in it are "YYYY-MM-DD".
  std::vector<std::vector<std::string>> table(unsigned column) const;

 private:
  struct Field {
    std::uint32_t begin;
    std::uint32_t size;
    std::uint8_t tag;
  };
  std::string_view bytes_of(unsigned column) const {
    return {bytes_.data() + fields_[column].begin, fields_[column].size};
  }
  static constexpr std::size_t kMostColumns = 24;

  Entity entity_;
  std::string_view bytes_;
  std::array<Field, kMostColumns> fields_;  ///< as many as the entity has columns are set
};

template <class Each>
void RecordView::for_each_row(unsigned column, Each&& each) const {
  constexpr std::uint8_t kTableTag = 5;
  if (fields_[column].tag != kTableTag) return;
  const char* p = bytes_of(column).data();
  const auto size = [&p] {
    std::uint32_t value = 0;
    std::memcpy(&value, p, sizeof value);
    p += sizeof value;
    return value;
  };
  std::array<std::string_view, 8> cells;
  for (std::uint32_t rows = size(); rows != 0; --rows) {
    std::size_t count = 0;
    for (std::uint32_t parts = size(); parts != 0; --parts) {
      const std::uint32_t length = size();
      if (count < cells.size()) cells[count++] = {p, length};
      p += length;
    }
    each(std::span<const std::string_view>(cells.data(), count));
  }
}

}  // namespace crosswalk::model
