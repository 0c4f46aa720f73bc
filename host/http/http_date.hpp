#pragma once

/// \file
/// Reads the dates of HTTP headers.

#include "crosswalk/result.hpp"

#include <chrono>
#include <string_view>

namespace crosswalk::http {

/// Parses an HTTP date in any of its three forms: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday,
/// 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994". The day of the week is not checked.
/// Two-digit years below 70 are 20xx.
/// \error BadData  none of the three.
///
/// Source: RFC 9110, section 5.6.7.
Result<std::chrono::sys_seconds> parse_http_date(std::string_view text);

}  // namespace crosswalk::http
