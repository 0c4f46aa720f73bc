#pragma once

/// \file
/// What an adapter says about itself (docs/reference/manifest.md), as values.

#include "model/destination_schema.hpp"

#include "crosswalk/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::adapters {

/// One entity that can be read from the system as a source.
struct SourceEntity {
  std::string name;
  model::ReadModes modes;
  bool operator==(const SourceEntity&) const = default;
};

/// A way to sign in, with `{name}` references into the configuration: client_options.hpp resolves
/// it.
struct AuthSpec {
  std::string name;
  std::string kind;
  std::string json;  ///< the profile's object
};

/// A rate bucket, with references.
struct RateSpec {
  std::string bucket;
  std::string json;  ///< the bucket's object
};

struct Manifest {
  std::string id;
  std::string name;
  std::string version;
  std::string vendor;
  std::uint32_t needs_minor = 0;   ///< the oldest minor version of the boundary it works with
  std::vector<std::string> needs;  ///< services it cannot do without
  std::vector<std::string> wants;  ///< services it can do without
  std::string config_schema;       ///< JSON; see config_schema.hpp
  std::vector<AuthSpec> auth_profiles;
  std::vector<std::string> egress;  ///< addresses, with references
  std::vector<RateSpec> rates;
  std::vector<SourceEntity> source;      ///< sorted by name; empty: it is no source
  model::DestinationSchema destination;  ///< no entities: it is no destination
  bool by_hand_only = false;             ///< as a destination: only plans that a person saw
  std::vector<std::string> warnings;     ///< what looks like a slip and stops nothing

  bool is_source() const { return !source.empty(); }
  bool is_destination() const { return !destination.entities.empty(); }
};

/// Reads and checks a manifest, references included.
/// \error BadData  the place in it (a JSON pointer) and what is wrong there.
Result<Manifest> parse_manifest(std::string_view json);

}  // namespace crosswalk::adapters
