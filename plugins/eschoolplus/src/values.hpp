#pragma once

/// \file
/// Texts as the product keeps them (contract 4, 9), whatever binding they came through. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::eschoolplus {

/// Without blanks at either end; line breaks inside become blanks.
std::string clean(std::string text);

/// A cleaned flag; the product's own Y and N count too. `otherwise`: it is empty.
bool flag_in(std::string_view text, bool otherwise);

/// `YYYY-MM-DD` or `MM/DD/YYYY`, also with a time behind it. Empty: no date.
std::optional<std::int64_t> parse_day(std::string_view text);

}  // namespace crosswalk::eschoolplus
