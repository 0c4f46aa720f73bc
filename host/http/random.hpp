#pragma once

/// \file
/// Randomness as an argument: nonces and jitter come from here, a test gives its own.

#include "crosswalk/result.hpp"

#include <span>

namespace crosswalk::http {

/// Thread-safe.
class Random {
 public:
  virtual ~Random() = default;

  /// Fills `out`. \error Internal  the machine has no randomness to give.
  virtual Result<> fill(std::span<unsigned char> out) = 0;
};

/// The operating system's generator, fit for secrets.
class SystemRandom final : public Random {
 public:
  Result<> fill(std::span<unsigned char> out) override;
};

}  // namespace crosswalk::http
