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
    if (n <= 0) return failed("writing");
    size_ += static_cast<std::uint64_t>(n);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

Result<> ScratchFile::read(std::uint64_t offset, char* to, std::size_t size) const {
  while (size > 0) {
    const ssize_t n = ::pread(file_, to, size, static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return failed("reading back");
    offset += static_cast<std::uint64_t>(n);
    to += n;
    size -= static_cast<std::size_t>(n);
  }
  return {};
}

}  // namespace crosswalk::sync
