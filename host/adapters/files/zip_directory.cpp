#include "adapters/files/zip_directory.hpp"

#include "adapters/files/system_error.hpp"
#include "adapters/redact.hpp"

#include "crosswalk/utf8.hpp"

#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>

namespace crosswalk::adapters {
namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kCentralHeader = 0x02014b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr std::uint32_t kEnd64 = 0x06064b50;
constexpr std::uint32_t kLocator64 = 0x07064b50;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kLocalSize = 30;
constexpr std::uint64_t kLargestDirectory = std::uint64_t{64} << 20U;  // bytes
constexpr std::uint64_t kSmallEntry = std::uint64_t{1} << 20U;  // below, any ratio is harmless

Error refuse(const std::string& what) { return Error{ErrorCode::BadConfig, "the zip " + what}; }

/// A little-endian number at `at`, which the caller has checked to be inside.
template <class T>
T number(std::string_view bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

Result<std::string> read_at(int fd, std::uint64_t at, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got =
        ::pread(fd, bytes.data() + done, size - done, static_cast<off_t>(at + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error{ErrorCode::BadConfig, system_error("reading the zip").message};
    if (got == 0) return refuse("is cut short");
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

struct Directory {
  std::uint64_t at = 0;
  std::uint64_t size = 0;
  std::uint64_t entries = 0;
  std::uint64_t base = 0;  ///< added to every offset: something may stand in front of the zip
};

/// Finds the directory by the record at the end of the file.
Result<Directory> find_directory(int fd, std::uint64_t size) {
  const auto tail_size = static_cast<std::size_t>(std::min<std::uint64_t>(size, kEndSize + 65535));
  CW_TRY(const std::string tail, read_at(fd, size - tail_size, tail_size));
  std::optional<std::size_t> end;
  for (std::size_t i = tail_size < kEndSize ? 0 : tail_size - kEndSize + 1; i-- > 0;) {
    if (number<std::uint32_t>(tail, i) == kEnd &&
        i + kEndSize + number<std::uint16_t>(tail, i + 20) <= tail_size) {
      end = i;
      break;
    }
  }
  if (!end) return refuse("is no zip, or cut short: its directory is missing; export it again");
  Directory found;
  found.entries = number<std::uint16_t>(tail, *end + 10);
  found.size = number<std::uint32_t>(tail, *end + 12);
  found.at = number<std::uint32_t>(tail, *end + 16);
  std::uint64_t end_at = size - tail_size + *end;

  if (*end >= 20 && number<std::uint32_t>(tail, *end - 20) == kLocator64) {
    end_at = number<std::uint64_t>(tail, *end - 20 + 8);
    if (end_at > size || size - end_at < 56) return refuse("is damaged (zip64 record)");
    CW_TRY(const std::string end64, read_at(fd, end_at, 56));
    if (number<std::uint32_t>(end64, 0) != kEnd64) return refuse("is damaged (zip64 record)");
    found.entries = number<std::uint64_t>(end64, 32);
    found.size = number<std::uint64_t>(end64, 40);
    found.at = number<std::uint64_t>(end64, 48);
  }
  if (found.size > end_at || found.at > end_at - found.size)
    return refuse("is damaged (directory)");
  if (found.size > kLargestDirectory) return refuse("has a directory of more than 64 MiB");
  found.base = end_at - found.size - found.at;
  found.at += found.base;
  return found;
}

/// The sizes and the offset where 32 bits are too few: extra field 1, in this order, each only if
/// its own field is all ones.
bool widen(std::string_view extra, ZipEntry& entry, std::uint32_t unpacked, std::uint32_t packed,
           std::uint32_t header_at) {
  const bool wanted[] = {unpacked == UINT32_MAX, packed == UINT32_MAX, header_at == UINT32_MAX};
  std::uint64_t* const into[] = {&entry.unpacked, &entry.packed, &entry.header_at};
  if (!wanted[0] && !wanted[1] && !wanted[2]) return true;
  while (extra.size() >= 4) {
    const auto id = number<std::uint16_t>(extra, 0);
    const auto length = number<std::uint16_t>(extra, 2);
    if (length > extra.size() - 4) return false;
    std::string_view field = extra.substr(4, length);
    extra.remove_prefix(std::size_t{4} + length);
    if (id != 1) continue;
    for (std::size_t i = 0; i < 3; ++i) {
      if (!wanted[i]) continue;
      if (field.size() < 8) return false;
      *into[i] = number<std::uint64_t>(field, 0);
      field.remove_prefix(8);
    }
    return true;
  }
  return false;
}

std::int64_t dos_time_ms(std::uint16_t date, std::uint16_t time) {
  using namespace std::chrono;
  const year_month_day day{year{1980 + (date >> 9U)}, month{(date >> 5U) & 15U},
                           std::chrono::day{date & 31U}};
  if (!day.ok()) return 0;
  const auto moment =
      sys_days(day) + hours{time >> 11U} + minutes{(time >> 5U) & 63U} + seconds{(time & 31U) * 2};
  return duration_cast<milliseconds>(moment.time_since_epoch()).count();
}

bool is_link(std::string_view header) {
  const auto made_by = number<std::uint16_t>(header, 4) >> 8U;
  const auto mode = number<std::uint32_t>(header, 38) >> 16U;
  return made_by == 3 && (mode & 0170000U) == 0120000U;  // Unix, S_IFLNK
}

/// Reads every entry; those that are no files are left out.
Result<std::vector<ZipEntry>> parse_entries(std::string_view bytes, const Directory& directory) {
  std::vector<ZipEntry> entries;
  for (std::uint64_t i = 0; i < directory.entries; ++i) {
    if (bytes.size() < kCentralSize || number<std::uint32_t>(bytes, 0) != kCentralHeader) {
      return refuse("is damaged (directory entry)");
    }
    const std::size_t name_size = number<std::uint16_t>(bytes, 28);
    const std::size_t extra_size = number<std::uint16_t>(bytes, 30);
    const std::size_t whole =
        kCentralSize + name_size + extra_size + number<std::uint16_t>(bytes, 32);
    if (whole > bytes.size()) return refuse("is damaged (directory entry)");
    ZipEntry entry;
    entry.name = bytes.substr(kCentralSize, name_size);
    entry.encrypted = (number<std::uint16_t>(bytes, 8) & 1U) != 0;
    entry.method = number<std::uint16_t>(bytes, 10);
    entry.modified_ms =
        dos_time_ms(number<std::uint16_t>(bytes, 14), number<std::uint16_t>(bytes, 12));
    entry.crc = number<std::uint32_t>(bytes, 16);
    const auto packed = number<std::uint32_t>(bytes, 20);
    const auto unpacked = number<std::uint32_t>(bytes, 24);
    const auto header_at = number<std::uint32_t>(bytes, 42);
    entry.packed = packed;
    entry.unpacked = unpacked;
    entry.header_at = header_at;
    if (!widen(bytes.substr(kCentralSize + name_size, extra_size), entry, unpacked, packed,
               header_at)) {
      return refuse("is damaged (zip64 entry)");
    }
    entry.header_at += directory.base;
    std::ranges::replace(entry.name, '\\', '/');  // some Windows exporters write them
    const bool skipped = entry.name.ends_with('/') || is_link(bytes) ||
                         entry.name.rfind("__MACOSX/", 0) == 0 || !is_utf8(entry.name);
    if (!skipped) entries.push_back(std::move(entry));
    bytes.remove_prefix(whole);
  }
  return entries;
}

/// A drive letter counts as absolute.
bool leads_outside(const std::string& name) {
  return !check_file_name(name) || (name.size() > 1 && name[1] == ':');
}

Result<> check_sizes(std::vector<ZipEntry> entries, std::uint64_t size, const ZipLimits& limits) {
  std::uint64_t total = 0;
  for (const ZipEntry& entry : entries) {
    if (entry.header_at > size || size - entry.header_at < kLocalSize ||
        entry.packed > size - entry.header_at - kLocalSize) {
      return refuse("is damaged or cut short: " + entry.name + " lies outside of it");
    }
    const bool inflated =
        entry.unpacked > kSmallEntry && entry.unpacked / limits.max_ratio > entry.packed;
    if (inflated || entry.unpacked > limits.max_total - total) {
      return refuse("is refused as a bomb: " + entry.name + " claims to unpack to " +
                    std::to_string(entry.unpacked) +
                    " bytes; unpack it yourself and give the folder");
    }
    total += entry.unpacked;
  }
  std::ranges::sort(entries, {}, &ZipEntry::header_at);
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const ZipEntry& before = entries[i - 1];
    if (before.header_at + kLocalSize + before.packed > entries[i].header_at) {
      return refuse("is refused as a bomb: the data of " + entries[i].name + " is used twice");
    }
  }
  return {};
}

/// How long the folder is that all entries share, its slash included.
std::size_t common_folder(const std::vector<ZipEntry>& entries) {
  if (entries.empty()) return 0;
  const std::string& first = entries.front().name;
  std::size_t common = first.rfind('/') == std::string::npos ? 0 : first.rfind('/') + 1;
  for (const ZipEntry& entry : entries) {
    while (common > 0 && entry.name.compare(0, common, first, 0, common) != 0) {
      const std::size_t slash = common < 2 ? std::string::npos : first.rfind('/', common - 2);
      common = slash == std::string::npos ? 0 : slash + 1;
    }
  }
  return common;
}

}  // namespace

Result<std::vector<ZipEntry>> read_zip_directory(int fd, std::uint64_t size,
                                                 const ZipLimits& limits) {
  CW_TRY(const Directory directory, find_directory(fd, size));
  if (directory.entries > limits.max_entries) {
    return refuse("holds " + std::to_string(directory.entries) + " entries, the limit is " +
                  std::to_string(limits.max_entries));
  }
  CW_TRY(const std::string bytes,
         read_at(fd, directory.at, static_cast<std::size_t>(directory.size)));
  CW_TRY(std::vector<ZipEntry> entries, parse_entries(bytes, directory));
  for (const ZipEntry& entry : entries) {
    if (leads_outside(entry.name)) {
      return refuse("is refused: its entry " + one_line(entry.name, 200) + " leads outside of it");
    }
  }
  CW_CHECK(check_sizes(entries, size, limits));
  const std::size_t common = common_folder(entries);
  for (ZipEntry& entry : entries) entry.name.erase(0, common);
  std::ranges::sort(entries, {}, &ZipEntry::name);
  const auto twin = std::ranges::adjacent_find(entries, {}, &ZipEntry::name);
  if (twin != entries.end()) return refuse("holds " + twin->name + " twice");
  return entries;
}

Result<std::uint64_t> find_zip_data(int fd, const ZipEntry& entry, std::uint64_t size) {
  auto header = read_at(fd, entry.header_at, kLocalSize);
  if (!header || number<std::uint32_t>(*header, 0) != kLocalHeader) {
    return Error{ErrorCode::BadData, "the zip is damaged: no header in front of " + entry.name};
  }
  const std::uint64_t data = entry.header_at + kLocalSize + number<std::uint16_t>(*header, 26) +
                             number<std::uint16_t>(*header, 28);
  if (data > size || entry.packed > size - data) {
    return Error{ErrorCode::BadData, "the zip is cut short inside of " + entry.name};
  }
  return data;
}

}  // namespace crosswalk::adapters
