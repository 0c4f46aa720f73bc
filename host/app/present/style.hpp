#pragma once

/// \file
/// How text may look where it goes: colours and width of a terminal, or neither.

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::app {

struct Style {
  bool colour = false;
  std::size_t width = 100;  ///< columns
};

enum class Tone : std::uint8_t { Plain, Heading, Good, Change, Bad, Faint };

/// The text in the tone's colour; as it is when the style has no colours.
std::string paint(const Style& style, Tone tone, std::string_view text);

/// What a file descriptor is connected to, decided once: a terminal without NO_COLOR
/// (https://no-color.org) and with a TERM other than "dumb" has colours.
struct Terminal {
  bool tty = false;
  Style style;
};
Terminal look_at_terminal(int descriptor);

}  // namespace crosswalk::app
