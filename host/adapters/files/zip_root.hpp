#pragma once

/// \file
/// Files in a zip, unpacked while they are read.

#include "adapters/fd.hpp"
#include "adapters/files/file_root.hpp"
#include "adapters/files/zip_directory.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::adapters {

class ZipRoot final : public FileRoot {
 public:
  /// \error BadConfig  not a zip, or a refused one
  static Result<std::unique_ptr<FileRoot>> at(const std::string& path, const ZipLimits& limits);

  Result<std::vector<FileEntry>> list() override;
  Result<std::unique_ptr<ReadableFile>> open(const std::string& name) override;
  Result<std::unique_ptr<WritableFile>> create(const std::string& name) override;
  Result<std::unique_ptr<WritableSet>> begin_set(const std::string& folder) override;

  /// The archive, which open files keep open.
  struct Archive {
    Fd fd;
    std::uint64_t size = 0;
    std::vector<ZipEntry> entries;  ///< sorted by name
  };

 private:
  explicit ZipRoot(std::shared_ptr<const Archive> archive) : archive_(std::move(archive)) {}

  std::shared_ptr<const Archive> archive_;
};

}  // namespace crosswalk::adapters
