#pragma once

/// \file
/// A zip as contract 9.1 wants it: files at its root, deflated. The same files give the same bytes.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/files.hpp"

namespace crosswalk::oneroster::exports {

/// begin(), write() as often as needed, end(), for each file; then finish(). Sizes stand behind the
/// data, so nothing is held in memory.
class ZipWriter {
 public:
  explicit ZipWriter(File file);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  Result<> begin(std::string_view name);
  Result<> write(std::string_view data);
  /// \error Unsupported  more than 4 GiB
  Result<> end();
  /// Writes the directory and makes the file visible.
  Result<> finish();

 private:
  struct Entry {
    std::string name;
    std::uint32_t crc = 0;
    std::uint64_t packed = 0;
    std::uint64_t unpacked = 0;
    std::uint64_t at = 0;
  };
  struct Deflater;

  Result<> put(std::string_view bytes);
  Result<> deflate_all(std::string_view data, bool last);

  File file_;
  std::uint64_t at_ = 0;
  std::vector<Entry> entries_;
  std::unique_ptr<Deflater> deflater_;
};

}  // namespace crosswalk::oneroster::exports
