#pragma once

/// \file
/// What a client counts: the numbers behind "API calls made".

#include <cstdint>

namespace crosswalk::http {

/// Since the client was made. Every attempt that was sent counts, token requests apart.
struct Counters {
  std::uint64_t reads = 0;
  std::uint64_t writes = 0;
  std::uint64_t token_requests = 0;
  std::uint64_t retries = 0;  ///< attempts after the first one, of reads and writes
  std::uint64_t waits = 0;    ///< pauses for the rate limit or before a retry
  std::uint64_t waited_ms = 0;
  std::uint64_t failures = 0;  ///< attempts, sent or not, that ended without a whole answer
  std::uint64_t body_bytes_out = 0;
  std::uint64_t body_bytes_in = 0;
  bool operator==(const Counters&) const = default;
};

}  // namespace crosswalk::http
