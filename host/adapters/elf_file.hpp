#pragma once

/// \file
/// Is this file a shared library for this machine, and is all of it there? Looked at without
/// running anything: the system's loader maps a file that was cut short, and the process dies
/// later.

#include "adapters/fd.hpp"

#include "crosswalk/result.hpp"

namespace crosswalk::adapters {

/// \error BadData  not an ELF file, for another machine, not a shared library, or cut short
Result<> check_elf(const Fd& file);

}  // namespace crosswalk::adapters
