#pragma once

/// \file
/// The page at `/`: what the system holds, to look at and to change by hand.

#include <string_view>

namespace crosswalk::sandbox {

/// One HTML document without anything from elsewhere; it uses the control endpoints only.
std::string_view page_html();

}  // namespace crosswalk::sandbox
