#pragma once

/// \file
/// Reads a flat batch that the other side wrote: hostile until checked, then a plain view.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "crosswalk/abi/batch.h"
#include "crosswalk/result.hpp"
#include "crosswalk/utf8.hpp"

namespace crosswalk {

/// The cells of a list.
struct CellRange {
  const cw_cell* first = nullptr;
  std::uint32_t count = 0;
  const cw_cell* begin() const { return first; }
  const cw_cell* end() const { return first + count; }
};

/// A checked batch. Holds no memory: the buffer must outlive it and stay unchanged.
class BatchView {
 public:
  /// Checks every number, type, range and text of `size` bytes at `base` (8-aligned).
  /// \error BadData  what is wrong and in which row and column; the batch must not be used.
  static Result<BatchView> check(const std::uint8_t* base, std::uint64_t size,
                                 std::uint32_t columns, std::uint32_t schema_id);

  std::uint32_t rows() const { return header().rows; }
  std::uint32_t columns() const { return header().columns; }
  const cw_row& row(std::uint32_t r) const {
    return *reinterpret_cast<const cw_row*>(base_ + header().rows_off + std::size_t{r} * row_size_);
  }
  const cw_cell* cells(std::uint32_t r) const {
    return reinterpret_cast<const cw_cell*>(reinterpret_cast<const std::uint8_t*>(&row(r)) +
                                            sizeof(cw_row));
  }
  const cw_cell& cell(std::uint32_t r, std::uint32_t c) const { return cells(r)[c]; }

  /// The bytes of a TEXT, JSON or BYTES cell; empty for any other type.
  std::string_view text(const cw_cell& c) const {
    if ((c.type != CW_T_TEXT && c.type != CW_T_JSON && c.type != CW_T_BYTES) || c.len == 0)
      return {};
    return {reinterpret_cast<const char*>(base_ + c.v.off), c.len};
  }
  CellRange list(const cw_cell& c) const {
    if (c.type != CW_T_LIST || c.len == 0) return {};
    return {reinterpret_cast<const cw_cell*>(base_ + c.v.off), c.len};
  }
  std::string_view resume() const {
    if (header().resume_len == 0) return {};
    return {reinterpret_cast<const char*>(base_ + header().resume_off), header().resume_len};
  }
  const cw_batch_header& header() const { return *reinterpret_cast<const cw_batch_header*>(base_); }
  /// True: every text is ASCII. False says nothing.
  bool ascii() const { return ascii_; }

 private:
  static constexpr std::uint32_t kMostColumns = 65535;
  static constexpr std::uint64_t kMostSharing = 16;  // bytes referred to, per byte of the buffer

  BatchView(const std::uint8_t* base, std::uint32_t row_size, bool ascii)
      : base_(base), row_size_(row_size), ascii_(ascii) {}

