#include "export/text.hpp"

#include "decode.hpp"

namespace crosswalk::oneroster::exports {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

void append_cell(std::string& out, std::string_view cell) {
  const bool quoted = cell.find_first_of("\",\r\n") != std::string_view::npos ||
                      (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
  if (!quoted) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

template <class Cells>
void append_cells(std::string& out, const Cells& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i != 0) out += ',';
    append_cell(out, cells[i]);
  }
  out += "\r\n";
}

void append_escaped(std::string& out, std::string_view part) {
  for (const char c : part) {
    if (c == '/')
      out += "%2F";
    else if (c == '%')
      out += "%25";
    else
      out += c;
  }
}

}  // namespace

std::string clean(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (is_control(c)) c = ' ';
  }
  return std::string(trim(out));
}

std::string clean_item(std::string_view text) {
  std::string out = clean(text);
  for (char& c : out) {
    if (c == ',') c = ';';
  }
  return out;
}

std::string join(std::span<const std::string> items) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += ',';
    out += item;
  }
  return out;
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> out;
  std::string_view item;
  while (next_item(list, item)) out.emplace_back(item);
  return out;
}

void append_line(std::string& out, std::span<const std::string> cells) { append_cells(out, cells); }
void append_line(std::string& out, std::span<const std::string_view> cells) {
  append_cells(out, cells);
}

std::string pair_id(std::string_view first, std::string_view second) {
  std::string out;
  append_escaped(out, first);
  out += '/';
  append_escaped(out, second);
  return out;
}

}  // namespace crosswalk::oneroster::exports
