#pragma once

/// \file
/// memcpy for texts, which are short: a call costs more than their bytes.

#include <cstddef>
#include <cstring>

namespace crosswalk {

/// Copies `size` bytes; the two must not overlap. 16 bytes a step, the last ones overlap those
/// before.
inline void copy_text(char* to, const char* from, std::size_t size) {
  constexpr std::size_t kStep = 16;
  constexpr std::size_t kShort = 128;
  if (size > kShort) {
    std::memcpy(to, from, size);
  } else if (size >= kStep) {
    for (std::size_t i = 0; i + kStep < size; i += kStep) std::memcpy(to + i, from + i, kStep);
    std::memcpy(to + size - kStep, from + size - kStep, kStep);
  } else if (size >= 8) {
    std::memcpy(to, from, 8);
    std::memcpy(to + size - 8, from + size - 8, 8);
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
  }
}

}  // namespace crosswalk
