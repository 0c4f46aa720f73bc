/// Whatever is in a file, the reader of library files ends with an image or with BadData.

#include "testing/kit/elf_image.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto image = crosswalk::kit::parse_elf(bytes);
  if (!image && image.error().code != crosswalk::ErrorCode::BadData) std::abort();
  if (image && image->file_size != size) std::abort();
  return 0;
}
