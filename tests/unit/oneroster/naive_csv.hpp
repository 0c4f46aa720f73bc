#pragma once

/// \file
/// The rules of the CSV reader, written again byte by byte over a whole text: slow, without chunks
/// or limits. The reader must agree with it on any ASCII text.

#include <string>
#include <string_view>
#include <vector>

#include "memory_source.hpp"

namespace crosswalk::oneroster::testing {

class NaiveCsv {
 public:
  NaiveCsv(std::string_view text, csv::Width width) : text_(text), width_(width) {}

  std::vector<ParsedRow> rows() {
    while (at_ < text_.size()) row();
    return std::move(rows_);
  }

 private:
  using Fault = csv::RowFault;

  bool is_break(std::size_t i) const { return text_[i] == '\n' || text_[i] == '\r'; }
  std::size_t line_end(std::size_t i) const {
    while (i < text_.size() && !is_break(i)) ++i;
    return i;
  }
  std::size_t after_break(std::size_t i) const {
    if (i >= text_.size()) return text_.size();
    return text_.substr(i, 2) == "\r\n" ? i + 2 : i + 1;
  }
  std::uint32_t breaks(std::size_t from, std::size_t to) const {
    std::uint32_t n = 0;
    for (std::size_t i = from; i < to; i = is_break(i) ? after_break(i) : i + 1)
      n += is_break(i) ? 1U : 0U;
    return n;
  }

  void row() {
    ParsedRow row{line_, Fault::None, {}};
    std::size_t next = 0;
    std::uint32_t lines = 1;
    const bool closed = walk(row, next, lines);
    const bool fits = row.cells.size() >= width_.least && row.cells.size() <= width_.most;
    if (!closed || lines > csv::QuotedSplitter::kMostLines || (lines > 1 && !fits)) {
      if (row.fault == Fault::None) row.fault = Fault::QuoteNeverClosed;
      if (row.cells.size() > whole_cells_) row.cells.resize(whole_cells_);
      next = after_break(line_end(at_));
      lines = 1;
    } else if (lines > 1) {
      row.fault = Fault::LineBreakInQuotes;
    } else if (row.cells.size() < width_.least) {
      row.fault = Fault::TooFewCells;
    } else if (row.cells.size() > width_.most) {
      row.fault = Fault::TooManyCells;
    }
    bool blank = row.fault == Fault::None || row.fault == Fault::TooFewCells ||
                 row.fault == Fault::TooManyCells;
    for (const std::string& cell : row.cells) blank = blank && cell.empty();
    const bool last = next == text_.size() && !is_break(text_.size() - 1);
    if (last && (row.fault == Fault::TooFewCells || row.fault == Fault::QuoteNeverClosed)) {
      row.fault = Fault::FileEndsHere;
      blank = false;
    }
    if (!blank) rows_.push_back(std::move(row));
    line_ += lines;
    at_ = next;
  }

  /// RFC 4180 from at_; false: a quote is in the way of it.
  bool walk(ParsedRow& row, std::size_t& next, std::uint32_t& lines) {
    whole_cells_ = SIZE_MAX;
    std::size_t i = at_;
    for (;;) {
      std::string cell;
      if (i < text_.size() && text_[i] == '"') {
        const std::size_t begin = ++i;
        for (;; ++i) {
          if (i >= text_.size()) return false;
          if (text_[i] != '"') {
            cell += text_[i];
          } else if (i + 1 < text_.size() && text_[i + 1] == '"') {
            cell += text_[i++];
          } else {
            break;
          }
        }
        const std::size_t quote = i++;
        if (i < text_.size() && text_[i] != ',' && !is_break(i)) {
          if (lines == 1 && breaks(begin, quote) == 0) row.fault = Fault::TextAfterQuote;
          return false;
        }
        if (breaks(begin, quote) > 0 && lines == 1) whole_cells_ = row.cells.size();
        lines += breaks(begin, quote);
      } else {
        while (i < text_.size() && text_[i] != ',' && !is_break(i)) cell += text_[i++];
      }
      row.cells.push_back(std::move(cell));
      if (i >= text_.size() || is_break(i)) break;
      ++i;
    }
    next = after_break(i);
    return true;
  }

  std::string_view text_;
  csv::Width width_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t whole_cells_ = SIZE_MAX;  // those before the first line break inside quotes
  std::vector<ParsedRow> rows_;
};

}  // namespace crosswalk::oneroster::testing
