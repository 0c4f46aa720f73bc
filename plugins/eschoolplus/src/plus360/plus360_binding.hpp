#pragma once

/// \file
/// eSchoolPlus through the OneRoster API of PLUS 360 (contract 8).

#include "binding.hpp"

#include "crosswalk/host.hpp"

#include <memory>
#include <string>

namespace crosswalk::eschoolplus {

/// \param base_url  what stands before /schools; no slash at the end
std::unique_ptr<Binding> plus360_binding(Host host, std::string base_url);

}  // namespace crosswalk::eschoolplus
