#pragma once

/// \file
/// The switches of the PowerSchool sandbox (contract 13): what the plugin was granted, what the
/// server is like, and how it takes what is assumed.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"

namespace crosswalk::sandbox::powerschool {

struct Settings {
  std::string v1_access = "READ";  ///< accessLevelV1Api: NONE, READ or FULL (2.2, 2.4)
  bool powerqueries = true;        ///< our package is installed and enabled (8.4)
  std::string query_prefix = "org.example.bridge";
  std::string absent_queries;  ///< names without the prefix, comma between: an older package
  std::string denied_fields;   ///< TABLE.FIELD, comma between: not in the access_request (2.2)
  std::string version = "25.8.0.0";
  std::string time_zone = "America/Denver";
  std::int64_t max_page_size = 100;          ///< of every resource (3.5)
  std::int64_t section_enrollment_page = 0;  ///< 0: max_page_size
  bool single_object_quirk = true;  ///< one element is an object (3.2.2); off: always an array
  bool strict_accept = true;        ///< /ws/v1 answers XML without Accept: application/json (3.1)
  bool lenient_bearer = false;      ///< takes `Bearer: token` (3.1)
  std::int64_t throttle_ms = 0;     ///< least time between requests of a plugin (2.5)
  std::int64_t token_life_s = 2'592'000;
};

nlohmann::json to_json(const Settings& settings);

/// `current` with the named changes; InvalidArgument names an unknown setting or a wrong type.
Result<Settings> with_changes(Settings current, const nlohmann::json& changes);

/// Whether a name is in a comma-separated list, in any case.
bool is_listed(const std::string& list, std::string_view name);

}  // namespace crosswalk::sandbox::powerschool
