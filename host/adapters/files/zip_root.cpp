#include "adapters/files/zip_root.hpp"

#include "adapters/files/system_error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <zlib.h>
#include <algorithm>
#include <array>

namespace crosswalk::adapters {
namespace {

constexpr std::size_t kPackedAtOnce = std::size_t{128} << 10U;  // packed bytes read at once

/// The part of an archive that one entry's data is.
struct Span {
  std::shared_ptr<const ZipRoot::Archive> archive;
  const ZipEntry* entry;
  std::uint64_t at;

  Error damaged(const std::string& how) const {
    return Error{ErrorCode::BadData,
                 "the zip is damaged: " + entry->name + " " + how + "; export it again"};
  }
  /// Packed bytes from `offset` of the data. \error Unavailable, BadData
  Result<std::size_t> read(std::uint64_t offset, void* out, std::uint64_t capacity) const {
    const auto size = static_cast<std::size_t>(std::min(capacity, entry->packed - offset));
    while (true) {
      const ssize_t got = ::pread(archive->fd.get(), out, size, static_cast<off_t>(at + offset));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return system_error("reading the zip");
      if (got == 0 && size != 0) return damaged("is cut short");
      return static_cast<std::size_t>(got);
    }
  }
};

class StoredFile final : public ReadableFile {
 public:
  explicit StoredFile(Span span) : span_(std::move(span)) {}
  std::uint64_t size() const override { return span_.entry->unpacked; }

  Result<std::uint64_t> read(std::uint64_t offset, void* out, std::uint64_t capacity) override {
    if (offset >= size()) return std::uint64_t{0};
    CW_TRY(const std::size_t got, span_.read(offset, out, capacity));
    if (offset == checked_) {  // read in order: the checksum can be kept
      crc_ = ::crc32_z(crc_, static_cast<const Bytef*>(out), got);
      checked_ += got;
      if (checked_ == size() && crc_ != span_.entry->crc)
        return span_.damaged("fails its checksum");
    }
    return static_cast<std::uint64_t>(got);
  }

 private:
  Span span_;
  std::uint64_t checked_ = 0;
  uLong crc_ = 0;
};

class DeflatedFile final : public ReadableFile {
 public:
  explicit DeflatedFile(Span span) : span_(std::move(span)), input_(kPackedAtOnce) {}
  ~DeflatedFile() override {
    if (started_) ::inflateEnd(&stream_);
  }
  std::uint64_t size() const override { return span_.entry->unpacked; }

  Result<std::uint64_t> read(std::uint64_t offset, void* out, std::uint64_t capacity) override {
    if (offset >= size() && at_ == size()) return std::uint64_t{0};
    if (!started_ || offset < at_) CW_CHECK(restart());
    std::array<Bytef, 16384> skipped{};
    while (at_ < std::min(offset, size())) {
      CW_TRY(const std::uint64_t got,
             inflate(skipped.data(), std::min<std::uint64_t>(skipped.size(), offset - at_)));
      if (got == 0) break;
    }
    if (offset >= size()) return std::uint64_t{0};
    return inflate(static_cast<Bytef*>(out), capacity);
  }

 private:
  Result<> restart() {
    if (started_) ::inflateEnd(&stream_);
    stream_ = z_stream{};
    started_ = ::inflateInit2(&stream_, -MAX_WBITS) == Z_OK;
    if (!started_) return Error{ErrorCode::Internal, "no memory to unpack a zip"};
    at_ = 0;
    fed_ = 0;
    crc_ = 0;
    return {};
  }

  /// The next bytes, at least one before the end.
  Result<std::uint64_t> inflate(Bytef* out, std::uint64_t capacity) {
    const auto wanted =
        static_cast<uInt>(std::min({capacity, size() - at_, std::uint64_t{1} << 30U}));
    stream_.next_out = out;
    stream_.avail_out = wanted;
    bool ended = false;
    while (stream_.avail_out != 0 && !ended) {
      CW_TRY(ended, step());
    }
    const std::uint64_t got = wanted - stream_.avail_out;
    crc_ = ::crc32_z(crc_, out, got);
    at_ += got;
    if (ended && at_ < size()) return span_.damaged("is shorter than it says");
    if (at_ == size()) CW_CHECK(finish(ended));
    return got;
  }

