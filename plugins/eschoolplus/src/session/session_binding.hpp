#pragma once

/// \file
/// eSchoolPlus through its session service (contract 4 and 5).

#include "binding.hpp"
#include "session/client.hpp"

#include "crosswalk/host.hpp"

#include <memory>
#include <string>

namespace crosswalk::eschoolplus {

/// The session begins with the first list, and ends with the binding.
std::unique_ptr<Binding> session_binding(Host host, std::string base_url, std::string site_code);

}  // namespace crosswalk::eschoolplus
