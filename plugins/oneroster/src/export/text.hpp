#pragma once

/// \file
/// Texts as an export writes them: cells that a strict reader takes, lines, lists, ids.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::oneroster::exports {

/// The text without what a cell may not hold (contract, 9.1: no line breaks in a field): control
/// characters become blanks, and blanks around it are cut.
std::string clean(std::string_view text);
/// The same for an item of a list, in which a comma becomes a semicolon: an item may not hold one.
std::string clean_item(std::string_view text);

std::string join(std::span<const std::string> items);
std::vector<std::string> split(std::string_view list);

/// Appends the cells as a line of RFC 4180, with CRLF.
void append_line(std::string& out, std::span<const std::string> cells);
void append_line(std::string& out, std::span<const std::string_view> cells);

/// One id for a pair, for records that have none of their own: `class/user`, with slashes and
/// percent signs inside the parts escaped, so that no two pairs share one.
std::string pair_id(std::string_view first, std::string_view second);

}  // namespace crosswalk::oneroster::exports
