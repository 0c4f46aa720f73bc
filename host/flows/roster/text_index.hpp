#pragma once

/// \file
/// Numbers by text, found without making a string.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace crosswalk::flows {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};

template <class Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

using TextIndex = TextMap<std::uint32_t>;

}  // namespace crosswalk::flows
