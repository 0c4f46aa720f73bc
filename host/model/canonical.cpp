#include "model/canonical.hpp"

#include "crosswalk/copy_text.hpp"
#include "model/normal.hpp"

namespace crosswalk::model {
namespace {

// Tags of the encoding. They are hashed and stored: never change one.
enum Tag : std::uint8_t { kNone = 0, kText = 1, kDate = 2, kBool = 3, kList = 4, kTable = 5 };

std::uint32_t size_at(const char* p) {
  std::uint32_t size = 0;
  std::memcpy(&size, p, sizeof size);
  return size;
}

std::int64_t number_at(std::string_view bytes) {
  std::int64_t value = 0;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

bool is_text(const cw_cell& cell) { return cell.type == CW_T_TEXT || cell.type == CW_T_JSON; }

/// Length and bytes.
void write_text(char* at, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  std::memcpy(at, &size, sizeof size);
  copy_text(at + sizeof size, text.data(), text.size());
}

}  // namespace

// Apart from room(), so that that is worth inlining.
void Canonicalizer::grow(std::size_t size) { out_.resize(2 * out_.size() + size); }

void Canonicalizer::put_size(std::size_t size) {
  const auto narrow = static_cast<std::uint32_t>(size);
  std::memcpy(room(sizeof narrow), &narrow, sizeof narrow);
}

void Canonicalizer::put_text(std::string_view text) { write_text(room(4 + text.size()), text); }

inline std::string_view Canonicalizer::normal(const BatchView& batch, std::string_view text) {
  const std::string_view solid = trimmed(text);
  return batch.ascii() ? solid : nfc(solid, nfc_);
}

inline bool Canonicalizer::put_tagged(std::string_view text) {
  if (text.empty()) return false;
  char* const at = room(5 + text.size());
  *at = static_cast<char>(kText);
  write_text(at + 1, text);
  return true;
}

const char* Canonicalizer::put_none(const Column& column) {
  put_tag(kNone);
  return column.required ? "missing" : nullptr;
}

const char* Canonicalizer::put_cell(const BatchView& batch, const cw_cell& cell,
                                    const Column& column) {
  if (cell.type == CW_T_ABSENT || cell.type == CW_T_NULL) return put_none(column);
  switch (column.type) {
    case ColumnType::Text:
    case ColumnType::Json: {
      if (!is_text(cell)) return "not a text";
      return put_tagged(normal(batch, batch.text(cell))) ? nullptr : put_none(column);
    }
    case ColumnType::Date: {
      if (cell.type != CW_T_DATE) return "not a date";
      char* const at = room(1 + sizeof cell.v.i);
      *at = static_cast<char>(kDate);
      std::memcpy(at + 1, &cell.v.i, sizeof cell.v.i);
      return nullptr;
    }
    case ColumnType::Bool:
      if (cell.type != CW_T_BOOL) return "not a flag";
      put_tag(kBool);
      put_tag(cell.v.i != 0 ? 1 : 0);
      return nullptr;
    case ColumnType::List:
    case ColumnType::Table:
      break;
  }
  return put_list(batch, cell, column);
}

const char* Canonicalizer::put_list(const BatchView& batch, const cw_cell& cell,
                                    const Column& column) {
  if (cell.type != CW_T_LIST) return "not a list";
  const CellRange items = batch.list(cell);
  if (items.count == 0) return put_none(column);
  const bool table = column.type == ColumnType::Table;
  put_tag(table ? kTable : kList);
  const std::size_t size_at_offset = size_;
  put_size(0);
  put_size(items.count);
  for (const cw_cell& item : items) {
    if (!table) {
      if (!is_text(item)) return "a list with an item that is no text";
      put_text(normal(batch, batch.text(item)));
      continue;
    }
    if (item.type != CW_T_LIST) return "an item that is not a list";
    const CellRange parts = batch.list(item);
    put_size(parts.count);
    for (const cw_cell& part : parts) {
      // Bytes are no text: what they hold has no normal form.
      if (part.type == CW_T_BYTES) return "an item with a part that is no text";
      if (part.type == CW_T_DATE)
        put_text(format_date(part.v.i));
      else
        put_text(normal(batch, batch.text(part)));
    }
  }
  const auto length = static_cast<std::uint32_t>(size_ - size_at_offset - 4);
  std::memcpy(out_.data() + size_at_offset, &length, sizeof length);
  return nullptr;
}

Result<std::string_view> Canonicalizer::append(const BatchView& batch, std::uint32_t r) {
  const std::size_t begin = size_;
  const cw_cell* cells = batch.cells(r);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].type == ColumnType::Text && cells[c].type == CW_T_TEXT) {
      // As put_cell() does it; most cells are texts, and a call for each would show.
      if (put_tagged(normal(batch, batch.text(cells[c])))) continue;
    }
    if (const char* wrong = put_cell(batch, cells[c], columns_[c])) {
      size_ = begin;
      return Error{ErrorCode::BadData, std::string(columns_[c].name) + ": " + wrong};
    }
  }
  return bytes().substr(begin);
}

RecordView::RecordView(Entity entity, std::string_view bytes) : entity_(entity), bytes_(bytes) {
  const char* p = bytes.data();
  const char* const end = p + bytes.size();
  const std::size_t count = columns(entity).size();
  for (std::size_t c = 0; c < count; ++c) {
    Field& field = fields_[c];
    if (p >= end) {
      field = {};
      continue;
    }
    field.tag = static_cast<std::uint8_t>(*p++);
    field.size = field.tag == kDate ? 8 : field.tag == kBool ? 1 : 0;
    if (field.tag == kText || field.tag == kList || field.tag == kTable) {
      field.size = size_at(p);
      p += 4;
    }
    field.begin = static_cast<std::uint32_t>(p - bytes.data());
    p += field.size;
  }
}

std::string_view RecordView::text(unsigned column) const {
  return fields_[column].tag == kText ? bytes_of(column) : std::string_view{};
}

std::optional<std::int64_t> RecordView::date(unsigned column) const {
  if (fields_[column].tag != kDate) return std::nullopt;
  return number_at(bytes_of(column));
}

std::optional<bool> RecordView::boolean(unsigned column) const {
  if (fields_[column].tag != kBool) return std::nullopt;
  return bytes_of(column)[0] != '\0';
}

std::vector<std::string_view> RecordView::list(unsigned column) const {
  std::vector<std::string_view> out;
  if (fields_[column].tag != kList) return out;
  const char* p = bytes_of(column).data();
  const std::uint32_t count = size_at(p);
  p += 4;
  out.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t size = size_at(p);
    out.emplace_back(p + 4, size);
    p += 4 + size;
  }
  return out;
}

std::vector<std::vector<std::string>> RecordView::table(unsigned column) const {
  std::vector<std::vector<std::string>> out;
  if (fields_[column].tag != kTable) return out;
  const char* p = bytes_of(column).data();
  const std::uint32_t count = size_at(p);
  p += 4;
  for (std::uint32_t i = 0; i < count; ++i) {
    auto& row = out.emplace_back();
    const std::uint32_t parts = size_at(p);
    p += 4;
    for (std::uint32_t k = 0; k < parts; ++k) {
      const std::uint32_t size = size_at(p);
      row.emplace_back(p + 4, size);
      p += 4 + size;
    }
  }
  return out;
}

}  // namespace crosswalk::model
