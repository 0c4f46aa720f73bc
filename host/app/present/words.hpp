#pragma once

/// \file
/// Numbers, counts and the engine's enums as people read them.

#include "sync/types.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::app {

/// 5810 as "5,810".
std::string grouped(std::uint64_t number);

/// "1 user", "5,810 enrollments".
std::string counted(std::uint64_t count, sync::Entity entity);

/// `count` of a thing whose plural is not an entity's: "1 hold", "2 holds".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

/// Seconds as "0:07", "12:30", "3:05:00".
std::string duration(std::uint64_t seconds);

/// "create", "update": the words of plans, filters and JSON.
std::string_view word(sync::Action action);
/// "refused", "excluded", ...
std::string_view word(sync::NoteKind kind);
/// "applied", "rejected", ...
std::string_view word(sync::OutcomeState state);

/// What a kind of note means, for a heading: "refused by a rule of the destination".
std::string_view meaning(sync::NoteKind kind);

/// How many columns a terminal needs for UTF-8 text; a code point is one column.
std::size_t columns_of(std::string_view text);

/// At most `columns` wide, with "..." where something was cut off.
std::string shortened(std::string_view text, std::size_t columns);

/// Control characters (a terminal might obey them) are replaced by a blank.
std::string printable(std::string_view text);

}  // namespace crosswalk::app
