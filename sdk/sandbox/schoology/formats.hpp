#pragma once

/// \file
/// Which representations the sandbox takes and gives (contract section 2). Pure.

#include <optional>

#include "sandbox/core/json.hpp"
#include "sandbox/core/message.hpp"

namespace crosswalk::sandbox::schoology {

/// 406 for a client that takes nothing but XML, 415 for a body that is not named JSON, 400 for one
/// that does not parse; nothing when all is well. A good body is put into `body` (null when empty).
std::optional<Reply> read_formats(const Request& request, Json& body);

}  // namespace crosswalk::sandbox::schoology
