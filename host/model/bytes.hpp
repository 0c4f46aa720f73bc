#pragma once

/// \file
/// Writing and reading our own compact encodings: little-endian numbers, counted texts. Reading
/// never passes the end.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "model/hash.hpp"

namespace crosswalk::model {

class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}
  void u8(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }
  void u32(std::uint32_t value) {
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void u64(std::uint64_t value) {
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view value) {
    u32(static_cast<std::uint32_t>(value.size()));
    out_.append(value);
  }
  void hash(const Hash128& value) {
    u64(value.high);
    u64(value.low);
  }

 private:
  std::string& out_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
  bool done() const { return rest_.empty(); }
  /// More was asked for than there was: everything read since is zero or empty.
  bool failed() const { return failed_; }
  std::uint8_t u8() { return number<std::uint8_t>(); }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  std::uint64_t u64() { return number<std::uint64_t>(); }
  std::string_view view() { return take(u32()); }
  std::string text() { return std::string(view()); }
  Hash128 hash() {
    const std::uint64_t high = u64();
    return {high, u64()};
  }

 private:
  template <class T>
  T number() {
    T value = 0;
    const std::string_view bytes = take(sizeof value);
    if (bytes.size() == sizeof value) std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  std::string_view take(std::size_t size) {
    if (rest_.size() < size) {
      failed_ = true;
      rest_ = {};
      return {};
    }
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace crosswalk::model
