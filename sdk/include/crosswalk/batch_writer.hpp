#pragma once

/// \file
/// Fills a flat batch row by row: rows from the front, texts and lists from the back.

#include <cstdint>
#include <cstring>
#include <string_view>

#include "crosswalk/abi/batch.h"
#include "crosswalk/copy_text.hpp"

namespace crosswalk {

/// Writes into a buffer that somebody else owns; allocates nothing.
///
///     if (!writer.begin(CW_ROW_UPSERT, line)) return full;      // no room even for the cells
///     writer.text(0, id);
///     writer.date(1, days);
///     if (!writer.commit()) return full;                        // rolled back: write it again
///     next time
///
/// Cells that are not set stay ABSENT. A row that does not fit leaves no trace and becomes the
/// first row of the next batch. Not thread-safe.
class BatchWriter {
 public:
  /// `capacity` at least 4 KiB; `columns` cells a row, as the request says.
  BatchWriter(std::uint8_t* base, std::uint64_t capacity, std::uint32_t columns,
              std::uint32_t schema_id)
      : base_(base),
        columns_(columns),
        row_size_(static_cast<std::uint32_t>(sizeof(cw_row) + columns * sizeof(cw_cell))) {
    std::memset(base_, 0, sizeof(cw_batch_header));
    auto& head = header();
    head.magic = CW_BATCH_MAGIC;
    head.header_size = sizeof(cw_batch_header);
    head.row_head_size = sizeof(cw_row);
    head.schema_id = schema_id;
    head.columns = columns;
    head.rows_off = sizeof(cw_batch_header);
    capacity = capacity & ~std::uint64_t{7};
    if (capacity > UINT32_MAX) capacity = UINT32_MAX & ~std::uint64_t{7};
    head.arena_end = static_cast<std::uint32_t>(capacity);
    head.arena_off = head.arena_end;
    front_ = head.rows_off;
    back_ = head.arena_off;
  }

  /// Starts a row. False: not even its cells fit any more.
  bool begin(std::uint16_t op, std::uint32_t origin = 0, std::uint64_t change_id = 0) {
    fits_ = open_ = std::uint64_t{front_} + row_size_ <= back_;
    mark_ = back_;
    room_ = open_ ? back_ - front_ - row_size_ : 0;
    missing_ = 0;
    if (!fits_) {
      note_need();
      return false;
    }
    std::memset(base_ + front_, 0, row_size_);
    auto& row = *reinterpret_cast<cw_row*>(base_ + front_);
    row.op = op;
    row.origin = origin;
    row.change_id = change_id;
    return true;
  }

  /// Marks the row as refused (see cw.read/1): column 0 is its id, column 1 the reason.
  void bad() { flag(CW_ROW_F_BAD); }
  void partial() { flag(CW_ROW_F_PARTIAL); }

  void null(std::uint32_t column) { cell(column).type = CW_T_NULL; }
  void boolean(std::uint32_t column, bool value) { scalar(column, CW_T_BOOL, value ? 1 : 0); }
  void integer(std::uint32_t column, std::int64_t value) { scalar(column, CW_T_INT, value); }
  void date(std::uint32_t column, std::int64_t days) { scalar(column, CW_T_DATE, days); }
  void time(std::uint32_t column, std::int64_t ms) { scalar(column, CW_T_TIME, ms); }
  void real(std::uint32_t column, double value) {
    auto& c = cell(column);
    c.type = CW_T_REAL;
    c.v.f = value;
  }
  void text(std::uint32_t column, std::string_view value) { blob(cell(column), CW_T_TEXT, value); }
  void json(std::uint32_t column, std::string_view value) { blob(cell(column), CW_T_JSON, value); }

  /// A list cell of `count` elements, to be filled by element(); `list` stays valid until commit().
  cw_cell* list(std::uint32_t column, std::uint32_t count) { return list_in(cell(column), count); }
  cw_cell* list_in(cw_cell& parent, std::uint32_t count) {
    parent.type = CW_T_LIST;
    parent.len = count;
    auto* cells = static_cast<cw_cell*>(reserve(count * sizeof(cw_cell), parent));
    if (cells != nullptr) std::memset(static_cast<void*>(cells), 0, count * sizeof(cw_cell));
    return cells;
  }
  /// Sets one element of a list. `cells` may be null when the row is too big already.
  void element(cw_cell* cells, std::uint32_t index, std::string_view value) {
    if (cells != nullptr)
      blob(cells[index], CW_T_TEXT, value);
    else
      lack(value.size() + 8);
  }
  void element_date(cw_cell* cells, std::uint32_t index, std::int64_t days) {
    if (cells == nullptr) return;
    cells[index].type = CW_T_DATE;
    cells[index].v.i = days;
  }

