#pragma once

/// \file
/// errno as an Error.

#include "crosswalk/result.hpp"

#include <cerrno>
#include <string>
#include <system_error>

namespace crosswalk::adapters {

/// The last system call failed while `what` was done. Call it at once.
inline Error system_error(const std::string& what) {
  const int code = errno;
  const char* hint = code == ENOSPC || code == EDQUOT  ? "; make room"
                     : code == EACCES || code == EPERM ? "; let the service's user do it"
                                                       : "";
  return Error{ErrorCode::Unavailable, what + ": " + std::generic_category().message(code) + hint};
}

}  // namespace crosswalk::adapters
