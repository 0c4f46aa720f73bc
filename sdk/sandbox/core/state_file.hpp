#pragma once

/// \file
/// Small files of the executable: snapshots and the port file.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "crosswalk/result.hpp"

namespace crosswalk::sandbox {

/// The whole file; NotFound when it cannot be opened.
Result<std::string> read_file(const std::string& path);

/// The snapshot, null when there is no such file yet; BadData when it is not JSON.
Result<nlohmann::json> read_state_file(const std::string& path);

/// Written beside and renamed, so that a reader sees all of it or nothing.
Result<void> write_file(const std::string& path, const std::string& text);

}  // namespace crosswalk::sandbox
