#include "adapters/files/folder_root.hpp"

#include "adapters/files/folder_set.hpp"
#include "adapters/files/system_error.hpp"

#include "crosswalk/utf8.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <algorithm>
#include <array>
#include <climits>
#include <filesystem>

namespace crosswalk::adapters {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 100'000;
constexpr int kDeepest = 16;

/// Where an open descriptor really is.
std::string place_of(const Fd& fd) {
  std::array<char, PATH_MAX> buffer{};
  const std::string link = "/proc/self/fd/" + std::to_string(fd.get());
  const ssize_t size = ::readlink(link.c_str(), buffer.data(), buffer.size());
  return size < 0 ? std::string{} : std::string(buffer.data(), static_cast<std::size_t>(size));
}

class FolderFile final : public ReadableFile {
 public:
  FolderFile(Fd fd, std::string name, std::uint64_t size)
      : fd_(std::move(fd)), name_(std::move(name)), size_(size) {}

  std::uint64_t size() const override { return size_; }

  Result<std::uint64_t> read(std::uint64_t offset, void* out, std::uint64_t capacity) override {
    if (offset > static_cast<std::uint64_t>(LLONG_MAX)) return std::uint64_t{0};
    while (true) {
      const ssize_t got = ::pread(fd_.get(), out, std::min<std::uint64_t>(capacity, 1U << 30U),
                                  static_cast<off_t>(offset));
      if (got >= 0) return static_cast<std::uint64_t>(got);
      if (errno != EINTR) return system_error("reading " + name_);
    }
  }

 private:
  Fd fd_;
  std::string name_;
  std::uint64_t size_;
};

class NewFile final : public WritableFile {
 public:
  NewFile(Fd folder, Fd fd, std::string temporary, std::string name)
      : folder_(std::move(folder)),
        fd_(std::move(fd)),
        temporary_(std::move(temporary)),
        name_(std::move(name)) {}
  ~NewFile() override {
    if (!committed_) ::unlinkat(folder_.get(), temporary_.c_str(), 0);
  }

  Result<> write(const void* data, std::uint64_t size) override {
    const char* at = static_cast<const char*>(data);
    while (size > 0) {
      const ssize_t done = ::write(fd_.get(), at, std::min<std::uint64_t>(size, 1U << 30U));
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) return system_error("writing " + name_);
      at += done;
      size -= static_cast<std::uint64_t>(done);
    }
    return {};
  }

  Result<> commit() override {
    if (::fsync(fd_.get()) != 0) return system_error("writing " + name_);
    if (::renameat(folder_.get(), temporary_.c_str(), folder_.get(), name_.c_str()) != 0) {
      return system_error("naming " + name_);
    }
    committed_ = true;
    if (::fsync(folder_.get()) != 0) return system_error("naming " + name_);
    return {};
  }

 private:
  Fd folder_;
  Fd fd_;
  std::string temporary_;
  std::string name_;
  bool committed_ = false;
};

}  // namespace

Result<std::unique_ptr<FileRoot>> FolderRoot::at(const std::string& path) {
  Fd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd) return Error{ErrorCode::BadConfig, system_error(path).message};
  return std::unique_ptr<FileRoot>(new FolderRoot(path, std::move(fd)));
}

std::unique_ptr<FileRoot> FolderRoot::over(Fd folder, std::string path) {
  return std::unique_ptr<FileRoot>(new FolderRoot(std::move(path), std::move(folder)));
}

