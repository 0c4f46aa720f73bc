#pragma once

/// \file
/// The configuration of the REST adapter.

#include <cstdint>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"

namespace crosswalk::oneroster::rest {

struct Options {
  std::string service_url;   ///< scheme to version; paths such as /users are added to it
  std::string other_url;     ///< the same at the other version; empty: base_url named one itself
  std::string version;       ///< 1.1 or 1.2
  std::string auth_profile;  ///< of the manifest
  std::string auth;          ///< oauth2, oauth1 or bearer
  std::uint32_t page_size = 1000;
  bool sort = true;
  bool follow_links = true;
  std::uint64_t page_ceiling = 100000;
};

/// Reads the configuration, which the host has checked against the manifest's schema.
/// \error BadConfig  the message names the property
Result<Options> parse_options(std::string_view config_json);

}  // namespace crosswalk::oneroster::rest
