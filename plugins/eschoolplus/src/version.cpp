#include "version.hpp"

#include <charconv>
#include <string>

namespace crosswalk::eschoolplus {
namespace {

constexpr unsigned kLowestMajor = 3;

/// What may stand in a message of a text that somebody else sent.
std::string shown_text(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 40)) out += c >= ' ' && c < 127 ? c : '?';
  return out;
}

}  // namespace

std::optional<std::vector<unsigned>> parse_version(std::string_view text) {
  if (text.substr(0, 4) == "ESP_") text.remove_prefix(4);
  std::vector<unsigned> parts;
  for (;;) {
    unsigned part = 0;
    const auto done = std::from_chars(text.data(), text.data() + text.size(), part);
    if (done.ec != std::errc{}) return std::nullopt;
    parts.push_back(part);
    text.remove_prefix(static_cast<std::size_t>(done.ptr - text.data()));
    if (text.empty()) return parts;
    if (text.front() != '.') return std::nullopt;
    text.remove_prefix(1);
  }
}

Result<> check_info(const Info& info) {
  if (!info.maintenance.empty()) {
    return Error{ErrorCode::Unavailable,
                 "eSchoolPlus is under maintenance; try again when it is over"};
  }
  const auto version = parse_version(info.version);
  if (version && version->front() >= kLowestMajor) return {};
  return Error{ErrorCode::Unsupported,
               "ESP_VERSION_UNSUPPORTED: eSchoolPlus 3.0 or newer is needed, and it says '" +
                   shown_text(info.version) + "'; have it updated"};
}

}  // namespace crosswalk::eschoolplus
