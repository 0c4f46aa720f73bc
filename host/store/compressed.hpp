#pragma once

/// \file
/// Bytes as they are kept: deflated when that makes them smaller, else as they are. The first
/// number tells: 0, or the size once inflated.

#include <string>
#include <string_view>

#include "crosswalk/result.hpp"

namespace crosswalk::store {

/// Bytes below this are kept as they are: deflating costs more time than the space is worth.
inline constexpr std::size_t kSmall = 512;
/// The most that one value inflates to: 64 MiB.
inline constexpr std::size_t kMostInflated = std::size_t{64} << 20U;

std::string compressed(std::string_view bytes);
/// \error BadData  compressed() did not make it.
Result<std::string> inflated(std::string_view kept);

}  // namespace crosswalk::store
