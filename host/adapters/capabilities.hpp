#pragma once

/// \file
/// What one connection can do: the manifest, narrowed by what the adapter found out.

#include "adapters/manifest.hpp"

#include "model/destination_schema.hpp"

#include "crosswalk/result.hpp"

#include <string_view>
#include <vector>

namespace crosswalk::adapters {

struct Capabilities {
  std::vector<SourceEntity> source;
  model::DestinationSchema destination;
};

/// `json` has the manifest's shape, as far as it narrows: a "source" or "destination" part that is
/// there lists the entities that remain; an entity's "modes", "operations", "read" and "fields",
/// where given, are all it can do; "fields" has the names of those that remain, and none that is
/// required or looked for may be missing. `{}` changes nothing.
/// \error BadData  not of that shape, or more than the manifest promises
Result<Capabilities> narrow(const Manifest& manifest, std::string_view json);

}  // namespace crosswalk::adapters
