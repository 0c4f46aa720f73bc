#pragma once

/// \file
/// Percent-encoding (RFC 3986 section 2).

#include <string>
#include <string_view>

namespace crosswalk {

/// For a path segment or a query value: all but the unreserved characters.
inline std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15U];
  }
  return out;
}

}  // namespace crosswalk
