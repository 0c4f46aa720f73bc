#pragma once

/// \file
/// The kinds of resources below /ws/v1: how each is wrapped, sorted, filtered and shown.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sandbox/powerschool/call.hpp"
#include "sandbox/powerschool/v1_objects.hpp"

namespace crosswalk::sandbox::powerschool {

struct Resource {
  std::string_view name;        ///< as in the path: "student"
  std::string_view wrapper;     ///< "students"
  std::string_view table;       ///< the collection
  std::string_view expansions;  ///< as `@expansions` lists them
  Json (*show)(const State&, const Json& record, const Expansions&);
  /// The value of a field of `q`; nothing: there is no such field.
  std::optional<std::string> (*field)(const State&, const Json& record, std::string_view field);
  /// Text by which lists are sorted, before the id.
  std::string (*order)(const State&, const Json& record);
};

std::span<const Resource> v1_resources();

/// Records of a list, sorted: those of a school (0: of the district), with the list's own default
/// where `q` does not speak of it (contract 5.4, 5.6, 5.8).
std::vector<const Json*> v1_members(const Call& call, const Resource& resource, std::int64_t school,
                                    std::string_view q);

/// The start year of the school year of a day: the one that holds it, else the next, else the last.
std::int64_t current_start_year(const State& state, std::int64_t school, const std::string& today);

}  // namespace crosswalk::sandbox::powerschool
