#pragma once

/// \file
/// JSON text in and out without exceptions.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::sandbox {

using Json = nlohmann::json;

/// The parsed text; nothing when it is not JSON (RFC 8259) in UTF-8.
std::optional<Json> parse_json(std::string_view text);

/// Compact text; bytes that are not UTF-8 become U+FFFD.
std::string to_text(const Json& value);

}  // namespace crosswalk::sandbox
