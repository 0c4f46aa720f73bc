#pragma once

/// \file
/// Compact bytes: numbers in groups of seven bits, texts with their length in front.

#include <cstdint>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"

namespace crosswalk::store {

void put_number(std::string& out, std::uint64_t number);
void put_text(std::string& out, std::string_view text);

/// Reads what put_...() wrote. Nothing is copied.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const { return bytes_.empty(); }
  /// \error BadData  the bytes end too early, or are not a number.
  Result<std::uint64_t> number();
  Result<std::string_view> text();
  Result<std::string_view> raw(std::size_t size);

 private:
  std::string_view bytes_;
};

}  // namespace crosswalk::store
