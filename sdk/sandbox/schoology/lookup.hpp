#pragma once

/// \file
/// Looking things up in maps without throwing.

#include <optional>
#include <string>

#include "sandbox/schoology/model.hpp"

namespace crosswalk::sandbox::schoology {

/// The value under `id`, or null.
template <class Map>
auto* find_in(Map& map, Id id) {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : &found->second;
}

/// The id under `code`, or nothing.
template <class Index>
std::optional<Id> find_code(const Index& index, const std::string& code) {
  const auto found = index.find(code);
  if (found == index.end()) return std::nullopt;
  return found->second;
}

/// Whether a code's holder is somebody else than `self`.
inline bool held_by_other(const std::optional<Id>& holder, Id self) {
  return holder && *holder != self;
}

/// Moves `id` from one code to another; an empty code is no entry. Another's entry stays.
template <class Index>
void move_code(Index& index, const std::string& from, const std::string& to, Id id) {
  const auto found = index.find(from);
  if (found != index.end() && found->second == id) index.erase(found);
  if (!to.empty()) index[to] = id;
}

}  // namespace crosswalk::sandbox::schoology
