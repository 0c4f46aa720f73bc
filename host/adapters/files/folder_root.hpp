#pragma once

/// \file
/// Files in a folder. Links are followed as long as they stay inside.

#include "adapters/fd.hpp"
#include "adapters/files/file_root.hpp"

#include <memory>
#include <string>
#include <utility>

namespace crosswalk::adapters {

class FolderRoot final : public FileRoot {
 public:
  /// `path` is canonical. \error BadConfig  it cannot be opened
  static Result<std::unique_ptr<FileRoot>> at(const std::string& path);

  /// A folder that is open already, and `path` tells where it is.
  static std::unique_ptr<FileRoot> over(Fd folder, std::string path);

  Result<std::vector<FileEntry>> list() override;
  Result<std::unique_ptr<ReadableFile>> open(const std::string& name) override;
  Result<std::unique_ptr<WritableFile>> create(const std::string& name) override;
  Result<std::unique_ptr<WritableSet>> begin_set(const std::string& folder) override;

 private:
  FolderRoot(std::string path, Fd fd) : path_(std::move(path)), fd_(std::move(fd)) {}
  Result<Fd> open_inside(const std::string& name, int flags) const;

  std::string path_;
  Fd fd_;
};

}  // namespace crosswalk::adapters
