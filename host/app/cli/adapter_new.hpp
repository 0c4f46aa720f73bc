#pragma once

/// \file
/// A new adapter's folder, out of the SDK's template.

#include "crosswalk/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace crosswalk::app {

/// Whether it can be an adapter's id, the name of its files and part of a C++ name.
/// \error BadConfig  what an id may be
Result<> check_adapter_name(const std::string& name);

/// Copies the template in `sample` to `folder` under the new name; the files made, relative to it.
/// \error BadConfig    the name, the folder exists already, or it cannot be written
/// \error Unavailable  the template cannot be read
Result<std::vector<std::string>> make_adapter(const std::filesystem::path& sample,
                                              const std::string& name,
                                              const std::filesystem::path& folder);

}  // namespace crosswalk::app
