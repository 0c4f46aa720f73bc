#include "csv/cell_writer.hpp"

#include "decode.hpp"

namespace crosswalk::oneroster::csv {
namespace {

/// Appends a JSON string (RFC 8259, section 7). The text is UTF-8.
void append_json(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

void text_element(BatchWriter& out, cw_cell* cells, std::uint32_t i, std::string_view text) {
  if (!text.empty()) out.element(cells, i, text);
}

}  // namespace

void write_list(BatchWriter& out, std::uint32_t column, std::string_view cell) {
  std::string_view rest = cell;
  std::string_view item;
  std::uint32_t count = 0;
  while (next_item(rest, item)) ++count;
  if (count == 0) return;
  cw_cell* cells = out.list(column, count);
  rest = cell;
  for (std::uint32_t i = 0; next_item(rest, item); ++i) out.element(cells, i, item);
}

void write_user_ids(BatchWriter& out, std::uint32_t column, std::string_view cell) {
  std::string_view rest = cell;
  UserId id;
  std::uint32_t count = 0;
  while (next_user_id(rest, id)) ++count;
  if (count == 0) return;
  cw_cell* cells = out.list(column, count);
  rest = cell;
  for (std::uint32_t i = 0; next_user_id(rest, id); ++i) {
    cw_cell spare{};
    cw_cell* pair = out.list_in(cells == nullptr ? spare : cells[i], 2);
    text_element(out, pair, 0, id.type);
    text_element(out, pair, 1, id.identifier);
  }
}

MetadataWriter::MetadataWriter(std::vector<ExtraColumn> extras) : extras_(std::move(extras)) {
  for (ExtraColumn& extra : extras_) {
    std::string quoted;
    append_json(quoted, extra.key);
    extra.key = std::move(quoted);
  }
}

void MetadataWriter::write(BatchWriter& out, std::uint32_t column, const Cells& cells) {
  json_.clear();
  for (const ExtraColumn& extra : extras_) {
    const std::string_view value = cells.at(extra.cell);
    if (value.empty()) continue;
    json_ += json_.empty() ? '{' : ',';
    json_ += extra.key;
    json_ += ':';
    append_json(json_, value);
  }
  if (json_.empty()) return;
  json_ += '}';
  out.json(column, json_);
}

}  // namespace crosswalk::oneroster::csv
