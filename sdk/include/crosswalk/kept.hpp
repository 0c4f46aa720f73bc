#pragma once

/// \file
/// A listing that several reads of one run share: the entities of a roster come out of the same
/// lists, and a list is asked for once.

#include <cstdint>
#include <optional>
#include <utility>

namespace crosswalk {

inline constexpr std::uint64_t kKeptFor_ms = 600'000;

/// An instance lives longer than a run: forget() what is kept at the first read of a run.
template <class T>
class Kept {
 public:
  /// Null when there is none, or when it is older than ten minutes.
  const T* at(std::uint64_t now_ms) const {
    return value_ && now_ms - read_at_ < kKeptFor_ms ? &*value_ : nullptr;
  }
  const T* keep(T value, std::uint64_t now_ms) {
    value_ = std::move(value);
    read_at_ = now_ms;
    return &*value_;
  }
  void forget() { value_.reset(); }

 private:
  std::optional<T> value_;
  std::uint64_t read_at_ = 0;
};

}  // namespace crosswalk
