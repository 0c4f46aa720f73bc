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

/// `YYYY-MM-DD` or `MM/DD/YYYY`, month and day also without their zeros, and with a time behind it.
/// The month is always first: the product is American. Empty: no date.
std::optional<std::int64_t> parse_day(std::string_view text);

/// A text that should be a date, and the field or column that holds it.
struct DateText {
  std::string_view column;
  std::string text;
};

/// What is wrong with a date that is none, and what to do.
std::string no_date(const DateText& date);

}  // namespace crosswalk::eschoolplus
