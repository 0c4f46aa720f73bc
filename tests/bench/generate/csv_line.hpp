#pragma once

/// \file
/// Builds one CSV line; quotes only where it must, or everywhere.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "shape.hpp"

namespace crosswalk::bench {

class CsvLine {
 public:
  CsvLine(std::uint64_t seed, bool crlf, bool quote_all)
      : seed_(seed), end_(crlf ? "\r\n" : "\n"), quote_all_(quote_all) {}

  CsvLine& cell(std::string_view text) {
    separate();
    if (!quote_all_ && text.find_first_of(",\"") == std::string_view::npos) {
      text_ += text;
      return *this;
    }
    text_ += '"';
    for (const char c : text) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
    return *this;
  }
  CsvLine& number(std::uint64_t n, int width = 0) {
    char digits[24];
    int i = sizeof digits;
    do {
      digits[--i] = static_cast<char>('0' + n % 10);
      n /= 10;
    } while (n != 0);
    while (static_cast<int>(sizeof digits) - i < width) digits[--i] = '0';
    return plain({digits + i, sizeof digits - static_cast<std::size_t>(i)});
  }
  /// The UUID of the i-th record of a kind.
  CsvLine& id(char kind, std::uint64_t i) {
    const std::uint64_t tag = (static_cast<std::uint64_t>(kind) << 56U) ^ i;
    const std::uint64_t high = mix(seed_ ^ tag);
    const std::uint64_t low = mix(high ^ mix(tag + 1));
    char text[36];
    char* p = text;
    for (unsigned byte = 0; byte < 16; ++byte) {
      if (byte == 4 || byte == 6 || byte == 8 || byte == 10) *p++ = '-';
      const std::uint64_t half = byte < 8 ? high : low;
      const auto value = static_cast<std::size_t>(half >> (56U - 8U * (byte & 7U))) & 255U;
      *p++ = kHex[2 * value];
      *p++ = kHex[2 * value + 1];
    }
    return plain({text, sizeof text});
  }

  std::string_view end() {
    text_ += end_;
    return text_;
  }
  void clear() {
    text_.clear();
    empty_ = true;
  }

 private:
  static constexpr std::array<char, 512> kHex = [] {
    std::array<char, 512> out{};
    for (std::size_t i = 0; i < 256; ++i) {
      out[2 * i] = "0123456789abcdef"[i / 16];
      out[2 * i + 1] = "0123456789abcdef"[i % 16];
    }
    return out;
  }();

  /// A cell that is known to need no quotes.
  CsvLine& plain(std::string_view text) {
    if (quote_all_) return cell(text);
    separate();
    text_ += text;
    return *this;
  }
  void separate() {
    if (!empty_) text_ += ',';
    empty_ = false;
  }

  std::uint64_t seed_;
  std::string_view end_;
  bool quote_all_;
  bool empty_ = true;
  std::string text_;
};

}  // namespace crosswalk::bench
