#pragma once

/// \file
/// A folder that is replaced as a whole: the new version grows beside it, under a name that is
/// never listed, and the two change places in one step of the file system.

#include "adapters/fd.hpp"
#include "adapters/files/file_root.hpp"

#include <memory>
#include <string>
#include <utility>

namespace crosswalk::adapters {

class FolderSet final : public WritableSet {
 public:
  /// \param root  the folder that holds `folder`, open; \param path  where it is
  /// \error InvalidArgument  `folder` is no plain name, or stands for something else than a folder
  static Result<std::unique_ptr<WritableSet>> begin(Fd root, const std::string& path,
                                                    const std::string& folder);
  ~FolderSet() override;

  Result<std::unique_ptr<WritableFile>> create(const std::string& name) override;
  Result<> remove(const std::string& name) override;
  Result<> commit() override;

 private:
  FolderSet(Fd root, std::string path, std::string folder);
  Result<> take_over_present();
  void discard() const;

  Fd root_;
  std::string path_;     ///< of the root
  std::string folder_;   ///< its name
  std::string staging_;  ///< the name of the version in the making, and afterwards of the old one
  std::unique_ptr<FileRoot> files_;  ///< in the making
};

}  // namespace crosswalk::adapters
