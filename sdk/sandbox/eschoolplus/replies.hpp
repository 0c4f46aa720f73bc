#pragma once

/// \file
/// How eSchoolPlus's session service answers (contract 4.2, 4.3).

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "sandbox/core/message.hpp"

namespace crosswalk::sandbox::eschoolplus {

using Json = nlohmann::json;

Reply ok(const Json& body);
/// {"error": {"code", "message"}}; the request's id is added by the system.
Reply refuse(int status, std::string_view code, std::string_view text,
             std::int64_t retry_after_s = 0);
/// 422 VALIDATION with one field.
Reply invalid(std::string_view field, std::string_view code, std::string_view value);

/// ISO 8601 with the offset of the place.
std::string instant(std::int64_t ms, std::int64_t utc_offset_minutes);

}  // namespace crosswalk::sandbox::eschoolplus
