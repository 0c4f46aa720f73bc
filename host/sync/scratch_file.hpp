#pragma once

/// \file
/// A file without a name for what memory does not hold. It is gone when it is closed, also after a
/// crash.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"

namespace crosswalk::sync {

/// Made in `folder` at the first append. Reading may go on in other threads while nobody appends.
class ScratchFile {
 public:
  explicit ScratchFile(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  std::uint64_t size() const { return size_; }
  /// Writes behind what is there.
  /// \error Unavailable  the folder is full or not writable; the message names it.
  Result<> append(std::string_view bytes);
  /// Gives the room of a stretch back to the disk; it reads as zeros from now on.
  void release(std::uint64_t offset, std::uint64_t size);
  /// Reads exactly so many bytes.
  Result<> read(std::uint64_t offset, char* to, std::size_t size) const;

 private:
  Result<> open();
  Error failed(const std::string& doing) const;

  std::filesystem::path folder_;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace crosswalk::sync
