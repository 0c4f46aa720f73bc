#include "sync/scratch_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace crosswalk::sync {

ScratchFile::~ScratchFile() {
  if (file_ >= 0) ::close(file_);
}

Error ScratchFile::failed(const std::string& doing) const {
  return Error{ErrorCode::Unavailable,
               doing + " in the scratch folder " + folder_.string() + ": " +
                   std::generic_category().message(errno) +
                   "; make room there or set state.scratch to another folder"};
}

Result<> ScratchFile::open() {
  std::string name = (folder_ / "rows-XXXXXX").string();
  file_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) return failed("creating a file");
  ::unlink(name.c_str());
  return {};
}

Result<> ScratchFile::append(std::string_view bytes) {
  if (file_ < 0) CW_CHECK(open());
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) errno = ENOSPC;
    if (n <= 0) return failed("writing");
    size_ += static_cast<std::uint64_t>(n);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

void ScratchFile::release(std::uint64_t offset, std::uint64_t size) {
  // A wish: where the file system has no holes, the room comes back when the file is closed.
  static_cast<void>(::fallocate(file_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                                static_cast<off_t>(offset), static_cast<off_t>(size)));
}

Result<> ScratchFile::read(std::uint64_t offset, char* to, std::size_t size) const {
  while (size > 0) {
    const ssize_t n = ::pread(file_, to, size, static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) errno = EIO;
    if (n <= 0) return failed("reading back");
    offset += static_cast<std::uint64_t>(n);
    to += n;
    size -= static_cast<std::size_t>(n);
  }
  return {};
}

}  // namespace crosswalk::sync
