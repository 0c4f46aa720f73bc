#pragma once

/// \file
/// The central directory of a zip (APPNOTE 6.3, zip64 included), read with distrust.
///
/// Our own, because the packaged reader walks the local headers instead: slow on large archives,
/// and wrong where an exporter streamed its entries (sizes behind the data).

#include "adapters/files/file_root.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace crosswalk::adapters {

struct ZipEntry {
  std::string name;  ///< a single common folder is taken off
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
  std::uint64_t header_at = 0;  ///< of its local header, in the file
  std::uint32_t crc = 0;
  std::uint16_t method = 0;  ///< 0 stored, 8 deflated
  bool encrypted = false;
  std::int64_t modified_ms = 0;
};

/// Reads the directory of the zip open at `fd`, `size` bytes long. Folders, links and the marks
/// that macOS leaves (`__MACOSX/`) are left out; entries are sorted by name.
/// \error BadConfig  not a zip, damaged, a name that leads outside, two of one name, or a bomb
Result<std::vector<ZipEntry>> read_zip_directory(int fd, std::uint64_t size,
                                                 const ZipLimits& limits);

/// The beginning of the entry's data. \error BadData  its local header is damaged
Result<std::uint64_t> find_zip_data(int fd, const ZipEntry& entry, std::uint64_t size);

}  // namespace crosswalk::adapters
