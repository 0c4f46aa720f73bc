#pragma once

/// \file
/// Runs one program to its end, or until a deadline, and keeps a bounded part of what it says.

#include "crosswalk/result.hpp"

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace crosswalk::adapters {

struct ChildSpec {
  std::vector<std::string> argv;  ///< the program's path first; its environment is empty
  std::chrono::milliseconds deadline{10'000};
  std::size_t out_most = std::size_t{4}
                         << 20U;  ///< bytes of standard output kept, from the beginning
  std::size_t err_most = std::size_t{4} << 10U;  ///< bytes of standard error kept, at the end
  std::stop_token stop{};                        ///< the child is killed when somebody asks
};

struct ChildEnd {
  enum class How { Exited, Signalled, Deadline };
  How how = How::Exited;
  int code = 0;  ///< exit status, or the signal's number
  std::string out;
  std::string err;
};

/// The child leads a process group of its own; the whole group is killed at the deadline, and what
/// is left of it when the child has ended.
/// \error Cancelled    somebody asked to stop
/// \error Unavailable  no pipe, or the program cannot be started
Result<ChildEnd> run_child(const ChildSpec& spec);

}  // namespace crosswalk::adapters
