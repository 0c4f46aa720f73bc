#pragma once

/// \file
/// Date-times of the W3C profile of ISO 8601, as `dateLastModified` holds them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::sandbox::oneroster {

/// `2026-01-05T07:30:00.000Z`.
std::string format_time(std::int64_t ms);

/// Milliseconds since 1970 of a date, or of a date-time with or without fraction and offset; UTC
/// where it names none. Nothing: anything else.
std::optional<std::int64_t> parse_time(std::string_view text);

}  // namespace crosswalk::sandbox::oneroster
