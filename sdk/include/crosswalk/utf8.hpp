#pragma once

/// \file
/// Is this text UTF-8? Fast for ASCII, exact for the rest (RFC 3629: no overlong forms, no
/// surrogates).

#include <cstdint>
#include <cstring>
#include <string_view>

namespace crosswalk {

/// True when every byte is below 0x80. 32 bytes a step, then eight; the last ones overlap those
/// before.
inline bool is_ascii(const char* data, std::size_t size) {
  constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
  const auto word = [data](std::size_t at) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, data + at, sizeof bytes);
    return bytes;
  };
  std::uint64_t seen = 0;
  if (size >= 8) {
    std::size_t i = 0;
    for (; i + 32 <= size; i += 32) seen |= (word(i) | word(i + 8)) | (word(i + 16) | word(i + 24));
    for (; i + 8 <= size; i += 8) seen |= word(i);
    seen |= word(size - 8);
  } else {
    for (std::size_t i = 0; i < size; ++i) seen |= static_cast<unsigned char>(data[i]);
  }
  return (seen & kHigh) == 0;
}

/// The number of leading bytes that are valid UTF-8; equal to the size when all of it is.
inline std::size_t valid_utf8_prefix(std::string_view text) {
  const auto* s = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t n = text.size();
  std::size_t i = 0;
  while (i < n) {
    if (s[i] < 0x80) {
      ++i;
      continue;
    }
    const unsigned c = s[i];
    const std::size_t len = c >= 0xC2 && c <= 0xDF   ? 2
                            : (c & 0xF0U) == 0xE0    ? 3
                            : c >= 0xF0 && c <= 0xF4 ? 4
                                                     : 0;
    if (len == 0 || i + len > n) return i;
    for (std::size_t k = 1; k < len; ++k) {
      if ((s[i + k] & 0xC0U) != 0x80) return i;
    }
    if (c == 0xE0 && s[i + 1] < 0xA0) return i;  // overlong
    if (c == 0xED && s[i + 1] > 0x9F) return i;  // surrogate
    if (c == 0xF0 && s[i + 1] < 0x90) return i;  // overlong
    if (c == 0xF4 && s[i + 1] > 0x8F) return i;  // beyond U+10FFFF
    i += len;
  }
  return n;
}

inline bool is_utf8(std::string_view text) {
  return is_ascii(text.data(), text.size()) || valid_utf8_prefix(text) == text.size();
}

}  // namespace crosswalk
