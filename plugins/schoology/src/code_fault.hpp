#pragma once

/// \file
/// Which codes can be sent.

#include <string_view>

namespace crosswalk::schoology {

/// Why a code cannot be used: filters join codes with commas, and blanks count (contract 7).
/// Empty: it can.
std::string_view code_fault(std::string_view code);

}  // namespace crosswalk::schoology
