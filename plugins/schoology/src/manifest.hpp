#pragma once

/// \file
/// What the adapter declares about Schoology and about itself: docs/reference/manifest.md.

#include <string_view>

namespace crosswalk::schoology {

std::string_view manifest_json();

/// The most rows of one bulk call (contract 5.1).
inline constexpr unsigned kBatch = 50;

}  // namespace crosswalk::schoology
