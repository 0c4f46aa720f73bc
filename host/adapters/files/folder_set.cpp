#include "adapters/files/folder_set.hpp"

#include "adapters/files/folder_root.hpp"
#include "adapters/files/system_error.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <cstdio>
#include <filesystem>
#include <vector>

namespace crosswalk::adapters {
namespace {

namespace fs = std::filesystem;

constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr int kFileFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
constexpr std::string_view kLockSuffix = ".lock";

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

/// errno of a file system that has no such step.
bool has_no_exchange(int code) { return code == EINVAL || code == ENOSYS || code == EOPNOTSUPP; }

bool same_file(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

Result<std::vector<std::string>> names_in(const Fd& folder) {
  Fd fd(::openat(folder.get(), ".", kFolderFlags));
  DIR* const walk = fd ? ::fdopendir(fd.get()) : nullptr;
  if (walk == nullptr) return system_error("listing a folder");
  fd.release();
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* entry = ::readdir(walk)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
  }
  const int failed = errno;
  ::closedir(walk);
  errno = failed;
  if (failed != 0) return system_error("listing a folder");
  return names;
}

/// Gives the file these rights, if it has others. Best effort: they are a courtesy to its readers.
void give_rights(const Fd& file, const struct stat& now, gid_t group, mode_t mode) {
  bool changed = false;
  if (now.st_gid != group) changed = ::fchown(file.get(), static_cast<uid_t>(-1), group) == 0;
  if ((now.st_mode & 07777U) != mode) changed = ::fchmod(file.get(), mode) == 0 || changed;
  if (changed) ::fsync(file.get());
}

}  // namespace

FolderSet::FolderSet(Fd root, std::string path, std::string folder)
    : root_(std::move(root)),
      path_(std::move(path)),
      folder_(std::move(folder)),
      staging_(std::string(kTemporaryPrefix) + "set-" + folder_) {}

FolderSet::~FolderSet() {
  files_.reset();
  if (!lock_) return;
  discard();
  ::unlinkat(root_.get(), (staging_ + std::string(kLockSuffix)).c_str(), 0);
}

/// Also what a crash left: only one set of a folder is in the making at a time.
void FolderSet::discard() const {
  std::error_code ignored;  // what stays is taken away by the next begin()
  fs::remove_all("/proc/self/fd/" + std::to_string(root_.get()) + "/" + staging_, ignored);
}

Result<std::unique_ptr<WritableSet>> FolderSet::begin(Fd root, const std::string& path,
                                                      const std::string& folder) {
  CW_CHECK(check_plain_name(folder));
  if (std::string_view(folder).ends_with(kLockSuffix)) {
    return Error{ErrorCode::InvalidArgument, folder + ": .lock ends the host's own names"};
  }
  std::unique_ptr<FolderSet> set(new FolderSet(std::move(root), path, folder));
  CW_CHECK(set->lock());
  set->discard();
  CW_CHECK(set->make_staging());
  CW_CHECK(set->take_over_present());
  return std::unique_ptr<WritableSet>(std::move(set));
}

/// Whoever holds the lock takes its file away at the end: what was opened may not be it any more.
Result<> FolderSet::lock() {
  const std::string name = staging_ + std::string(kLockSuffix);
  for (int attempt = 0; attempt < 100; ++attempt) {
    Fd fd(::openat(root_.get(), name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640));
    if (!fd) return system_error("locking " + folder_ + " in " + path_);
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EWOULDBLOCK) break;
      return system_error("locking " + folder_ + " in " + path_);
    }
    struct stat held{};
    struct stat named{};
    if (::fstat(fd.get(), &held) == 0 &&
        ::fstatat(root_.get(), name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
        same_file(held, named)) {
      lock_ = std::move(fd);
      return {};
    }
  }
  return Error{ErrorCode::Conflict, "somebody else is writing " + path_ + "/" + folder_ +
                                        ": let one run finish before the next begins"};
}

Result<> FolderSet::make_staging() {
  if (::mkdirat(root_.get(), staging_.c_str(), 0750) != 0) {
    return system_error("creating a folder in " + path_);
  }
  made_ = Fd(::openat(root_.get(), staging_.c_str(), kFolderFlags));
  Fd again(made_ ? ::openat(made_.get(), ".", kFolderFlags) : -1);
  if (!again) return system_error("opening a new folder in " + path_);
  files_ = FolderRoot::over(std::move(again), path_ + "/" + staging_);
  return {};
}

/// A file is never changed once it has its name, so both versions can share it.
Result<> FolderSet::take_over_present() {
  present_ = Fd(::openat(root_.get(), folder_.c_str(), kFolderFlags));
  if (!present_ && errno == ENOENT) return probe_exchange();
  const std::string place = path_ + "/" + folder_;
  if (!present_ && (errno == ENOTDIR || errno == ELOOP)) {
    return Error{ErrorCode::InvalidArgument,
                 place + " is no folder: move it away, the export takes its place"};
  }
  struct stat before{};
  struct stat now{};
  if (!present_ || ::fstat(present_.get(), &before) != 0 || ::fstat(made_.get(), &now) != 0) {
    return system_error("looking at " + place);
  }
  give_rights(made_, now, before.st_gid, before.st_mode & 07777U);
  CW_TRY(const std::vector<std::string> names, names_in(present_));
  for (const std::string& name : names) CW_CHECK(take_over(name));
  return {};
}

