#include "sandbox/district/csv.hpp"

#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox {
namespace {

/// Rows of cells; empty lines are passed over.
Result<std::vector<std::vector<std::string>>> split_rows(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  const auto end_row = [&] {
    if (row.size() > 1 || !row[0].empty()) rows.push_back(std::move(row));
    row.assign(1, "");
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        row.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        row.back() += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      row.emplace_back();
    } else if (c == '\n') {
      end_row();
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  if (quoted) return Error{ErrorCode::BadData, "a quote is never closed"};
  end_row();
  return rows;
}

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CW_TRY(const auto rows, split_rows(text));
  if (rows.empty()) return Error{ErrorCode::BadData, "there is no header"};
  const auto& header = rows.front();
  std::vector<CsvRow> out;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r].size() != header.size()) {
      return Error{ErrorCode::BadData, "row " + std::to_string(r) + " has " +
                                           std::to_string(rows[r].size()) + " cells, the header " +
                                           std::to_string(header.size())};
    }
    CsvRow& row = out.emplace_back();
    for (std::size_t c = 0; c < header.size(); ++c) row[header[c]] = rows[r][c];
  }
  return out;
}

std::vector<std::string> csv_items(std::string_view cell) {
  std::vector<std::string> out;
  for (const std::string& part : split(cell, ',')) {
    if (const auto item = trim(part); !item.empty()) out.emplace_back(item);
  }
  return out;
}

std::string csv_list(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ",") + item;
  return out;
}

void CsvFile::row(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text_ += ',';
    if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
      text_ += cells[i];
      continue;
    }
    text_ += '"';
    for (const char c : cells[i]) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
  }
  text_ += "\r\n";
}

}  // namespace crosswalk::sandbox