// Opened first and looked at afterwards: a link that is changed in between cannot lead outside.
Result<Fd> FolderRoot::open_inside(const std::string& name, int flags) const {
  CW_CHECK(check_file_name(name));
  Fd fd(::openat(fd_.get(), name.c_str(), flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!fd && errno == ENOENT) return Error{ErrorCode::NotFound, "there is no file " + name};
  if (!fd) return system_error("opening " + name);
  if (place_of(fd).rfind(path_ == "/" ? path_ : path_ + "/", 0) != 0) {
    return Error{ErrorCode::Forbidden,
                 name + " leads out of its folder: replace the link by the file"};
  }
  return fd;
}

Result<std::unique_ptr<ReadableFile>> FolderRoot::open(const std::string& name) {
  CW_TRY(Fd fd, open_inside(name, 0));
  struct stat info{};
  if (::fstat(fd.get(), &info) != 0) return system_error("opening " + name);
  if (!S_ISREG(info.st_mode)) {
    return Error{ErrorCode::InvalidArgument, name + " is not a regular file"};
  }
  ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  return std::unique_ptr<ReadableFile>(
      new FolderFile(std::move(fd), name, static_cast<std::uint64_t>(info.st_size)));
}

Result<std::unique_ptr<WritableFile>> FolderRoot::create(const std::string& name) {
  CW_CHECK(check_file_name(name));
  const std::size_t slash = name.rfind('/');
  const std::string parent = slash == std::string::npos ? "" : name.substr(0, slash);
  const std::string last = slash == std::string::npos ? name : name.substr(slash + 1);
  if (last.rfind(kTemporaryPrefix, 0) == 0) {
    return Error{ErrorCode::InvalidArgument, "a file name must not begin with .crosswalk-"};
  }
  Fd folder;
  if (parent.empty()) {
    folder = Fd(::openat(fd_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) return system_error("opening " + path_);
  } else {
    CW_TRY(folder, open_inside(parent, O_DIRECTORY));
  }
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const std::string temporary = std::string(kTemporaryPrefix) + std::to_string(::getpid()) + "-" +
                                  std::to_string(attempt) + ".tmp";
    Fd fd(::openat(folder.get(), temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
    if (!fd && errno == EEXIST) continue;
    if (!fd) return system_error("creating " + name);
    return std::unique_ptr<WritableFile>(
        new NewFile(std::move(folder), std::move(fd), temporary, last));
  }
  return Error{ErrorCode::Unavailable, "creating " + name + ": too many unfinished files (" +
                                           std::string(kTemporaryPrefix) + "*) in its folder"};
}

Result<std::unique_ptr<WritableSet>> FolderRoot::begin_set(const std::string& folder) {
  Fd root(::openat(fd_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) return system_error("opening " + path_);
  return FolderSet::begin(std::move(root), path_, folder);
}

Result<std::vector<FileEntry>> FolderRoot::list() {
  std::vector<FileEntry> entries;
  std::error_code failed;
  fs::recursive_directory_iterator walk(path_, failed);
  for (; !failed && walk != fs::recursive_directory_iterator(); walk.increment(failed)) {
    const std::string name = walk->path().lexically_relative(path_).string();
    if (walk->path().filename().string().rfind(kTemporaryPrefix, 0) == 0) {
      walk.disable_recursion_pending();
      continue;
    }
    if (walk.depth() >= kDeepest) walk.disable_recursion_pending();
    struct stat info{};
    // Of a link its target counts, when it is inside.
    if (!check_file_name(name) || ::stat(walk->path().c_str(), &info) != 0) continue;
    if (!S_ISREG(info.st_mode)) continue;
    if (walk->is_symlink() && !open_inside(name, 0)) continue;
    if (entries.size() == kMostEntries) {
      return Error{ErrorCode::BadConfig, path_ + " holds more than " +
                                             std::to_string(kMostEntries) +
                                             " files: give the folder of the export itself"};
    }
    entries.push_back(
        {name, static_cast<std::uint64_t>(info.st_size),
         std::int64_t{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000});
  }
  if (failed) {
    return Error{ErrorCode::BadConfig,
                 path_ + ": " + failed.message() + "; let the service read it"};
  }
  std::ranges::sort(entries, {}, &FileEntry::name);
  return entries;
}

}  // namespace crosswalk::adapters
