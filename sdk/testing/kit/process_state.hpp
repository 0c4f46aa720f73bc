#pragma once

/// \file
/// What of a process an adapter must leave as it was.

#include <cstddef>
#include <string>
#include <vector>

namespace crosswalk::kit {

struct ProcessState {
  std::size_t threads = 0;
  std::vector<std::string> descriptors;  ///< "3 -> pipe:[1]"
  std::string handlers;                  ///< of every signal
  std::string locale;
  std::string folder;
  std::string mask;
  std::string rounding;
};

ProcessState look_at_process();

/// What differs, in words; empty: nothing.
std::string difference(const ProcessState& before, const ProcessState& after);

/// Bytes of memory in use by malloc, and pages of the process that are in memory.
std::size_t heap_bytes();
std::size_t resident_bytes();
std::size_t thread_count();
std::size_t descriptor_count();

/// Catches what is written to standard output and error while it lives.
class OutputCatcher {
 public:
  OutputCatcher();
  ~OutputCatcher();
  OutputCatcher(const OutputCatcher&) = delete;
  OutputCatcher& operator=(const OutputCatcher&) = delete;

  /// Ends the catching; what was written.
  std::string take();

 private:
  int file_ = -1;
  int out_ = -1;
  int err_ = -1;
};

}  // namespace crosswalk::kit
