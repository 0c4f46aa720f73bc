#pragma once

/// \file
/// The Link header of a page (RFC 8288), as providers really write it. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::oneroster::rest {

/// The address whose relation is `next`, with or without angle brackets and quotes; empty: none.
std::string_view next_link(std::string_view header);

/// What to ask for at `link`: its query on our own address; its path too, when it is at our own
/// origin (contract, section 3.1, rule 3). `current` is the address just used. Empty: it has no
/// query.
std::string own_target(std::string_view link, std::string_view current);

/// The number of `offset` in an address's query.
std::optional<std::uint64_t> offset_in(std::string_view url);

}  // namespace crosswalk::oneroster::rest
