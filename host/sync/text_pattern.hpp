#pragma once

/// \file
/// Lua's patterns over bytes, with an end to their patience.

#include <cstdint>
#include <optional>
#include <string_view>

namespace crosswalk::sync {

/// Finds a Lua pattern (manual 6.4.1: classes, sets, `* + - ?`, `^ $`, captures; not `%b`, `%f`,
/// `%1`).
class TextPattern {
 public:
  static constexpr std::size_t kMostPattern = 128;
  static constexpr std::size_t kMostSubject = 4096;
  static constexpr std::uint32_t kMostSteps = 100'000;

  struct Found {
    bool matched = false;
    std::string_view text;  ///< the first capture, or all that matched
    const char* fault =
        nullptr;  ///< why nothing can be said: a malformed pattern, too long, too many steps
  };
  static Found find(std::string_view subject, std::string_view pattern);
};

}  // namespace crosswalk::sync
