#pragma once

/// \file
/// Schoology's dates and HTTP's, as numbers.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::schoology {

/// Days since 1970-01-01 of `YYYY-MM-DD`, also with a time behind it, which is dropped
/// (contract 4.4: a grading period has a date at the school and a date and time in a section).
/// Empty: not a date.
std::optional<std::int64_t> parse_date(std::string_view text);

/// `YYYY-MM-DD`.
std::string format_date(std::int64_t days);

/// Seconds since 1970 of an HTTP `Date` header in the form that RFC 9110 tells servers to send.
/// Empty: any other form.
std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace crosswalk::schoology
