#pragma once

/// \file
/// The child's side of a full check: one check on one file, in a process of its own.

#include <string>

namespace crosswalk::app {

/// Which check (or kListen), on which file, with which fixture (a file that to_text() wrote).
struct CheckOne {
  std::string id;
  std::string file;
  std::string fixture;
};

/// Writes one JSON object to standard output: {"result":"passed","evidence":"..."}, with
/// the "status" of an error of ours. What the adapter prints goes to standard error. Ends the
/// process without anybody's exit handlers.
[[noreturn]] void check_one(const CheckOne& what);

}  // namespace crosswalk::app
