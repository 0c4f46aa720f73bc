#include "rest/link.hpp"

#include <charconv>

#include "decode.hpp"

namespace crosswalk::oneroster::rest {
namespace {

std::string_view unquoted(std::string_view text) {
  text = trim(text);
  while (!text.empty() && (text.front() == '"' || text.front() == '\'')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == '"' || text.back() == '\'')) text.remove_suffix(1);
  return text;
}

/// Takes one link off the front: up to a comma that is outside of angle brackets.
std::string_view take_link(std::string_view& rest) {
  bool inside = false;
  std::size_t end = 0;
  for (; end < rest.size(); ++end) {
    if (rest[end] == '<') inside = true;
    if (rest[end] == '>') inside = false;
    if (rest[end] == ',' && !inside) break;
  }
  const std::string_view link = rest.substr(0, end);
  rest.remove_prefix(end == rest.size() ? end : end + 1);
  return link;
}

bool is_next(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::size_t end = parameters.find(';');
    const std::string_view one = trim(parameters.substr(0, end));
    parameters.remove_prefix(end == std::string_view::npos ? parameters.size() : end + 1);
    const std::size_t equals = one.find('=');
    if (equals == std::string_view::npos) continue;
    if (equal_ignoring_case(trim(one.substr(0, equals)), "rel") &&
        equal_ignoring_case(unquoted(one.substr(equals + 1)), "next")) {
      return true;
    }
  }
  return false;
}

/// Scheme, host and port, or nothing of a relative address.
std::string_view origin_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  return url.substr(0, url.find_first_of("/?#", scheme + 3));
}

}  // namespace

std::string_view next_link(std::string_view header) {
  while (!header.empty()) {
    const std::string_view link = trim(take_link(header));
    const std::size_t open = link.find('<');
    const std::size_t close = link.find('>');
    const bool bracketed = open == 0 && close != std::string_view::npos;
    const std::size_t end = bracketed ? close + 1 : link.find(';');
    if (end == std::string_view::npos || !is_next(link.substr(end))) continue;
    return bracketed ? trim(link.substr(1, close - 1)) : unquoted(link.substr(0, end));
  }
  return {};
}

std::string own_target(std::string_view link, std::string_view current) {
  link = link.substr(0, link.find('#'));
  const std::size_t query = link.find('?');
  if (query == std::string_view::npos || link.find_first_of(" \"<>\\\r\n\t") != std::string::npos) {
    return {};
  }
  const std::string_view origin = origin_of(link);
  const bool has_path = link.substr(origin.size()).starts_with('/');
  if (!origin.empty() && has_path && equal_ignoring_case(origin, origin_of(current))) {
    return std::string(current.substr(0, origin.size())) + std::string(link.substr(origin.size()));
  }
  return std::string(current.substr(0, current.find('?'))) + std::string(link.substr(query));
}

std::optional<std::uint64_t> offset_in(std::string_view url) {
  constexpr std::string_view kName = "offset=";
  const std::size_t query = url.find('?');
  std::string_view rest = query == std::string_view::npos ? "" : url.substr(query + 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('&');
    const std::string_view one = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!one.starts_with(kName)) continue;
    std::uint64_t number = 0;
    const auto done = std::from_chars(one.data() + kName.size(), one.data() + one.size(), number);
    if (done.ec == std::errc{} && done.ptr == one.data() + one.size()) return number;
  }
  return {};
}

}  // namespace crosswalk::oneroster::rest
