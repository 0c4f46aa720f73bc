#pragma once

/// \file
/// Reads the wait that a server asks for.

#include "crosswalk/result.hpp"

#include <chrono>
#include <string_view>

namespace crosswalk::http {

/// The longest wait we honour. A server that asks for more gets this.
inline constexpr std::chrono::seconds kRetryAfterMax{15 * 60};

/// Parses the value of a `Retry-After` header.
///
/// \param value  whole seconds, or an HTTP date.
/// \param now    the clock at receipt (UTC).
/// \return       the wait, within [0, kRetryAfterMax]; a date in the past is 0.
/// \error BadData  the value is neither form. The caller falls back to its own backoff.
///
/// Source: RFC 9110, section 10.2.3.
Result<std::chrono::seconds> parse_retry_after(std::string_view value,
                                               std::chrono::sys_seconds now);

}  // namespace crosswalk::http
