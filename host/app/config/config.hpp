#pragma once

/// \file
/// The configuration file as values: who the district is, where state lives, which systems are
/// joined and how. docs/reference/configuration.md explains every setting.

#include "flows/roster/settings.hpp"

#include "crosswalk/result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::app {

struct DistrictConfig {
  std::string name;
  std::string time_zone;  ///< IANA, "America/New_York": decides which day it is
};

struct StateConfig {
  std::string database;           ///< "sqlite:FILE" (absolute here) or "postgresql://..."
  std::filesystem::path scratch;  ///< run folders are made and removed in it
  std::uint64_t memory_mib = 256;
};

struct NetworkConfig {
  std::filesystem::path ca_file;  ///< PEM, trusted besides the system's authorities; empty: none
};

/// One system and how to reach it. Secrets are still references ("${NAME}"): secrets.hpp.
struct ConnectorConfig {
  std::string name;
  std::string adapter;   ///< id of its adapter
  std::string settings;  ///< JSON object, for the adapter's own schema
};

/// Two connectors and everything that an administrator decided about their rosters.
struct IntegrationConfig {
  std::string name;
  std::string source;       ///< name of a connector
  std::string destination;  ///< name of another one
  flows::RosterSettings roster;
  std::string fixed_password;  ///< "${NAME}" of the password for new accounts; empty: none
  std::uint32_t stop_after_failures = 20;
  std::chrono::seconds resume_wait{60};  ///< how long a request of a run that was killed may last
};

struct Config {
  std::filesystem::path file;
  DistrictConfig district;
  StateConfig state;
  NetworkConfig network;
  std::vector<std::filesystem::path> adapter_folders;  ///< empty: beside the executable
  std::vector<std::filesystem::path> allowed_roots;    ///< where connectors may read files
  std::vector<ConnectorConfig> connectors;
  std::vector<IntegrationConfig> integrations;
};

/// Reads the text of a configuration file: JSON, in which // comments are welcome. `file` names it
/// in messages; relative paths in it are relative to its folder.
/// \error BadConfig  every mistake that can be seen without an adapter, by setting and line.
Result<Config> parse_config(std::string_view text, const std::filesystem::path& file);

/// \error BadConfig  as above; or the file cannot be read, and what to do about it.
Result<Config> load_config(const std::filesystem::path& file);

/// The connector of that name. \error BadConfig  there is none; the message names the nearest.
Result<const ConnectorConfig*> find_connector(const Config& config, const std::string& name);

/// The integration of that name; with an empty name the only one.
/// \error BadConfig  there is none of that name, or several and no name.
Result<const IntegrationConfig*> find_integration(const Config& config, const std::string& name);

}  // namespace crosswalk::app
