#pragma once

/// \file
/// The host's file sets: a folder of files that is replaced as a whole.

#include <string_view>
#include <utility>

#include "crosswalk/abi/file_set.h"
#include "crosswalk/files.hpp"

namespace crosswalk {

/// A new version of a folder in the making. Without commit() it leaves no trace. Move only; valid
/// during the call in which it was begun.
class FileSet {
 public:
  FileSet() = default;
  FileSet(const cw_host* host, const cw_if_file_set* table, const cw_if_files* files,
          cw_file_set id)
      : host_(host), table_(table), files_(files), id_(id) {}
  FileSet(FileSet&& other) noexcept
      : host_(other.host_),
        table_(other.table_),
        files_(other.files_),
        id_(std::exchange(other.id_, 0)) {}
  FileSet& operator=(FileSet&& other) noexcept {
    std::swap(host_, other.host_);
    std::swap(table_, other.table_);
    std::swap(files_, other.files_);
    std::swap(id_, other.id_);
    return *this;
  }
  FileSet(const FileSet&) = delete;
  FileSet& operator=(const FileSet&) = delete;
  ~FileSet() {
    if (id_ != 0) table_->close(host_, id_);
  }

  /// A file of the new version; to be written and committed before the set is.
  Result<File> create(std::string_view name) {
    cw_file file = 0;
    cw_error error = empty_error();
    const cw_status status = table_->create(host_, id_, to_abi(name), &file, &error);
    if (status != CW_OK) return to_error(status, error, "file set create");
    return File(host_, files_, file, 0);
  }
  /// Leaves a file of the present version out of the new one.
  Result<> remove(std::string_view name) {
    cw_error error = empty_error();
    const cw_status status = table_->remove(host_, id_, to_abi(name), &error);
    if (status != CW_OK) return to_error(status, error, "file set remove");
    return {};
  }
  /// The new version takes the folder's place, in one durable step.
  Result<> commit() {
    cw_error error = empty_error();
    const cw_status status = table_->commit(host_, id_, &error);
    if (status != CW_OK) return to_error(status, error, "file set commit");
    return {};
  }

 private:
  const cw_host* host_ = nullptr;
  const cw_if_file_set* table_ = nullptr;
  const cw_if_files* files_ = nullptr;
  cw_file_set id_ = 0;
};

}  // namespace crosswalk
