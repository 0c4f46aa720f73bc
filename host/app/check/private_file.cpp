#include "app/check/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace crosswalk::app {
namespace {

bool write_all(int descriptor, std::string_view rest) {
  while (!rest.empty()) {
    const ssize_t done = ::write(descriptor, rest.data(), rest.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

}  // namespace

Result<> write_new_private(const std::filesystem::path& path, const std::string& text) {
  ::unlink(path.c_str());
  const int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
  const bool whole = descriptor >= 0 && write_all(descriptor, text);
  const int why = errno;
  const bool closed = descriptor < 0 || ::close(descriptor) == 0;
  if (whole && closed) return {};
  return Error{ErrorCode::BadConfig,
               path.string() + " cannot be written: " + std::strerror(whole ? errno : why)};
}

}  // namespace crosswalk::app
