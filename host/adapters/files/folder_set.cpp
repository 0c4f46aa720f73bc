#include "adapters/files/folder_set.hpp"

#include "adapters/files/folder_root.hpp"
#include "adapters/files/system_error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <cstdio>
#include <filesystem>

namespace crosswalk::adapters {
namespace {

namespace fs = std::filesystem;

/// One part of a path, and none of the host's own names.
Result<> check_plain_name(const std::string& name) {
  CW_CHECK(check_file_name(name));
  if (name.find('/') == std::string::npos && name.rfind(kTemporaryPrefix, 0) != 0) return {};
  return Error{ErrorCode::InvalidArgument,
               name +
                   ": the name of a file or folder in a set has no slash and does not begin "
                   "with " +
                   std::string(kTemporaryPrefix)};
}

}  // namespace

FolderSet::FolderSet(Fd root, std::string path, std::string folder)
    : root_(std::move(root)),
      path_(std::move(path)),
      folder_(std::move(folder)),
      staging_(std::string(kTemporaryPrefix) + "set-" + folder_) {}

FolderSet::~FolderSet() {
  files_.reset();
  discard();
}

/// Also what a crash left: only one set of a folder is in the making at a time.
void FolderSet::discard() const {
  std::error_code ignored;  // what stays is taken away by the next begin()
  fs::remove_all(fs::path(path_) / staging_, ignored);
}

Result<std::unique_ptr<WritableSet>> FolderSet::begin(Fd root, const std::string& path,
                                                      const std::string& folder) {
  CW_CHECK(check_plain_name(folder));
  std::unique_ptr<FolderSet> set(new FolderSet(std::move(root), path, folder));
  set->discard();
  if (::mkdirat(set->root_.get(), set->staging_.c_str(), 0750) != 0) {
    return system_error("creating a folder in " + path);
  }
  CW_TRY(set->files_, FolderRoot::at((fs::path(path) / set->staging_).string()));
  CW_CHECK(set->take_over_present());
  return std::unique_ptr<WritableSet>(std::move(set));
}

/// A file is never changed once it has its name, so both versions can share it.
Result<> FolderSet::take_over_present() {
  const fs::path present = fs::path(path_) / folder_;
  struct stat info{};
  if (::fstatat(root_.get(), folder_.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return {};
    return system_error("looking at " + present.string());
  }
  if (!S_ISDIR(info.st_mode)) {
    return Error{ErrorCode::InvalidArgument,
                 present.string() + " is no folder: move it away, the export takes its place"};
  }
  ::fchmodat(root_.get(), staging_.c_str(), info.st_mode & 07777U, 0);
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(present, failed)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || entry.is_symlink()) {
      return Error{ErrorCode::InvalidArgument,
                   entry.path().string() +
                       " is no plain file: a set of files is replaced as a "
                       "whole and holds nothing else; move it away"};
    }
    if (name.rfind(kTemporaryPrefix, 0) == 0) continue;
    const fs::path to = fs::path(path_) / staging_ / name;
    std::error_code no_link;
    fs::create_hard_link(entry.path(), to, no_link);
    if (!no_link) continue;
    std::error_code no_copy;
    fs::copy_file(entry.path(), to, no_copy);
    if (no_copy) {
      return Error{ErrorCode::Unavailable, "taking over " + name + ": " + no_copy.message()};
    }
  }
  if (failed) return Error{ErrorCode::Unavailable, present.string() + ": " + failed.message()};
  return {};
}

Result<std::unique_ptr<WritableFile>> FolderSet::create(const std::string& name) {
  CW_CHECK(check_plain_name(name));
  return files_->create(name);
}

Result<> FolderSet::remove(const std::string& name) {
  CW_CHECK(check_plain_name(name));
  const std::string inside = staging_ + "/" + name;
  if (::unlinkat(root_.get(), inside.c_str(), 0) == 0 || errno == ENOENT) return {};
  return system_error("leaving out " + name);
}

Result<> FolderSet::commit() {
  const Fd made(::openat(root_.get(), staging_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!made || ::fsync(made.get()) != 0) return system_error("finishing " + folder_);
  const auto exchange = [&](unsigned how) {
    return ::renameat2(root_.get(), staging_.c_str(), root_.get(), folder_.c_str(), how) == 0;
  };
  if (!exchange(RENAME_EXCHANGE)) {
    if (errno == EINVAL || errno == ENOSYS) {
      return Error{ErrorCode::Unsupported,
                   "the file system of " + path_ +
                       " cannot exchange two folders in one step; choose a folder on a local disk"};
    }
    if (errno != ENOENT || !exchange(RENAME_NOREPLACE)) return system_error("naming " + folder_);
  }
  if (::fsync(root_.get()) != 0) return system_error("naming " + folder_);
  return {};
}

}  // namespace crosswalk::adapters
