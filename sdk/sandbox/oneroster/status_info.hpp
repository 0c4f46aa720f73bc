#pragma once

/// \file
/// Errors and warnings as OneRoster words them (contract, section 6).

#include <string>
#include <string_view>

#include "sandbox/core/json.hpp"
#include "sandbox/core/message.hpp"
#include "sandbox/oneroster/entities.hpp"
#include "sandbox/oneroster/settings.hpp"

namespace crosswalk::sandbox::oneroster {

enum class Minor : std::uint8_t {
  InvalidFilterField,
  InvalidSelectionField,
  BlankSelection,
  InvalidSortField,
  InvalidData,
  Unauthorised,
  Forbidden,
  UnknownObject,
};

/// A refusal with its body.
Reply refuse(Version version, const Settings& settings, int status, Minor minor,
             std::string_view description);

/// Puts a warning beside the list of a 1.1 reply; 1.2 has no place for one.
void add_warning(Json& body, const Settings& settings, Minor minor, std::string_view description);

/// 200 with a JSON body.
Reply success(const Json& body);

}  // namespace crosswalk::sandbox::oneroster
