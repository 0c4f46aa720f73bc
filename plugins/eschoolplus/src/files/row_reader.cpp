#include "files/row_reader.hpp"

#include "values.hpp"

#include "crosswalk/utf8.hpp"

#include <algorithm>

namespace crosswalk::eschoolplus::files {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10U;  // bytes
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_name_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         c == ' ';
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

/// Cut at the delimiter; there is always one part.
std::vector<std::string> parts_of(const std::string& record, char delimiter) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = record.find(delimiter, begin);
    out.push_back(record.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return out;
    begin = end + 1;
  }
}

}  // namespace

RowReader::RowReader(const Table& table, Source source)
    : table_(table),
      file_(std::string(table.name) + std::string(kSuffix)),
      source_(std::move(source)) {}

std::string RowReader::where() const { return file_ + " line " + std::to_string(row_line_); }

Error RowReader::unfinished(const std::string& why) const {
  return Error{ErrorCode::Unavailable,
               file_ + " " + why +
                   ": the download is not finished, or was cut; nothing of it is "
                   "taken. Read again when it is whole"};
}

Result<> RowReader::fill() {
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t had = buffer_.size();
  buffer_.resize(had + kPiece);
  CW_TRY(const std::uint64_t got, source_(buffer_.data() + had, kPiece));
  buffer_.resize(had + got);
  no_more_ = got == 0;
  return {};
}

Result<bool> RowReader::take_record(std::string_view end, std::string& out) {
  std::size_t looked_at = 0;
  for (;;) {
    const std::size_t found = buffer_.find(end, at_ + looked_at);
    if (found != std::string::npos) {
      row_line_ = line_;
      out = buffer_.substr(at_, found - at_);
      line_ += static_cast<std::uint64_t>(std::count(out.begin(), out.end(), '\n'));
      at_ = found + end.size();
      if (end == "\n") ++line_;
      return true;
    }
    const std::size_t rest = buffer_.size() - at_;
    if (no_more_) {
      const bool blank = buffer_.find_first_not_of(" \r\n\x1A", at_) == std::string::npos;
      if (blank) return false;
      Error error = unfinished("ends inside of line " + std::to_string(line_));
      if (end == "\n") {
        error.message += "; or, if it is whole, have the download end with a line break";
      }
      return error;
    }
    if (rest > kLongestRecord) {
      return Error{ErrorCode::BadData, file_ + " line " + std::to_string(line_) +
                                           ": the record does not end; was the mark " +
                                           std::string(kEndOfRecord) + " left out in it?"};
    }
    looked_at = rest < end.size() ? 0 : rest - end.size() + 1;
    CW_CHECK(fill());
  }
}

Result<> RowReader::open() {
  std::string header;
  CW_TRY(const bool there, take_record("\n", header));
  if (!there) return unfinished("is empty");
  if (header.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    header.erase(0, kByteOrderMark.size());
  }
  if (!header.empty() && header.back() == '\r') header.pop_back();
  const std::size_t mark = header.find(kEndOfRecord);
  if (mark != std::string::npos) {
    end_ = kEndOfRecord;
    header.resize(mark);
  }
  const auto other = std::find_if_not(header.begin(), header.end(), is_name_character);
  if (other != header.end()) delimiter_ = *other;
  std::vector<std::string> names = parts_of(header, delimiter_);
  width_ = names.size();
  for (std::string& name : names) name = upper(clean(name));
  for (const std::string_view column : table_.columns) {
    const auto at = std::find(names.begin(), names.end(), column);
    if (at == names.end()) {
      return Error{ErrorCode::BadConfig, file_ + " has no column " + std::string(column) +
                                             " in its first line; add it to the download "
                                             "definition, with a header"};
    }
    places_.push_back(static_cast<std::size_t>(at - names.begin()));
  }
  return {};
}

void RowReader::split(const std::string& record) {
  fault_.clear();
  cells_ = parts_of(record, delimiter_);
  if (!is_utf8(record)) {
    fault_ = where() + " is not UTF-8: let the download be written in it";
  } else if (cells_.size() != width_) {
    fault_ = where() + " has " + std::to_string(cells_.size()) + " values where the header has " +
             std::to_string(width_) +
             (end_ == kEndOfRecord
                  ? ": is the delimiter in a value?"
                  : ": is the delimiter or a line break in a value? The mark " +
                        std::string(kEndOfRecord) + " as last column keeps line breaks apart");
  }
}

Result<bool> RowReader::next() {
  std::string record;
  for (;;) {
    CW_TRY(const bool there, take_record(end_, record));
    if (!there) return false;
    if (end_ != kEndOfRecord && record.find(kEndOfRecord) != std::string::npos) {
      return Error{ErrorCode::BadConfig,
                   where() + ": the header lacks the mark that the rows have, " +
                       std::string(kEndOfRecord) +
                       "; let the download definition write it at the end of the header too"};
    }
    // After the mark the line goes on to its break; without one the break may be CR LF.
    const std::size_t begin = record.find_first_not_of(" \r\n");
    if (begin == std::string::npos) continue;
    row_line_ += static_cast<std::uint64_t>(
        std::count(record.begin(), record.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    record.erase(0, begin);
    if (record.back() == '\r') record.pop_back();
    split(record);
    return true;
  }
}

std::string RowReader::at(std::string_view column) const {
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    if (table_.columns[i] == column) return clean(cells_[places_[i]]);
  }
  return {};
}

}  // namespace crosswalk::eschoolplus::files
