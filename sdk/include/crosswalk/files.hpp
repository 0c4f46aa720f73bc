#pragma once

/// \file
/// The host's files: named files under a configured root, read forward, or written whole.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "crosswalk/abi/files.h"
#include "crosswalk/status.hpp"

namespace crosswalk {

/// An open file; closes itself. Move only.
class File {
 public:
  File() = default;
  File(const cw_host* host, const cw_if_files* table, cw_file id, std::uint64_t size)
      : host_(host), table_(table), id_(id), size_(size) {}
  File(File&& other) noexcept
      : host_(other.host_),
        table_(other.table_),
        id_(std::exchange(other.id_, 0)),
        size_(other.size_),
        offset_(other.offset_) {}
  File& operator=(File&& other) noexcept {
    std::swap(host_, other.host_);
    std::swap(table_, other.table_);
    std::swap(id_, other.id_);
    std::swap(size_, other.size_);
    std::swap(offset_, other.offset_);
    return *this;
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (id_ != 0) table_->close(host_, id_);
  }

  explicit operator bool() const { return id_ != 0; }
  std::uint64_t size() const { return size_; }  ///< in bytes, when it was opened

  /// The next bytes; 0 = the end.
  Result<std::uint64_t> read(void* buffer, std::uint64_t capacity) {
    std::uint64_t got = 0;
    cw_error error = empty_error();
    const cw_status status = table_->read(host_, id_, offset_, buffer, capacity, &got, &error);
    if (status != CW_OK) return to_error(status, error, "file read");
    offset_ += got;
    return got;
  }

  Result<> write(std::string_view data) {
    cw_error error = empty_error();
    const cw_status status = table_->write(host_, id_, data.data(), data.size(), &error);
    if (status != CW_OK) return to_error(status, error, "file write");
    return {};
  }

  /// Makes a written file visible under its name, whole.
  Result<> commit() {
    cw_error error = empty_error();
    const cw_status status = table_->commit(host_, id_, &error);
    if (status != CW_OK) return to_error(status, error, "file commit");
    return {};
  }

 private:
  const cw_host* host_ = nullptr;
  const cw_if_files* table_ = nullptr;
  cw_file id_ = 0;
  std::uint64_t size_ = 0;
  std::uint64_t offset_ = 0;
};

/// The service; valid during a call only (open files too, unless the stream that holds them is
/// open).
class Files {
 public:
  Files(const cw_host* host, const cw_if_files* table) : host_(host), table_(table) {}
  explicit operator bool() const { return table_ != nullptr; }

  /// What is under the root, as the JSON of cw.files/1. `root` names the configuration property.
  Result<std::string> list(std::string_view root) const {
    if (table_ == nullptr)
      return Error{ErrorCode::Unsupported, "the host lends no files (cw.files/1)"};
    StringSink sink;
    cw_error error = empty_error();
    const cw_status status = table_->list(host_, to_abi(root), sink.abi(), &error);
    if (status != CW_OK) return to_error(status, error, "file list");
    return sink.take();
  }

  Result<File> open(std::string_view root, std::string_view name) const {
    if (table_ == nullptr)
      return Error{ErrorCode::Unsupported, "the host lends no files (cw.files/1)"};
    cw_file id = 0;
    std::uint64_t size = 0;
    cw_error error = empty_error();
    const cw_status status = table_->open(host_, to_abi(root), to_abi(name), &id, &size, &error);
    if (status != CW_OK) return to_error(status, error, "file open");
    return File(host_, table_, id, size);
  }

  Result<File> create(std::string_view root, std::string_view name) const {
    if (table_ == nullptr || !CW_HAS(table_, cw_if_files, create)) {
      return Error{ErrorCode::Unsupported, "the host lends no writable files (cw.files/1)"};
    }
    cw_file id = 0;
    cw_error error = empty_error();
    const cw_status status = table_->create(host_, to_abi(root), to_abi(name), &id, &error);
    if (status != CW_OK) return to_error(status, error, "file create");
    return File(host_, table_, id, 0);
  }

 private:
  const cw_host* host_;
  const cw_if_files* table_;
};

}  // namespace crosswalk
