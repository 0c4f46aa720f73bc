#pragma once

/// \file
/// The service's description of itself, 1.2 only (contract, section 1).

#include <string>
#include <string_view>

#include "sandbox/core/message.hpp"

namespace crosswalk::sandbox::oneroster {

/// An OpenAPI document with this server's address and every path, under both names that are in
/// use; 404 for any other file. It needs no authorisation.
Reply discovery(std::string_view file, const std::string& service_url);

}  // namespace crosswalk::sandbox::oneroster
