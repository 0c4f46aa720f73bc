#pragma once

/// \file
/// What a path asks for (contract, sections 1 and 2.1).

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/oneroster/entities.hpp"
#include "sandbox/oneroster/settings.hpp"
#include "sandbox/oneroster/state.hpp"

namespace crosswalk::sandbox::oneroster {

/// A path below a service's base: its version and decoded segments.
struct ServicePath {
  Version version = Version::V12;
  std::string base;  ///< as it stood in the path, such as /ims/oneroster/v1p1
  std::vector<std::string> segments;
};

/// Nothing: not below a rostering service that is served.
std::optional<ServicePath> service_path(std::string_view path, const Settings& settings);

/// Whether a record belongs into a list.
using Belongs = std::function<bool(const Json& record)>;

struct Asked {
  Collection collection = Collection::Orgs;
  std::string word;        ///< the last collection's word in the path: schools, students, orgs
  std::string path_shape;  ///< schools/{id}/classes
  bool relationship = false;
  std::optional<std::string> single;  ///< the sourcedId of a single read
  Belongs belongs;
  bool parent_is_known = true;  ///< of a relationship
};

/// Nothing: there is no such endpoint.
std::optional<Asked> route(const std::vector<std::string>& segments, const State& state);

/// Every collection path of the service, for its description.
std::vector<std::string> all_paths();

}  // namespace crosswalk::sandbox::oneroster
