#pragma once

/// \file
/// One adapter file in this process: opened, hashed, loaded, and never unloaded.
///
/// Loading runs the file's own code. Do it in the process that matters only after first_look.hpp
/// said yes to the same SHA-256.

#include "crosswalk/abi/module.h"
#include "crosswalk/result.hpp"

#include <functional>
#include <string>

namespace crosswalk::adapters {

/// What was loaded. The module is static in the library: valid for ever.
struct Library {
  const cw_module* module = nullptr;
  std::string sha256;
};

/// Called before each step that runs the file's code ("load", "entry"), so that a watcher knows
/// where it stands when the process ends there.
using StepWatch = std::function<void(const char* step)>;

/// Opens and hashes the file, loads exactly those bytes, finds the entry and asks for its module.
/// \param expected_sha256  empty: any
/// \error BadData      not loadable, no entry, an entry that belongs to another file, a short
/// module: the
///                     sentence says which
/// \error Unsupported  built for another major version of the boundary
/// \error Conflict     the file is not the one with `expected_sha256`
/// \error NotFound, Unavailable  it cannot be read
Result<Library> load_library(const std::string& path, const std::string& expected_sha256,
                             const StepWatch& watch = {});

}  // namespace crosswalk::adapters
