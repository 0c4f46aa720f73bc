#pragma once

/// \file
/// A configured folder or zip, and the named files under it. Nothing outside of it can be reached.

#include "crosswalk/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::adapters {

/// What a zip may hold before it is taken for a bomb.
struct ZipLimits {
  std::uint64_t max_entries = 100'000;
  std::uint64_t max_total = std::uint64_t{64} << 30U;  ///< bytes, unpacked, of all entries
  std::uint64_t max_ratio = 200;  ///< unpacked to packed, of an entry above 1 MiB
};

struct FileEntry {
  std::string name;  ///< relative to the root, with slashes
  std::uint64_t size = 0;
  std::int64_t modified_ms = 0;  ///< since 1970, UTC; of a zip: its local time, taken as UTC
  bool operator==(const FileEntry&) const = default;
};

/// An open file. Not thread-safe.
class ReadableFile {
 public:
  virtual ~ReadableFile() = default;
  virtual std::uint64_t size() const = 0;
  /// Bytes from `offset` into `out`; 0 = the end. Forward is the cheap order.
  /// \error BadData      the zip is damaged, or holds more than it declares
  /// \error Unavailable  the file system's own error
  virtual Result<std::uint64_t> read(std::uint64_t offset, void* out, std::uint64_t capacity) = 0;
};

/// A file in the making; gone without a trace unless commit() succeeded.
class WritableFile {
 public:
  virtual ~WritableFile() = default;
  /// \error Unavailable  no space, or another error of the file system
  virtual Result<> write(const void* data, std::uint64_t size) = 0;
  /// Durable, and under its name at once; a file of that name is replaced. Once.
  virtual Result<> commit() = 0;
};

/// A version of a folder in the making; gone without a trace unless commit() succeeded.
class WritableSet {
 public:
  virtual ~WritableSet() = default;
  /// A file of it, instead of the one of that name. \error InvalidArgument  the name
  virtual Result<std::unique_ptr<WritableFile>> create(const std::string& name) = 0;
  virtual Result<> remove(const std::string& name) = 0;
  /// Durable, and in place of the folder as it was, in one step. Once.
  /// \error Unsupported  the file system has no such step
  virtual Result<> commit() = 0;
};

class FileRoot {
 public:
  virtual ~FileRoot() = default;
  /// Sorted by name. \error BadConfig  too many files, or not readable
  virtual Result<std::vector<FileEntry>> list() = 0;
  /// \error NotFound, InvalidArgument (the name), Forbidden (it lies outside), BadData
  virtual Result<std::unique_ptr<ReadableFile>> open(const std::string& name) = 0;
  /// \error Unsupported  a zip is not written into
  virtual Result<std::unique_ptr<WritableFile>> create(const std::string& name) = 0;
  /// A new version of one folder directly in the root, with the files of the present one.
  /// One at a time. \error Conflict  another one of that folder is in the making, anywhere on this
  /// machine. Unsupported  a zip is not written into. InvalidArgument (the name)
  virtual Result<std::unique_ptr<WritableSet>> begin_set(const std::string& folder) = 0;
};

/// What begins so are the host's own files and folders in the making; they are never listed.
inline constexpr std::string_view kTemporaryPrefix = ".crosswalk-";

/// Opens the folder or zip at `path`, if it lies within one of `allowed` (links resolved).
/// \error BadConfig  it is missing, not readable, neither folder nor zip, outside, or a zip that is
///                   refused: names that lead outside, a bomb, encrypted, damaged
Result<std::unique_ptr<FileRoot>> open_root(const std::string& path,
                                            const std::vector<std::string>& allowed,
                                            const ZipLimits& limits);

/// Whether `name` may be asked for: relative, UTF-8, with slashes, no empty, `.` or `..` part.
/// \error InvalidArgument  what is wrong with it
Result<> check_file_name(std::string_view name);

}  // namespace crosswalk::adapters
