#pragma once

/// \file
/// The memory layout of every struct of the boundary, as text.

#include <string>

namespace crosswalk::test {

/// A line for each struct ("cw_str size 16 align 8"), then one for each field ("  len at 8 size
/// 8").
std::string describe_layout();

}  // namespace crosswalk::test
