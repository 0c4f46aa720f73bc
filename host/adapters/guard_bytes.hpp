#pragma once

/// \file
/// Bytes behind a buffer that an adapter fills: whoever writes past its end changes them.

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace crosswalk::adapters {

inline constexpr std::size_t kGuardBytes = 64;
inline constexpr std::uint8_t kGuard = 0xA5;

inline void lay_guard(std::uint8_t* at) { std::fill_n(at, kGuardBytes, kGuard); }

inline bool guard_broken(const std::uint8_t* at) {
  return !std::all_of(at, at + kGuardBytes, [](std::uint8_t b) { return b == kGuard; });
}

}  // namespace crosswalk::adapters
