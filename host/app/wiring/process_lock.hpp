#pragma once

/// \file
/// One writer at a time on one machine: a locked file, let go of by the system when its process
/// ends in whatever way. Between machines the lease decides.

#include "crosswalk/result.hpp"

#include <filesystem>

namespace crosswalk::app {

class ProcessLock {
 public:
  /// \error Conflict   another process holds it; the message has its number
  /// \error BadConfig  the file cannot be made
  static Result<ProcessLock> take(const std::filesystem::path& file);

  ProcessLock(ProcessLock&& other) noexcept : descriptor_(other.descriptor_) {
    other.descriptor_ = -1;
  }
  ProcessLock& operator=(ProcessLock&&) = delete;
  ~ProcessLock();

 private:
  explicit ProcessLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace crosswalk::app
