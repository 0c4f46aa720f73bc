#pragma once

/// \file
/// A district as a folder of OneRoster 1.1 CSV files: the same people that the played systems hold.

#include <filesystem>

#include "crosswalk/result.hpp"
#include "sandbox/district/district.hpp"

namespace crosswalk::sandbox {

/// Writes a whole package (manifest and seven files, bulk) into the folder, which is made when it
/// is not there; files of these names are replaced. district_from_files() reads it back.
/// \error Unavailable  a file cannot be written
Result<void> district_to_files(const District& district, const std::filesystem::path& folder);

}  // namespace crosswalk::sandbox