Result<> FolderSet::take_over(const std::string& name) {
  struct stat info{};
  if (::fstatat(present_.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
    return system_error("looking at " + name);
  }
  if (!S_ISREG(info.st_mode)) {
    return Error{ErrorCode::InvalidArgument, path_ + "/" + folder_ + "/" + name +
                                                 " is no plain file: a set of files is replaced "
                                                 "as a whole and holds nothing else; move it away"};
  }
  if (name.rfind(kTemporaryPrefix, 0) == 0) return {};
  if (::linkat(present_.get(), name.c_str(), made_.get(), name.c_str(), 0) == 0) return {};
  return copy(name);
}

/// Where there are no hard links: as durable as a file that was written.
Result<> FolderSet::copy(const std::string& name) {
  const Fd from(::openat(present_.get(), name.c_str(), kFileFlags));
  if (!from) return system_error("taking over " + name);
  CW_TRY(const auto to, files_->create(name));
  std::vector<char> buffer(std::size_t{256} << 10U);
  for (;;) {
    const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error("taking over " + name);
    if (got == 0) return to->commit();
    CW_CHECK(to->write(buffer.data(), static_cast<std::uint64_t>(got)));
  }
}

Result<std::unique_ptr<WritableFile>> FolderSet::create(const std::string& name) {
  CW_CHECK(check_plain_name(name));
  return files_->create(name);
}

Result<> FolderSet::remove(const std::string& name) {
  CW_CHECK(check_plain_name(name));
  if (::unlinkat(made_.get(), name.c_str(), 0) == 0 || errno == ENOENT) return {};
  return system_error("leaving out " + name);
}

/// Who could read a file can read its next version.
void FolderSet::carry_rights() const {
  struct stat folder{};
  if (!present_ || ::fstat(present_.get(), &folder) != 0) return;
  const auto names = names_in(made_);
  if (!names) return;
  for (const std::string& name : *names) {
    const Fd file(::openat(made_.get(), name.c_str(), kFileFlags));
    struct stat now{};
    struct stat before{};
    if (!file || ::fstat(file.get(), &now) != 0) continue;
    if (::fstatat(present_.get(), name.c_str(), &before, AT_SYMLINK_NOFOLLOW) != 0) {
      give_rights(file, now, folder.st_gid, now.st_mode & 07777U);
    } else if (!same_file(now, before)) {
      give_rights(file, now, before.st_gid, before.st_mode & 0777U);
    }
  }
}

Error FolderSet::cannot_exchange() const {
  return Error{ErrorCode::Unsupported,
               "the file system of " + path_ +
                   " cannot exchange two folders in one step; choose a folder on a local disk"};
}

/// The first version needs no exchange, but the second will: better known before there is one.
Result<> FolderSet::probe_exchange() const {
  const std::string one = std::string(kTemporaryPrefix) + "probe-" + folder_;
  const std::string two = std::string(kTemporaryPrefix) + "other-" + folder_;
  for (const std::string& name : {one, two}) {
    if (::mkdirat(root_.get(), name.c_str(), 0750) != 0 && errno != EEXIST) {
      return system_error("creating a folder in " + path_);
    }
  }
  const bool done =
      ::renameat2(root_.get(), one.c_str(), root_.get(), two.c_str(), RENAME_EXCHANGE) == 0;
  const int code = errno;
  for (const std::string& name : {one, two}) ::unlinkat(root_.get(), name.c_str(), AT_REMOVEDIR);
  if (done) return {};
  if (has_no_exchange(code)) return cannot_exchange();
  errno = code;
  return system_error("exchanging two folders in " + path_);
}

/// Whether the name still stands for what was written.
bool FolderSet::is_ours() const {
  struct stat held{};
  struct stat named{};
  return ::fstat(made_.get(), &held) == 0 &&
         ::fstatat(root_.get(), staging_.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
         same_file(held, named);
}

Result<> FolderSet::exchange() const {
  const auto rename = [&](unsigned how) {
    return ::renameat2(root_.get(), staging_.c_str(), root_.get(), folder_.c_str(), how) == 0;
  };
  if (rename(RENAME_EXCHANGE)) return {};
  if (errno == ENOENT && rename(RENAME_NOREPLACE)) return {};
  if (has_no_exchange(errno)) return cannot_exchange();
  return system_error("naming " + folder_);
}

Result<> FolderSet::commit() {
  if (!is_ours()) {
    return Error{ErrorCode::Conflict, "somebody else replaced " + staging_ + " in " + path_ +
                                          ": keep others out of that folder, then run again"};
  }
  carry_rights();
  if (::fsync(made_.get()) != 0) return system_error("finishing " + folder_);
  CW_CHECK(exchange());
  if (::fsync(root_.get()) != 0) return system_error("naming " + folder_);
  return {};
}

}  // namespace crosswalk::adapters