  /// Feeds the stream and lets it run once. True: it says that it ended.
  Result<bool> step() {
    if (stream_.avail_in == 0) {
      if (fed_ == span_.entry->packed) return span_.damaged("is cut short");
      CW_TRY(const std::size_t got, span_.read(fed_, input_.data(), input_.size()));
      fed_ += got;
      stream_.next_in = input_.data();
      stream_.avail_in = static_cast<uInt>(got);
    }
    const int status = ::inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) return true;
    if (status != Z_OK && status != Z_BUF_ERROR) return span_.damaged("cannot be unpacked");
    return false;
  }

  /// All declared bytes are out: nothing may follow, and the checksum must hold.
  Result<> finish(bool ended) {
    Bytef more = 0;
    stream_.next_out = &more;
    stream_.avail_out = 1;
    while (!ended && stream_.avail_out != 0) {
      CW_TRY(ended, step());
    }
    if (stream_.avail_out == 0) return span_.damaged("holds more than it declares");
    if (crc_ != span_.entry->crc) return span_.damaged("fails its checksum");
    return {};
  }

  Span span_;
  std::vector<Bytef> input_;
  z_stream stream_{};
  bool started_ = false;
  std::uint64_t at_ = 0;   ///< unpacked bytes given out
  std::uint64_t fed_ = 0;  ///< packed bytes taken in
  uLong crc_ = 0;
};

}  // namespace

Result<std::unique_ptr<FileRoot>> ZipRoot::at(const std::string& path, const ZipLimits& limits) {
  auto archive = std::make_shared<Archive>();
  archive->fd = Fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!archive->fd) return Error{ErrorCode::BadConfig, system_error(path).message};
  struct stat info{};
  if (::fstat(archive->fd.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return Error{ErrorCode::BadConfig, path + " is neither a folder nor a zip file"};
  }
  archive->size = static_cast<std::uint64_t>(info.st_size);
  auto entries = read_zip_directory(archive->fd.get(), archive->size, limits);
  if (!entries) return in_context(entries.error(), path);
  archive->entries = std::move(entries).value();
  return std::unique_ptr<FileRoot>(new ZipRoot(std::move(archive)));
}

Result<std::vector<FileEntry>> ZipRoot::list() {
  std::vector<FileEntry> entries;
  for (const ZipEntry& entry : archive_->entries) {
    entries.push_back({entry.name, entry.unpacked, entry.modified_ms});
  }
  return entries;
}

Result<std::unique_ptr<ReadableFile>> ZipRoot::open(const std::string& name) {
  CW_CHECK(check_file_name(name));
  const auto entry = std::ranges::lower_bound(archive_->entries, name, {}, &ZipEntry::name);
  if (entry == archive_->entries.end() || entry->name != name) {
    return Error{ErrorCode::NotFound, "there is no file " + name + " in the zip"};
  }
  if (entry->encrypted) {
    return Error{ErrorCode::BadConfig,
                 name + " is encrypted in the zip: export it without password"};
  }
  if (entry->method != 0 && entry->method != Z_DEFLATED) {
    return Error{ErrorCode::BadConfig, name + " is packed by a method (" +
                                           std::to_string(entry->method) +
                                           ") that is not read here: use the usual one, deflate"};
  }
  CW_TRY(const std::uint64_t at, find_zip_data(archive_->fd.get(), *entry, archive_->size));
  Span span{archive_, &*entry, at};
  if (entry->method == Z_DEFLATED)
    return std::unique_ptr<ReadableFile>(new DeflatedFile(std::move(span)));
  if (entry->packed != entry->unpacked) return span.damaged("has two sizes");
  return std::unique_ptr<ReadableFile>(new StoredFile(std::move(span)));
}

Result<std::unique_ptr<WritableFile>> ZipRoot::create(const std::string& name) {
  return Error{ErrorCode::Unsupported, name + " cannot be written into a zip: give a folder"};
}

Result<std::unique_ptr<WritableSet>> ZipRoot::begin_set(const std::string& folder) {
  return Error{ErrorCode::Unsupported, folder + " cannot be written into a zip: give a folder"};
}

}  // namespace crosswalk::adapters