  /// Ends the row. False: it did not fit and was rolled back.
  bool commit() {
    const bool whole = open_ && fits_;
    if (open_ && !whole) {
      note_need();
      back_ = mark_;
    }
    open_ = false;
    room_ = 0;
    if (!whole) return false;
    front_ += row_size_;
    auto& head = header();
    ++head.rows;
    head.arena_off = back_;
    return true;
  }

  /// A token that is valid once this batch is stored; between rows. False: no room for it.
  bool resume(std::string_view token) {
    if (open_ || token.size() > back_ - front_) return false;
    back_ -= static_cast<std::uint32_t>(token.size());
    if (!token.empty()) std::memcpy(base_ + back_, token.data(), token.size());
    header().resume_off = back_;
    header().resume_len = static_cast<std::uint32_t>(token.size());
    header().arena_off = back_;
    return true;
  }

  std::uint32_t rows() const { return reinterpret_cast<const cw_batch_header*>(base_)->rows; }
  std::uint32_t columns() const { return columns_; }
  /// The capacity that the largest row refused so far wants; 0 = none was.
  std::uint64_t need() const { return need_ == 0 ? 0 : need_ + sizeof(cw_batch_header) + 64; }

 private:
  cw_batch_header& header() { return *reinterpret_cast<cw_batch_header*>(base_); }
  /// Of the open row; what is set outside of one goes nowhere.
  cw_cell& cell(std::uint32_t column) {
    if (!open_ || column >= columns_) return nowhere_;
    return *reinterpret_cast<cw_cell*>(base_ + front_ + sizeof(cw_row) + column * sizeof(cw_cell));
  }
  void flag(std::uint16_t bit) {
    if (open_) reinterpret_cast<cw_row*>(base_ + front_)->flags |= bit;
  }
  void note_need() {
    const std::uint64_t wanted = row_size_ + (mark_ - back_) + missing_;
    if (wanted > need_) need_ = wanted;
  }
  /// From now on nothing fits into the open row; what it wants is only counted.
  void lack(std::uint64_t size) {
    missing_ += size;
    room_ = 0;
    fits_ = false;
  }
  void scalar(std::uint32_t column, std::uint8_t type, std::int64_t value) {
    auto& c = cell(column);
    c.type = type;
    c.v.i = value;
  }
  void blob(cw_cell& c, std::uint8_t type, std::string_view value) {
    c.type = type;
    c.len = static_cast<std::uint32_t>(value.size());
    if (value.size() > room_) return lack(value.size());
    room_ -= static_cast<std::uint32_t>(value.size());
    back_ -= static_cast<std::uint32_t>(value.size());
    copy_text(reinterpret_cast<char*>(base_ + back_), value.data(), value.size());
    c.v.off = back_;
  }
  void* reserve(std::size_t size, cw_cell& c) {
    if (size + 8 > room_) {
      lack(size + 8);
      return nullptr;
    }
    const auto at = static_cast<std::uint32_t>((back_ - size) & ~std::uint64_t{7});
    missing_ += size + 8 - (back_ - at);  // in another buffer it may not lie as well
    room_ -= back_ - at;
    back_ = at;
    c.v.off = back_;
    return base_ + back_;
  }

  std::uint8_t* base_;
  std::uint32_t columns_;
  std::uint32_t row_size_;
  std::uint32_t front_ = 0;
  std::uint32_t back_ = 0;
  std::uint32_t mark_ = 0;
  bool open_ = false;  // between begin() and commit()
  bool fits_ = true;
  cw_cell nowhere_{};
  std::uint32_t room_ = 0;     // for texts and lists of the open row
  std::uint64_t missing_ = 0;  // what the open row may want beyond what it has
  std::uint64_t need_ = 0;
};

}  // namespace crosswalk
