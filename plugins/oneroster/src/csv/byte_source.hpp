#pragma once

/// \file
/// Where the bytes of one file come from: the host's file service, or a test.

#include <cstdint>
#include <utility>

#include "crosswalk/host.hpp"
#include "crosswalk/result.hpp"

namespace crosswalk::oneroster::csv {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// The next bytes, up to `capacity`; 0 = the end.
  virtual Result<std::uint64_t> read(char* buffer, std::uint64_t capacity) = 0;
  /// What the file's directory says, in bytes.
  virtual std::uint64_t size() const = 0;
};

/// A file of the host. Looks at the cancellation before each read.
class HostFile final : public ByteSource {
 public:
  HostFile(Host host, File file) : host_(host), file_(std::move(file)) {}
  Result<std::uint64_t> read(char* buffer, std::uint64_t capacity) override {
    if (host_.cancelled()) return Error{ErrorCode::Cancelled, "cancelled while reading a file"};
    return file_.read(buffer, capacity);
  }
  std::uint64_t size() const override { return file_.size(); }

 private:
  Host host_;
  File file_;
};

}  // namespace crosswalk::oneroster::csv
