#include "app/wiring/process_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace crosswalk::app {
namespace {

std::string reason(int error) { return std::error_code(error, std::generic_category()).message(); }

std::string holder_of(int descriptor) {
  char text[32];
  const ssize_t length = ::pread(descriptor, text, sizeof text, 0);
  return length > 0 ? " (process " + std::string(text, static_cast<std::size_t>(length)) + ")" : "";
}

}  // namespace

Result<ProcessLock> ProcessLock::take(const std::filesystem::path& file) {
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return Error{ErrorCode::BadConfig,
                 "the lock file " + file.string() + " cannot be opened: " + reason(errno)};
  }
  ProcessLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return Error{ErrorCode::Conflict,
                 "another crosswalk" + holder_of(descriptor) +
                     " is at work on this state: wait until it is done, or end it. (" +
                     file.string() + " is locked.)"};
  }
  const std::string pid = std::to_string(::getpid());
  if (::ftruncate(descriptor, 0) != 0 ||
      ::pwrite(descriptor, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    return Error{ErrorCode::Unavailable,
                 "the lock file " + file.string() + " cannot be written: " + reason(errno)};
  }
  return lock;
}

ProcessLock::~ProcessLock() {
  if (descriptor_ >= 0) ::close(descriptor_);  // which unlocks it
}

}  // namespace crosswalk::app
