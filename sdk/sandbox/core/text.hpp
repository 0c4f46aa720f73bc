#pragma once

/// \file
/// Small pure functions on text: percent-encoding (RFC 3986), query strings, splitting, numbers.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::sandbox {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Decodes %XX; a broken escape stays as it is. `plus_is_blank` is for form-encoded text.
std::string percent_decode(std::string_view text, bool plus_is_blank = false);

/// Encodes everything but the unreserved characters of RFC 3986, as OAuth 1.0 asks (RFC 5849, 3.6).
std::string percent_encode(std::string_view text);

/// Name and value pairs of a query or form body, decoded, in the order they came.
Parameters parse_form(std::string_view text);

/// The first value of `name`, or nothing.
std::optional<std::string> find_parameter(const Parameters& parameters, std::string_view name);

/// Parts between separators; an empty text has no parts, empty parts are kept.
std::vector<std::string> split(std::string_view text, char separator);

std::string_view trim(std::string_view text);
std::string lower_case(std::string_view text);
bool same_ignoring_case(std::string_view a, std::string_view b);

/// The whole text as a decimal number; nothing when anything else is in it.
std::optional<std::int64_t> to_number(std::string_view text);

}  // namespace crosswalk::sandbox
