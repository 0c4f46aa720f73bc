#pragma once

/// \file
/// A configuration schema as a tree, compiled once. Internal to config_schema, config_check and
/// config_sample.

#include "adapters/config_schema.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace crosswalk::adapters {

enum class ConfigType : std::uint8_t { Any, Text, Number, Integer, Boolean, Object, Array };

struct ConfigNode {
  ConfigType type = ConfigType::Any;
  std::map<std::string, ConfigNode, std::less<>> properties;  ///< by name
  std::vector<std::string> required;
  bool any_more = false;                   ///< additionalProperties: true
  std::shared_ptr<const ConfigNode> more;  ///< additionalProperties: a schema
  std::shared_ptr<const ConfigNode> items;
  std::optional<Json> constant;
  std::optional<Json> fallback;  ///< default
  std::vector<Json> choices;     ///< enum; empty = any
  std::vector<Json> examples;
  std::optional<double> minimum;
  std::optional<double> maximum;
  std::uint64_t min_length = 0;  ///< code points
  std::uint64_t max_length = UINT64_MAX;
  std::string pattern_text;
  std::optional<std::regex> pattern;  ///< anywhere in the value, as JSON Schema has it
  bool uri = false;
  bool secret = false;
  bool path = false;

  const ConfigNode* find(std::string_view name) const {
    const auto at = properties.find(name);
    return at == properties.end() ? nullptr : &at->second;
  }
};

struct ConfigSchema::Parts {
  ConfigNode root;
  std::vector<std::string> secrets;
  std::vector<std::string> paths;
};

/// The pointer of a member (RFC 6901: `~` and `/` in its name are escaped).
std::string pointer_to(const std::string& parent, std::string_view name);

/// Puts defaults where the value has nothing.
void fill_defaults(const ConfigNode& node, Json& value);

/// Adds everything that is wrong with `value` to `out`.
void check_value(const ConfigNode& node, const Json& value, const std::string& pointer,
                 std::vector<ConfigProblem>& out);

}  // namespace crosswalk::adapters
