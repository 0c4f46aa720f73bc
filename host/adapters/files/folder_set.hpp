#pragma once

/// \file
/// A folder that is replaced as a whole: the new version grows beside it, under a name that is
/// never listed, and the two change places in one step of the file system. Everything goes through
/// open descriptors: a link that is put in the way leads nowhere.

#include "adapters/fd.hpp"
#include "adapters/files/file_root.hpp"

#include <memory>
#include <string>
#include <utility>

namespace crosswalk::adapters {

class FolderSet final : public WritableSet {
 public:
  /// \param root  the folder that holds `folder`, open; \param path  where it is
  /// \error InvalidArgument  `folder` is no plain name, or stands for something else than a folder.
  ///        Conflict  another version of it is in the making, here or in another process.
  ///        Unsupported  there is no such folder yet, and the file system could not exchange it
  static Result<std::unique_ptr<WritableSet>> begin(Fd root, const std::string& path,
                                                    const std::string& folder);
  ~FolderSet() override;

  Result<std::unique_ptr<WritableFile>> create(const std::string& name) override;
  Result<> remove(const std::string& name) override;
  Result<> commit() override;

 private:
  FolderSet(Fd root, std::string path, std::string folder);
  Result<> lock();
  Result<> make_staging();
  Result<> take_over_present();
  Result<> take_over(const std::string& name);
  Result<> copy(const std::string& name);
  Result<> probe_exchange() const;
  Result<> exchange() const;
  bool is_ours() const;
  void carry_rights() const;
  void discard() const;
  Error cannot_exchange() const;

  Fd root_;
  std::string path_;     ///< of the root
  std::string folder_;   ///< its name
  std::string staging_;  ///< the name of the version in the making, and afterwards of the old one
  Fd lock_;              ///< held from begin() to the end; none: somebody else has it
  Fd present_;           ///< the folder as it was; none: there was none
  Fd made_;              ///< the version in the making
  std::unique_ptr<FileRoot> files_;  ///< the same, to create files in
};

}  // namespace crosswalk::adapters
