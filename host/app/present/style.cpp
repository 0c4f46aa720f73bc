#include "app/present/style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace crosswalk::app {
namespace {

const char* escape(Tone tone) {
  switch (tone) {
    case Tone::Plain:
      return "";
    case Tone::Heading:
      return "\x1b[1m";
    case Tone::Good:
      return "\x1b[32m";
    case Tone::Change:
      return "\x1b[33m";
    case Tone::Bad:
      return "\x1b[31m";
    case Tone::Faint:
      return "\x1b[2m";
  }
  return "";
}

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets variables
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

}  // namespace

std::string paint(const Style& style, Tone tone, std::string_view text) {
  if (!style.colour || tone == Tone::Plain || text.empty()) return std::string(text);
  return escape(tone) + std::string(text) + "\x1b[0m";
}

Terminal look_at_terminal(int descriptor) {
  Terminal out;
  out.tty = ::isatty(descriptor) == 1;
  if (!out.tty) return out;
  out.style.colour = variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) {
    out.style.width = std::min<std::size_t>(size.ws_col, 160);
  }
  return out;
}

}  // namespace crosswalk::app
