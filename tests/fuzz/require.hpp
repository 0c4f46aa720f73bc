#pragma once

/// \file
/// What a fuzz target holds to be always so.

#include <cstdlib>

/// Ends the process, so that the fuzzer keeps the input.
inline void require(bool holds) {
  if (!holds) std::abort();
}
