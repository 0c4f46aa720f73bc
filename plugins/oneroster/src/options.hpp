#pragma once

/// \file
/// The adapter's configuration.

#include <optional>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"
#include "export/apply.hpp"

namespace crosswalk::oneroster {

/// The property whose value is the folder or zip; cw.files/1 calls it the root.
inline constexpr std::string_view kPathProperty = "path";

struct Options {
  std::string path;  ///< shown in messages only: the host opens it
  /// What is written when this connection is a destination. Nothing: it is none.
  std::optional<exports::ExportOptions> exported = {};
};

/// Reads the configuration, which the host has checked against the manifest's schema.
/// \error BadConfig  no `path`; the message names the property
Result<Options> parse_options(std::string_view config_json);

}  // namespace crosswalk::oneroster
