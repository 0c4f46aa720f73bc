#pragma once

/// \file
/// The SHA-256 of an open file: the name under which a verdict about it is kept.

#include "adapters/fd.hpp"

#include "crosswalk/result.hpp"

#include <string>

namespace crosswalk::adapters {

/// 64 hexadecimal digits. Reads the file from its beginning, without moving its position.
/// \error Unavailable  it cannot be read
Result<std::string> sha256_of(const Fd& file);

/// Opens a regular file for reading. \error NotFound, Unavailable, BadData (not a regular file)
Result<Fd> open_regular(const std::string& path);

}  // namespace crosswalk::adapters
