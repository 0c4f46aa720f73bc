#include "adapters/redact.hpp"

#include "http/text.hpp"

#include "crosswalk/utf8.hpp"

#include <algorithm>

namespace crosswalk::adapters {
namespace {

constexpr std::size_t kShortest = 4;  // bytes

}  // namespace

std::string one_line(std::string_view text, std::size_t at_most) {
  std::string line;
  while (!text.empty()) {
    const std::size_t good = valid_utf8_prefix(text);
    line += text.substr(0, good);
    text.remove_prefix(good);
    if (text.empty()) break;
    line += '?';
    text.remove_prefix(1);
  }
  if (line.size() > at_most) {
    std::size_t cut = at_most;
    while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    line.resize(cut);
  }
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return line;
}

Redactor::Redactor(const std::vector<std::string>& secrets) {
  for (const std::string& secret : secrets) {
    if (secret.size() < kShortest) continue;
    needles_.push_back(secret);
    if (std::string encoded = http::percent_encode(secret); encoded != secret) {
      needles_.push_back(std::move(encoded));
    }
  }
  std::ranges::sort(needles_, std::greater<>{}, &std::string::size);
}

std::string Redactor::operator()(std::string_view text) const {
  std::string result(text);
  for (const std::string& needle : needles_) {
    for (auto at = result.find(needle); at != std::string::npos; at = result.find(needle, at + 3)) {
      result.replace(at, needle.size(), "***");
    }
  }
  return result;
}

}  // namespace crosswalk::adapters
