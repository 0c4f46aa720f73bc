#pragma once

/// \file
/// A strict judge of OneRoster CSV packages, written from the contract (sections 5 and 9) and from
/// nothing of this repository's own reading or writing, so that it can contradict them.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace crosswalk::testing {

/// A package: its files by name, with `.csv`.
using PackageFiles = std::map<std::string, std::string>;

/// The files of a folder, by name.
PackageFiles read_package(const std::filesystem::path& folder);

/// Everything in which the package breaks the contract, a sentence each; empty: a strict importer
/// takes it. Bulk packages only.
std::vector<std::string> complaints_about(const PackageFiles& files);

}  // namespace crosswalk::testing
