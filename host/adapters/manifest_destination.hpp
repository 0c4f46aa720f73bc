#pragma once

/// \file
/// The "destination" part of a manifest. Internal to manifest.

#include "adapters/json_reader.hpp"

#include "model/destination_schema.hpp"

namespace crosswalk::adapters {

/// What it holds, and what the host may do with it.
struct DestinationPart {
  model::DestinationSchema schema;
  bool by_hand_only = false;  ///< as Manifest::by_hand_only
};

/// Reads and checks it; what is wrong is in `findings`.
DestinationPart read_destination(const nlohmann::json& destination, JsonFindings& findings);

/// The read modes listed under `key`.
model::ReadModes read_modes(JsonReader& reader, const std::string& key);

/// The operations listed under `key`.
model::Operations read_operations(JsonReader& reader, const std::string& key);

}  // namespace crosswalk::adapters
