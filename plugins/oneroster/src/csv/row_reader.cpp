#include "csv/row_reader.hpp"

#include <algorithm>
#include <cstring>

#include "crosswalk/utf8.hpp"
#include "csv/encoding.hpp"

namespace crosswalk::oneroster::csv {
namespace {

bool has_nul(const char* from, const char* end) { return find(from, end, '\0') != nullptr; }

}  // namespace

RowReader::RowReader(std::unique_ptr<ByteSource> source, std::size_t chunk,
                     std::size_t most_bytes_of_row)
    : source_(std::move(source)),
      chunk_(std::max(chunk, kLeastChunk)),
      first_chunk_(chunk_ < kChunk ? chunk_ : std::max(chunk_, kFirstChunk)),
      most_bytes_of_row_(most_bytes_of_row),
      buffer_(first_chunk_ + most_bytes_of_row + 2 + kScanPadding),
      at_(buffer_.data()),
      end_(buffer_.data()) {}

Result<> RowReader::fill() {
  const std::size_t rest = static_cast<std::size_t>(end_ - at_);
  if (!clean_) clean_ = is_clean(at_, end_);
  std::memmove(buffer_.data(), at_, rest);
  at_ = buffer_.data();
  end_ = at_ + rest;
  const std::size_t wanted = started_ ? chunk_ : first_chunk_;
  const std::size_t room = std::min(wanted, buffer_.size() - kScanPadding - rest);
  std::size_t got = 0;
  while (got < room && !no_more_) {
    CW_TRY(const std::uint64_t n, source_->read(end_ + got, room - got));
    got += n;
    no_more_ = n == 0;
  }
  clean_ = clean_ && is_clean(end_, end_ + got);
  end_ += got;
  *end_ = '\n';  // the sentinel that Delimiters wants
  bytes_ += got;
  if (!started_) {
    started_ = true;
    const std::string_view begin(at_, got);
    if (auto foreign = foreign_encoding(begin)) {
      return Error{ErrorCode::BadData, std::move(*foreign)};
    }
    at_ += bom_size(begin);
  }
  return {};
}

Result<bool> RowReader::next() {
  for (;;) {
    if (skipping_) CW_CHECK(skip_line());
    if (at_ == end_) {
      if (no_more_) return false;
      CW_CHECK(fill());
      continue;
    }
    const bool limited = static_cast<std::size_t>(end_ - at_) > most_bytes_of_row_ + 1;
    row_.fault = RowFault::None;
    if (const char* stop = split_plain(at_, row_.cells)) {
      // A CR that is the last byte may be half of a CRLF.
      const bool open = stop == end_ || (*stop == '\r' && stop + 1 == end_);
      if (open && !no_more_ && !limited) {
        CW_CHECK(fill());
        continue;
      }
      if (static_cast<std::size_t>(stop - at_) > most_bytes_of_row_) {
        take_too_long();
        return true;
      }
      take(stop, after_line_end(stop, end_), 1, stop == end_);
    } else {
      const Tail tail = limited ? Tail::RowLimit : no_more_ ? Tail::EndOfFile : Tail::MoreToRead;
      const QuotedRow quoted =
          quoted_.split(at_, limited ? at_ + most_bytes_of_row_ : end_, tail, width_, row_.cells);
      if (quoted.needs_more) {
        CW_CHECK(fill());
        continue;
      }
      if (quoted.fault == RowFault::TooLong) {
        take_too_long();
        return true;
      }
      row_.fault = quoted.fault;
      take(quoted.next, quoted.next, quoted.lines, quoted.ends_file);
      quoted_.undouble(buffer_.data(), row_.cells);
    }
    if (!is_blank()) return true;
  }
}

void RowReader::take(const char* end, const char* next, std::uint32_t lines, bool ends_file) {
  row_.line = line_;
  line_ += lines;
  if (row_.fault == RowFault::None && !clean_ && !is_clean(at_, end)) {
    const std::string_view text(at_, static_cast<std::size_t>(end - at_));
    if (has_nul(at_, end))
      row_.fault = RowFault::NulByte;
    else if (!is_utf8(text))
      row_.fault = RowFault::NotUtf8;
  }
  if (row_.fault == RowFault::None && row_.cells.count() < width_.least) {
    row_.fault = RowFault::TooFewCells;
  } else if (row_.fault == RowFault::None && row_.cells.count() > width_.most) {
    row_.fault = RowFault::TooManyCells;
  }
  if (ends_file &&
      (row_.fault == RowFault::TooFewCells || row_.fault == RowFault::QuoteNeverClosed)) {
    row_.fault = RowFault::FileEndsHere;
    was_cut_ = true;
  }
  at_ += next - at_;
}

void RowReader::take_too_long() {
  row_.line = line_;
  row_.fault = RowFault::TooLong;
  row_.cells.clear();
  const char* comma = find(at_, at_ + std::min<std::ptrdiff_t>(sizeof kept_id_, end_ - at_), ',');
  if (comma != nullptr && *at_ != '"') {
    const std::size_t size = static_cast<std::size_t>(comma - at_);
    std::memcpy(kept_id_, at_, size);
    row_.cells.add({kept_id_, size});
  }
  skipping_ = true;
}

Result<> RowReader::skip_line() {
  for (;;) {
    const char* stop = line_end(at_, end_);
    if (stop != end_ && (stop + 1 != end_ || no_more_)) {
      at_ += after_line_end(stop, end_) - at_;
      break;
    }
    at_ += stop - at_;
    if (no_more_) break;
    CW_CHECK(fill());
  }
  ++line_;
  skipping_ = false;
  return {};
}

bool RowReader::is_blank() const {
  const bool may_be = row_.fault == RowFault::None || row_.fault == RowFault::TooFewCells ||
                      row_.fault == RowFault::TooManyCells;
  if (!may_be || row_.cells.count() > row_.cells.stored()) return false;
  for (std::uint32_t i = 0; i < row_.cells.stored(); ++i) {
    if (!row_.cells[i].empty()) return false;
  }
  return true;
}

std::string describe(const Row& row, Width width) {
  const auto cells = [](std::uint32_t n) {
    return std::to_string(n) + (n == 1 ? " cell" : " cells");
  };
  switch (row.fault) {
    case RowFault::None:
      return {};
    case RowFault::TooFewCells:
      return cells(row.cells.count()) + ", the header has " + std::to_string(width.least);
    case RowFault::TooManyCells:
      return cells(row.cells.count()) + ", the header has " + std::to_string(width.most);
    case RowFault::FileEndsHere:
      return "the file ends in the middle of this line; it was cut while it was written or sent";
    case RowFault::LineBreakInQuotes:
      return "a line break inside a quoted cell, which OneRoster does not allow";
    case RowFault::QuoteNeverClosed:
      return "a quote is opened and not closed on this line; reading went on with the next line";
    case RowFault::TextAfterQuote:
      return "text after a closing quote, or a quote inside quotes that is not doubled";
    case RowFault::TooLong:
      return "the line is longer than any record can be; it was skipped";
    case RowFault::NotUtf8:
      return "bytes that are not UTF-8 (Latin-1 or Windows-1252?)";
    case RowFault::NulByte:
      return "a NUL byte";
  }
  return {};
}

}  // namespace crosswalk::oneroster::csv
