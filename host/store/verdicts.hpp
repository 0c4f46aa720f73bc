#pragma once

/// \file
/// Which adapter files passed the loader's first look, by the SHA-256 of their bytes.

#include <array>
#include <cstdint>

#include "crosswalk/result.hpp"
#include "store/database.hpp"

namespace crosswalk::store {

using Sha256 = std::array<std::uint8_t, 32>;

/// Thread-safe.
class Verdicts {
 public:
  explicit Verdicts(Database& database) : database_(database) {}

  Result<bool> passed(const Sha256& file);
  Result<> record(const Sha256& file, std::int64_t now_ms);

 private:
  Database& database_;
};

}  // namespace crosswalk::store
