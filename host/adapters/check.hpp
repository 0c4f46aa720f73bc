#pragma once

/// \file
/// The child's side of the first look at an adapter file: everything that can go wrong goes wrong
/// here.

#include <string>

namespace crosswalk::adapters {

/// Loads the file, asks it for its manifest and tables, makes an instance with a sample
/// configuration and ends it. Writes one JSON object a line to standard output: `{"step":"load"}`
/// before each step, so that the parent knows where the process ended, and the verdict at the end:
///
///     {"ok":true,"sha256":"...","manifest":{...},"warnings":["..."]}
///     {"ok":false,"sha256":"...","sentence":"..."}
///
/// What the adapter prints goes to standard error. Ends the process without running anybody's exit
/// handlers.
[[noreturn]] void check_child(const std::string& path);

}  // namespace crosswalk::adapters
