#pragma once

/// \file
/// Files that nobody else may read.

#include "crosswalk/result.hpp"

#include <filesystem>
#include <string>

namespace crosswalk::app {

/// A file of this process's own making, 0600 from its first moment. What stands at `path`, a link
/// too, is taken away first and never written through.
/// \error BadConfig  it cannot be written there
Result<> write_new_private(const std::filesystem::path& path, const std::string& text);

}  // namespace crosswalk::app
