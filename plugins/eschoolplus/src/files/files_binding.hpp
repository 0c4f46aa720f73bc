#pragma once

/// \file
/// eSchoolPlus through the files of its download definitions (contract 9).

#include "binding.hpp"

#include "crosswalk/host.hpp"

#include <memory>

namespace crosswalk::eschoolplus {

/// Reads below the setting `folder`.
std::unique_ptr<Binding> files_binding(Host host);

}  // namespace crosswalk::eschoolplus
