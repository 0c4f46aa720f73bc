#include "csv/encoding.hpp"

#include <algorithm>

#include "crosswalk/utf8.hpp"

namespace crosswalk::oneroster::csv {
namespace {

bool looks_like_utf16(std::string_view begin) {
  if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF")) return true;
  const std::string_view sample = begin.substr(0, 512);
  const auto nuls = std::count(sample.begin(), sample.end(), '\0');
  return sample.size() >= 16 && nuls * 3 > static_cast<std::ptrdiff_t>(sample.size());
}

bool looks_like_latin1(std::string_view begin) {
  std::size_t lines = 0;
  std::size_t broken = 0;
  while (!begin.empty()) {
    const std::size_t end = begin.find_first_of("\r\n");
    if (end == std::string_view::npos && lines > 0) break;  // may be cut inside a character
    const std::string_view line = begin.substr(0, end);
    begin.remove_prefix(end == std::string_view::npos ? begin.size() : end + 1);
    if (line.empty()) continue;
    ++lines;
    if (is_ascii(line.data(), line.size())) continue;
    if (valid_utf8_prefix(line) == line.size()) return false;
    ++broken;
  }
  return broken >= 3 && broken * 50 >= lines;
}

}  // namespace

std::size_t bom_size(std::string_view begin) { return begin.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

std::optional<std::string> foreign_encoding(std::string_view begin) {
  if (looks_like_utf16(begin)) {
    return "is UTF-16, not UTF-8: export it again as UTF-8 (spreadsheets call it \"CSV UTF-8\")";
  }
  if (looks_like_latin1(begin)) {
    return "is not UTF-8, its letters beyond ASCII look like Latin-1 or Windows-1252: export it "
           "again "
           "as UTF-8 (spreadsheets call it \"CSV UTF-8\")";
  }
  return {};
}

}  // namespace crosswalk::oneroster::csv
