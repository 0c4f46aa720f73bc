#pragma once

/// \file
/// What a call on a non-blocking socket left in errno.

#include <cerrno>

namespace crosswalk::http {

/// Whether the call must be made again, when the socket is ready or at once.
inline bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace crosswalk::http
