#pragma once

/// \file
/// One table between the boundary's statuses and our error kinds, and the way text crosses it.

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "crosswalk/abi/base.h"
#include "crosswalk/result.hpp"

namespace crosswalk {

inline std::string_view view(cw_str text) {
  return text.ptr == nullptr ? std::string_view{} : std::string_view{text.ptr, text.len};
}
inline cw_str to_abi(std::string_view text) { return {text.data(), text.size()}; }

/// The kind of a failed status. What we do not know is Internal, and a note where a failure was
/// meant is InvalidArgument.
inline ErrorCode error_code(cw_status status) {
  switch (status) {
    case CW_E_CANCELLED:
      return ErrorCode::Cancelled;
    case CW_E_DEADLINE:
    case CW_E_TRANSIENT:
      return ErrorCode::Unavailable;
    case CW_E_ARGUMENT:
    case CW_E_STATE:
      return ErrorCode::InvalidArgument;
    case CW_E_UNSUPPORTED:
      return ErrorCode::Unsupported;
    case CW_E_CONFIG:
      return ErrorCode::BadConfig;
    case CW_E_AUTH:
      return ErrorCode::Unauthenticated;
    case CW_E_FORBIDDEN:
      return ErrorCode::Forbidden;
    case CW_E_NOT_FOUND:
    case CW_E_TOKEN_STALE:
      return ErrorCode::NotFound;
    case CW_E_CONFLICT:
    case CW_E_EXISTS:
      return ErrorCode::Conflict;
    case CW_E_INVALID:
    case CW_E_REMOTE_DATA:
      return ErrorCode::BadData;
    case CW_E_THROTTLED:
      return ErrorCode::RateLimited;
    case CW_E_UNKNOWN:
      return ErrorCode::OutcomeUnknown;
    default:
      return status > 0 ? ErrorCode::InvalidArgument : ErrorCode::Internal;
  }
}

/// The status of an error kind.
inline cw_status to_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidArgument:
      return CW_E_ARGUMENT;
    case ErrorCode::BadConfig:
      return CW_E_CONFIG;
    case ErrorCode::BadData:
      return CW_E_REMOTE_DATA;
    case ErrorCode::Unauthenticated:
      return CW_E_AUTH;
    case ErrorCode::Forbidden:
      return CW_E_FORBIDDEN;
    case ErrorCode::NotFound:
      return CW_E_NOT_FOUND;
    case ErrorCode::Conflict:
      return CW_E_CONFLICT;
    case ErrorCode::RateLimited:
      return CW_E_THROTTLED;
    case ErrorCode::Unavailable:
      return CW_E_TRANSIENT;
    case ErrorCode::OutcomeUnknown:
      return CW_E_UNKNOWN;
    case ErrorCode::Cancelled:
      return CW_E_CANCELLED;
    case ErrorCode::Refused:
      return CW_E_INVALID;
    case ErrorCode::Unsupported:
      return CW_E_UNSUPPORTED;
    case ErrorCode::Internal:
      return CW_E_INTERNAL;
  }
  return CW_E_INTERNAL;
}

namespace detail {

/// The first `most` bytes at the utmost, cut between code points.
inline std::string_view cut(std::string_view text, std::size_t most) {
  std::size_t n = std::min(text.size(), most);
  while (n < text.size() && n > 0 && (static_cast<unsigned char>(text[n]) & 0xC0U) == 0x80U) --n;
  return text.substr(0, n);
}

/// Copies `text` into a fixed field, NUL-terminated, cut between code points.
inline void copy_cut(char* out, std::size_t capacity, std::string_view text) {
  const std::string_view kept = cut(text, capacity - 1);
  std::memcpy(out, kept.data(), kept.size());
  out[kept.size()] = '\0';
}

}  // namespace detail

/// Fills the caller's error struct, as far as its size goes, and returns the status.
inline cw_status report(cw_error* out, const Error& error) {
  const cw_status status = to_status(error.code);
  if (out == nullptr || out->struct_size < offsetof(cw_error, message) + sizeof(out->message)) {
    return status;
  }
  out->status = status;
  out->http_status = 0;
  out->flags = 0;
  out->retry_after_ms =
      static_cast<std::uint64_t>(std::max<long long>(0, error.retry_after.count()));
  out->code[0] = '\0';
  detail::copy_cut(out->message, sizeof out->message, error.message);
  return status;
}

/// An empty error struct to hand to the other side.
inline cw_error empty_error() {
  cw_error error;
  std::memset(&error, 0, sizeof error);
  error.struct_size = sizeof error;
  return error;
}

/// The failed call as an Error. `what` names the call ("cw.http submit").
inline Error to_error(cw_status status, const cw_error& error, std::string_view what) {
  std::string message(error.message, strnlen(error.message, sizeof error.message));
  if (message.empty())
    message = std::string(what) + " failed with status " + std::to_string(status);
  return Error{error_code(status), std::move(message),
               std::chrono::milliseconds{static_cast<long long>(error.retry_after_ms)}};
}

/// A sink that appends to a string, up to a limit in bytes.
class StringSink {
 public:
  explicit StringSink(std::size_t limit = std::size_t{4} << 20) : limit_(limit) {
    sink_.struct_size = sizeof(cw_sink);
    sink_.reserved = 0;
    sink_.ctx = this;
    sink_.put = &StringSink::put;
  }
  StringSink(const StringSink&) = delete;
  StringSink& operator=(const StringSink&) = delete;

  cw_sink* abi() { return &sink_; }
  std::string take() { return std::move(text_); }
  const std::string& text() const { return text_; }

 private:
  static cw_status put(cw_sink* sink, const void* data, std::uint64_t len) CW_NX {
    auto& self = *static_cast<StringSink*>(sink->ctx);
    if (len > self.limit_ - std::min(self.limit_, self.text_.size())) return CW_E_RESOURCE;
    self.text_.append(static_cast<const char*>(data), len);
    return CW_OK;
  }

  cw_sink sink_;
  std::size_t limit_;
  std::string text_;
};

}  // namespace crosswalk
