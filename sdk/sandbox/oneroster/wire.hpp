#pragma once

/// \file
/// A stored record as it goes out in 1.1 or 1.2 (contract, sections 4 and 5).

#include <span>
#include <string>
#include <string_view>

#include "sandbox/core/json.hpp"
#include "sandbox/oneroster/entities.hpp"
#include "sandbox/oneroster/settings.hpp"

namespace crosswalk::sandbox::oneroster {

struct WireForm {
  Version version;
  const Settings& settings;
  std::string service_url;  ///< scheme to version, such as http://host/ims/oneroster/v1p1
};

/// The object between the envelope's braces.
Json wire_record(const Entity& of, const Json& record, const WireForm& form);

/// What filters and sorting look at: the object as the specification has it, whatever the settings
/// say, with the fields of these names (first parts of dotted ones) and the common ones.
Json plain_record(const Entity& of, const Json& record, const WireForm& form,
                  std::span<const std::string> names);

/// Whether the version's object has a field of that name; metadata.* and the common ones too.
bool has_wire_field(const Entity& of, std::string_view name, Version version);

}  // namespace crosswalk::sandbox::oneroster
