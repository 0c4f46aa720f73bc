#pragma once

/// \file
/// The error for a name in the settings that nothing has: with the closest known one, and all of
/// them.

#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"

namespace crosswalk::flows {

/// The closest of `known` without regard to case; empty when more than a third of the letters
/// differ.
std::string closest(std::string_view word, const std::vector<std::string>& known);

/// `"a", "b", "c" and 7 more`
std::string listed(std::vector<std::string> names);

/// BadConfig: `schools: "Nort High" is not known; did you mean "North High"? There are "North
/// High", "South High"`.
/// \param what  of the sentence: "names no org of the source"
Error unknown_name(std::string_view setting, std::string_view word, std::string_view what,
                   std::vector<std::string> known);

}  // namespace crosswalk::flows
