/// Whatever somebody drops as a zip, its listing ends with names that lead nowhere else and data
/// inside the file, or says why not.

#include "adapters/files/zip_directory.hpp"
#include "fuzz/require.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

namespace {

using namespace crosswalk;
using namespace crosswalk::adapters;

void list(int fd, std::uint64_t size) {
  const ZipLimits limits{.max_entries = 1000};
  const auto entries = read_zip_directory(fd, size, limits);
  if (!entries) {
    require(entries.error().code == ErrorCode::BadConfig);
    return;
  }
  require(entries->size() <= limits.max_entries);
  for (const ZipEntry& entry : *entries) {
    require(check_file_name(entry.name).has_value());
    const auto begin = find_zip_data(fd, entry, size);
    if (begin) {
      require(*begin <= size && entry.packed <= size - *begin);
    } else {
      require(begin.error().code == ErrorCode::BadData);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int fd = ::memfd_create("zip", MFD_CLOEXEC);
  if (fd < 0) return 0;
  if (::write(fd, data, size) == static_cast<ssize_t>(size)) list(fd, size);
  ::close(fd);
  return 0;
}