  const std::uint8_t* base_;
  std::uint32_t row_size_;
  bool ascii_;
};

namespace detail {

struct BatchBounds {
  const std::uint8_t* base;
  std::uint32_t arena_off;
  std::uint32_t arena_end;
  bool ascii;  // of the whole arena: then no text needs a look of its own
  // What texts and lists may refer to, all together. Sharing is fine; a small buffer that stands
  // for hours of work is not.
  std::uint64_t left;
  bool ascii_texts = true;  // so far
  bool spend(std::uint64_t bytes) {
    if (bytes > left) return false;
    left -= bytes;
    return true;
  }
};

inline std::string_view text_at(const BatchBounds& b, const cw_cell& c) {
  return {reinterpret_cast<const char*>(b.base + c.v.off), c.len};
}

/// True for nearly all cells: plain values and ASCII texts. False: the cell wants a closer look.
inline bool plainly_sound(BatchBounds& b, const cw_cell& c) {
  if (c.type != CW_T_TEXT) return c.type < CW_T_TEXT && c.type != CW_T_BOOL;
  if (c.len == 0) return true;
  const std::uint64_t at = c.v.off - b.arena_off;  // below the arena: very large
  const std::uint64_t arena = b.arena_end - b.arena_off;
  if (at > arena || c.len > arena - at) return false;
  return (b.ascii || is_ascii(text_at(b, c).data(), c.len)) && b.spend(c.len);
}

/// nullptr when the cell is sound, else the reason.
inline const char* cell_fault(BatchBounds& b, const cw_cell& c, int depth) {
  switch (c.type) {
    case CW_T_ABSENT:
    case CW_T_NULL:
    case CW_T_INT:
    case CW_T_REAL:
    case CW_T_DATE:
    case CW_T_TIME:
      return nullptr;
    case CW_T_BOOL:
      return c.v.i == 0 || c.v.i == 1 ? nullptr : "a BOOL that is neither 0 nor 1";
    case CW_T_TEXT:
    case CW_T_JSON:
    case CW_T_BYTES: {
      if (c.len == 0) return nullptr;
      if (c.v.off < b.arena_off || c.v.off > b.arena_end || c.len > b.arena_end - c.v.off) {
        return "a text outside the arena";
      }
      if (!b.spend(c.len)) return "texts that overlap beyond reason";
      if (b.ascii || c.type == CW_T_BYTES || is_ascii(text_at(b, c).data(), c.len)) return nullptr;
      b.ascii_texts = false;
      return is_utf8(text_at(b, c)) ? nullptr : "a text that is not UTF-8";
    }
    case CW_T_LIST: {
      if (depth == 2) return "lists nested more than twice";
      if (c.len == 0) return nullptr;
      if (c.v.off % 8 != 0) return "a list that is not aligned";
      if (c.v.off < b.arena_off || c.v.off > b.arena_end ||
          std::uint64_t{c.len} * sizeof(cw_cell) > b.arena_end - c.v.off) {
        return "a list outside the arena";
      }
      if (!b.spend(std::uint64_t{c.len} * sizeof(cw_cell)))
        return "lists that overlap beyond reason";
      const auto* cells = reinterpret_cast<const cw_cell*>(b.base + c.v.off);
      for (std::uint32_t i = 0; i < c.len; ++i) {
        if (plainly_sound(b, cells[i])) continue;
        if (const char* fault = cell_fault(b, cells[i], depth + 1)) return fault;
      }
      return nullptr;
    }
    default:
      return "an unknown cell type";
  }
}

}  // namespace detail

inline Result<BatchView> BatchView::check(const std::uint8_t* base, std::uint64_t size,
                                          std::uint32_t columns, std::uint32_t schema_id) {
  const auto bad = [](const std::string& what) {
    return Error{ErrorCode::BadData, "batch: " + what};
  };
  if (reinterpret_cast<std::uintptr_t>(base) % 8 != 0) return bad("its memory is not aligned");
  if (size < sizeof(cw_batch_header)) return bad("shorter than its header");
  if (columns > kMostColumns) return bad("more columns than 65,535");
  const auto& head = *reinterpret_cast<const cw_batch_header*>(base);
  if (head.magic != CW_BATCH_MAGIC || head.header_size != sizeof(cw_batch_header) ||
      head.row_head_size != sizeof(cw_row)) {
    return bad("not a batch of major version 1");
  }
  if (head.columns != columns) return bad("another number of columns than was asked for");
  if (head.schema_id != schema_id) return bad("another schema id than was asked for");
  const std::uint64_t row_size = sizeof(cw_row) + std::uint64_t{columns} * sizeof(cw_cell);
  if (head.rows_off < sizeof(cw_batch_header) || head.rows_off % 8 != 0 || head.arena_end > size ||
      head.arena_off > head.arena_end || head.rows_off > head.arena_off ||
      std::uint64_t{head.rows} * row_size > head.arena_off - head.rows_off) {
    return bad("its rows and its arena do not fit into the buffer");
  }
  if (head.resume_len != 0 &&
      (head.resume_off < head.arena_off || head.resume_off > head.arena_end ||
       head.resume_len > head.arena_end - head.resume_off)) {
    return bad("a resume token outside the arena");
  }
  const auto* arena = reinterpret_cast<const char*>(base + head.arena_off);
  // An arena with lists passes as ASCII or not, as their offsets have it; then each text is asked.
  detail::BatchBounds bounds{base, head.arena_off, head.arena_end,
                             is_ascii(arena, head.arena_end - head.arena_off),
                             head.arena_end * kMostSharing};
  for (std::uint32_t r = 0; r < head.rows; ++r) {
    const auto* at = base + head.rows_off + r * row_size;
    const auto& row = *reinterpret_cast<const cw_row*>(at);
    if (row.op < CW_ROW_UPSERT || row.op > CW_ROW_RESTORE)
      return bad("row " + std::to_string(r) + ": an unknown op");
    const auto* cells = reinterpret_cast<const cw_cell*>(at + sizeof(cw_row));
    for (std::uint32_t c = 0; c < columns; ++c) {
      if (detail::plainly_sound(bounds, cells[c])) continue;
      if (const char* fault = detail::cell_fault(bounds, cells[c], 0)) {
        return bad("row " + std::to_string(r) + ", column " + std::to_string(c) + ": " + fault);
      }
    }
  }
  return BatchView(base, static_cast<std::uint32_t>(row_size), bounds.ascii || bounds.ascii_texts);
}

}  // namespace crosswalk
