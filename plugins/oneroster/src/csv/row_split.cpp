#include "csv/row_split.hpp"

namespace crosswalk::oneroster::csv {
namespace {

bool ends_cell(char c) { return c == ',' || c == '\n' || c == '\r'; }

std::uint32_t line_breaks(const char* p, const char* end) {
  std::uint32_t n = 0;
  for (; p != end; ++p) {
    if (*p == '\n' || (*p == '\r' && (p + 1 == end || p[1] != '\n'))) ++n;
  }
  return n;
}

/// How a quoted cell goes on from the byte after its opening quote.
struct QuotedCell {
  enum class End { Closed, Open, Stray } end = End::Open;
  const char* quote = nullptr;  // that closes it, or the stray one
  bool doubled = false;
};

QuotedCell scan_quoted(const char* p, const char* end, Tail tail) {
  QuotedCell cell;
  while ((cell.quote = find(p, end, '"')) != nullptr) {
    const char* after = cell.quote + 1;
    if (after == end) {
      if (tail == Tail::EndOfFile) cell.end = QuotedCell::End::Closed;
      return cell;
    }
    if (*after != '"') {
      cell.end = ends_cell(*after) ? QuotedCell::End::Closed : QuotedCell::End::Stray;
      return cell;
    }
    cell.doubled = true;
    p = after + 1;
  }
  return cell;
}

/// Makes `""` one quote, in place.
std::string_view undoubled(char* cell, std::size_t size) {
  char* out = cell;
  for (std::size_t i = 0; i < size; ++i) {
    *out++ = cell[i];
    if (cell[i] == '"') ++i;
  }
  return {cell, static_cast<std::size_t>(out - cell)};
}

}  // namespace

const char* line_end(const char* from, const char* end) {
  const char* lf = find(from, end, '\n');
  if (lf == nullptr) lf = end;
  const char* cr = find(from, lf, '\r');
  return cr != nullptr ? cr : lf;
}

const char* after_line_end(const char* at, const char* end) {
  if (at == end) return end;
  return *at == '\r' && at + 1 != end && at[1] == '\n' ? at + 2 : at + 1;
}

QuotedRow QuotedSplitter::first_line_only(const char* begin, const char* end, Tail tail,
                                          RowFault fault) const {
  QuotedRow row;
  const char* stop = line_end(begin, end);
  row.fault = stop == end && tail == Tail::RowLimit ? RowFault::TooLong : fault;
  row.needs_more = tail == Tail::MoreToRead && end - stop < 2;
  row.ends_file = stop == end && tail == Tail::EndOfFile;
  row.next = after_line_end(stop, end);
  return row;
}

QuotedRow QuotedSplitter::split(const char* begin, const char* end, Tail tail, Width width,
                                Cells& out) {
  QuotedRow row;
  out.clear();
  doubled_.clear();
  std::uint32_t on_first_line = UINT32_MAX;  // cells before the first line break inside quotes
  const char* p = begin;
  for (;;) {
    if (p != end && *p == '"') {
      const char* text = p + 1;
      const QuotedCell cell = scan_quoted(text, end, tail);
      if (cell.end == QuotedCell::End::Open && tail == Tail::MoreToRead) {
        row.needs_more = true;
        return row;
      }
      if (cell.end != QuotedCell::End::Closed) {
        const bool stray_here = cell.end == QuotedCell::End::Stray && row.lines == 1 &&
                                line_end(text, cell.quote) == cell.quote;
        row = first_line_only(begin, end, tail,
                              stray_here ? RowFault::TextAfterQuote : RowFault::QuoteNeverClosed);
        break;
      }
      const std::uint32_t breaks = line_breaks(text, cell.quote);
      if (breaks != 0 && row.lines == 1) on_first_line = out.count();
      row.lines += breaks;
      if (cell.doubled && out.count() < Cells::kMost) doubled_.push_back(out.count());
      out.add({text, static_cast<std::size_t>(cell.quote - text)});
      p = cell.quote + 1;
    } else {
      const char* text = p;
      while (p != end && !ends_cell(*p)) ++p;
      out.add({text, static_cast<std::size_t>(p - text)});
    }
    if (p != end && *p == ',') {
      ++p;
      continue;
    }
    if (tail == Tail::MoreToRead && end - p < 2) {  // the row, or its CRLF, may go on
      row.needs_more = true;
      return row;
    }
    const bool fits = out.count() >= width.least && out.count() <= width.most;
    if (row.lines > kMostLines || (row.lines > 1 && !fits)) {
      row = first_line_only(begin, end, tail, RowFault::QuoteNeverClosed);
      break;
    }
    row.ends_file = p == end && tail == Tail::EndOfFile;
    row.next = after_line_end(p, end);
    if (p == end && tail == Tail::RowLimit) {
      row.fault = RowFault::TooLong;
    } else if (row.lines > 1) {
      row.fault = RowFault::LineBreakInQuotes;
    }
    break;
  }
  if (row.lines == 1 && out.count() > on_first_line) out.truncate(on_first_line);
  return row;
}

void QuotedSplitter::undouble(char* buffer, Cells& cells) const {
  for (const std::uint32_t i : doubled_) {
    if (i >= cells.count()) break;
    cells.replace(i, undoubled(buffer + (cells[i].data() - buffer), cells[i].size()));
  }
}

}  // namespace crosswalk::oneroster::csv
