#pragma once

/// \file
/// A folder of one run's own: made for it, readable by nobody else, gone afterwards.

#include "crosswalk/result.hpp"

#include <filesystem>

namespace crosswalk::app {

class ScratchFolder {
 public:
  /// Makes a folder in `parent` (which is made too). Folders there of processes that were killed
  /// are removed: rows of people must not be left lying about.
  /// \error BadConfig  `parent` cannot be written to; the message names the setting
  static Result<ScratchFolder> create(const std::filesystem::path& parent);

  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
  }
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace crosswalk::app
