#pragma once

/// \file
/// The groups of checks that catalog() is made of; each in a file of its own.

#include <span>

#include "testing/kit/check.hpp"

namespace crosswalk::kit {

std::span<const Check> static_checks();
std::span<const Check> load_checks();
std::span<const Check> version_checks();
std::span<const Check> manifest_checks();
std::span<const Check> life_checks();
std::span<const Check> read_checks();
std::span<const Check> apply_checks();
std::span<const Check> fault_checks();
std::span<const Check> thread_checks();

}  // namespace crosswalk::kit
