#pragma once

/// \file
/// Bytes in memory as a file, and the rows that a reader makes of them.

#include <algorithm>
#include <cstring>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "csv/row_reader.hpp"

namespace crosswalk::oneroster::testing {

class MemorySource final : public csv::ByteSource {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::uint64_t> read(char* buffer, std::uint64_t capacity) override {
    const std::size_t n = std::min<std::size_t>(capacity, bytes_.size() - at_);
    std::memcpy(buffer, bytes_.data() + at_, n);
    at_ += n;
    return std::uint64_t{n};
  }
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

struct ParsedRow {
  std::uint32_t line;
  csv::RowFault fault;
  std::vector<std::string> cells;
  bool operator==(const ParsedRow&) const = default;
};

inline void PrintTo(const ParsedRow& row, std::ostream* out) {
  *out << "line " << row.line << " fault " << static_cast<int>(row.fault) << " (";
  for (const std::string& cell : row.cells) *out << "[" << cell << "]";
  *out << ")";
}

struct Parsed {
  std::vector<ParsedRow> rows;
  std::string error;
  bool was_cut = false;
};

/// Reads everything with the given sizes of chunk and longest row; `width` counts from the first
/// row on.
inline Parsed parse(const std::string& bytes, csv::Width width = {}, std::size_t chunk = 1 << 16,
                    std::size_t most = 1 << 16) {
  csv::RowReader reader(std::make_unique<MemorySource>(bytes), chunk, most);
  reader.expect(width);
  Parsed out;
  for (;;) {
    auto more = reader.next();
    if (!more) {
      out.error = more.error().message;
      break;
    }
    if (!*more) break;
    const csv::Row& row = reader.row();
    ParsedRow parsed{row.line, row.fault, {}};
    for (std::uint32_t i = 0; i < row.cells.stored(); ++i) parsed.cells.emplace_back(row.cells[i]);
    out.rows.push_back(std::move(parsed));
  }
  out.was_cut = reader.was_cut();
  return out;
}

}  // namespace crosswalk::oneroster::testing
