#pragma once

/// \file
/// Normal forms of values, so that the same content has the same bytes, however it was exported.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::model {

/// Text without blanks at its ends (ASCII blanks, as exports pad with them).
std::string_view trimmed_of_blanks(std::string_view text);
inline std::string_view trimmed(std::string_view text) {
  const auto solid = [](char c) { return static_cast<unsigned char>(c) > ' '; };
  if (!text.empty() && solid(text.front()) && solid(text.back())) return text;  // nearly always
  return trimmed_of_blanks(text);
}

/// Whether a byte below 0x20, or DEL, is in it.
bool has_control_characters(std::string_view text);

/// NFC of valid UTF-8. What is in this form at a glance (Latin) is returned as it is, in `text`;
/// otherwise the form is written to `buffer`, which the result points into. Ill-formed text is
/// returned unchanged.
std::string_view nfc(std::string_view text, std::string& buffer);

/// Days since 1970-01-01 of "YYYY-MM-DD"; nothing when it is no such date.
std::optional<std::int64_t> parse_date(std::string_view text);

/// "YYYY-MM-DD" of days since 1970-01-01.
std::string format_date(std::int64_t days);

/// Lower case by Unicode's simple mapping (utf8proc), for comparing names and addresses.
std::string folded(std::string_view text);

}  // namespace crosswalk::model
