#include "model/canonical.hpp"

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

}  // namespace

// Apart from room(), so that that is worth inlining.
void Canonicalizer::grow(std::size_t size) { out_.resize(2 * out_.size() + size); }

void Canonicalizer::put_text(std::string_view text) {
  const std::string_view normal = nfc(trimmed(text), nfc_);
  put_size(normal.size());
  normal.copy(room(normal.size()), normal.size());
}

Result<> Canonicalizer::encode_cell(const BatchView& batch, const cw_cell& cell,
                                    const Column& column) {
  const auto wrong = [&](std::string_view what) {
    return Error{ErrorCode::BadData, std::string(column.name) + ": " + std::string(what)};
  };
  const auto none = [&]() -> Result<> {
    if (column.required) return wrong("missing");
    put_tag(kNone);
    return {};
  };
  if (cell.type == CW_T_ABSENT || cell.type == CW_T_NULL) return none();
  switch (column.type) {
    case ColumnType::Text:
    case ColumnType::Json: {
      if (!is_text(cell)) return wrong("not a text");
      const std::string_view text = trimmed(batch.text(cell));
      if (text.empty()) return none();
      put_tag(kText);
      put_text(text);
      return {};
    }
    case ColumnType::Date: {
      if (cell.type != CW_T_DATE) return wrong("not a date");
      put_tag(kDate);
      put_number(cell.v.i);
      return {};
    }
    case ColumnType::Bool: {
      if (cell.type != CW_T_BOOL) return wrong("not a flag");
      put_tag(kBool);
      put_tag(cell.v.i != 0 ? 1 : 0);
      return {};
    }
    case ColumnType::List:
    case ColumnType::Table:
      break;
  }
  if (cell.type != CW_T_LIST) return wrong("not a list");
  const CellRange items = batch.list(cell);
  if (items.count == 0) return none();
  const bool table = column.type == ColumnType::Table;
  put_tag(table ? kTable : kList);
  const std::size_t size_at_offset = size_;
  put_size(0);
  put_size(items.count);
  for (const cw_cell& item : items) {
    if (!table) {
      if (!is_text(item)) return wrong("a list with an item that is no text");
      put_text(batch.text(item));
      continue;
    }
    if (item.type != CW_T_LIST) return wrong("an item that is not a list");
    const CellRange parts = batch.list(item);
    put_size(parts.count);
    for (const cw_cell& part : parts) {
      if (part.type == CW_T_DATE)
        put_text(format_date(part.v.i));
      else
        put_text(batch.text(part));
    }
  }
  const auto length = static_cast<std::uint32_t>(size_ - size_at_offset - 4);
  std::memcpy(out_.data() + size_at_offset, &length, sizeof length);
  return {};
}

Result<std::string_view> Canonicalizer::encode(const BatchView& batch, std::uint32_t r) {
  size_ = 0;
  const cw_cell* cells = batch.cells(r);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    CW_CHECK(encode_cell(batch, cells[c], columns_[c]));
  }
  return std::string_view(out_.data(), size_);
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
    std::size_t size = 0;
    switch (field.tag) {
      case kText:
      case kList:
      case kTable:
        size = size_at(p);
        p += 4;
        break;
      case kDate:
        size = 8;
        break;
      case kBool:
        size = 1;
        break;
      default:
        break;
    }
    field.bytes = {p, size};
    p += size;
  }
}

std::string_view RecordView::text(unsigned column) const {
  return fields_[column].tag == kText ? fields_[column].bytes : std::string_view{};
}

std::optional<std::int64_t> RecordView::date(unsigned column) const {
  if (fields_[column].tag != kDate) return std::nullopt;
  return number_at(fields_[column].bytes);
}

std::optional<bool> RecordView::boolean(unsigned column) const {
  if (fields_[column].tag != kBool) return std::nullopt;
  return fields_[column].bytes[0] != '\0';
}

std::vector<std::string_view> RecordView::list(unsigned column) const {
  std::vector<std::string_view> out;
  if (fields_[column].tag != kList) return out;
  const char* p = fields_[column].bytes.data();
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
  const char* p = fields_[column].bytes.data();
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
