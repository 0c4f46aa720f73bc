#include "adapters/config_schema.hpp"

#include "adapters/config_node.hpp"
#include "adapters/nearest_word.hpp"

#include <algorithm>
#include <array>

namespace crosswalk::adapters {
namespace {

constexpr int kDeepest = 8;  // levels of objects and arrays in a schema

const std::vector<std::string> kKeywords{
    "type",     "required",  "properties", "additionalProperties",
    "enum",     "const",     "default",    "minimum",
    "maximum",  "minLength", "maxLength",  "pattern",
    "items",    "format",    "title",      "description",
    "examples", "$schema",   "$id",        "$comment"};

constexpr std::array<std::pair<std::string_view, ConfigType>, 6> kTypes{{
    {"string", ConfigType::Text},
    {"number", ConfigType::Number},
    {"integer", ConfigType::Integer},
    {"boolean", ConfigType::Boolean},
    {"object", ConfigType::Object},
    {"array", ConfigType::Array},
}};

Error fault(const std::string& pointer, const std::string& what) {
  return Error{ErrorCode::BadData,
               "config_schema, at " + (pointer.empty() ? "its top" : pointer) + ": " + what};
}

Result<ConfigNode> parse_node(const Json& schema, const std::string& pointer, int depth);

Result<> parse_type(const Json& schema, const std::string& pointer, ConfigNode& node) {
  const auto at = schema.find("type");
  if (at == schema.end()) return {};
  if (at->is_string()) {
    for (const auto& [word, type] : kTypes) {
      if (at->get_ref<const std::string&>() == word) {
        node.type = type;
        return {};
      }
    }
  }
  return fault(pointer + "/type", "must be string, number, integer, boolean, object or array");
}

Result<> parse_object(const Json& schema, const std::string& pointer, int depth, ConfigNode& node) {
  if (const auto at = schema.find("properties"); at != schema.end()) {
    if (!at->is_object()) return fault(pointer + "/properties", "must be an object");
    for (const auto& [name, property] : at->items()) {
      CW_TRY(ConfigNode child,
             parse_node(property, pointer_to(pointer + "/properties", name), depth + 1));
      node.properties.emplace(name, std::move(child));
    }
  }
  if (const auto at = schema.find("required"); at != schema.end()) {
    if (!at->is_array()) return fault(pointer + "/required", "must be a list of names");
    for (const Json& name : *at) {
      if (!name.is_string()) return fault(pointer + "/required", "must be a list of names");
      if (node.find(name.get_ref<const std::string&>()) == nullptr) {
        return fault(pointer + "/required", "names \"" + name.get<std::string>() +
                                                "\", which is not among the properties");
      }
      node.required.push_back(name);
    }
  }
  if (const auto at = schema.find("additionalProperties"); at != schema.end()) {
    if (at->is_boolean()) {
      node.any_more = at->get<bool>();
    } else {
      CW_TRY(ConfigNode child, parse_node(*at, pointer + "/additionalProperties", depth + 1));
      node.more = std::make_shared<const ConfigNode>(std::move(child));
    }
  }
  if (const auto at = schema.find("items"); at != schema.end()) {
    CW_TRY(ConfigNode child, parse_node(*at, pointer + "/items", depth + 1));
    node.items = std::make_shared<const ConfigNode>(std::move(child));
  }
  return {};
}

Result<> parse_limits(const Json& schema, const std::string& pointer, ConfigNode& node) {
  for (const auto& [key, into] :
       {std::pair{"minimum", &node.minimum}, {"maximum", &node.maximum}}) {
    const auto at = schema.find(key);
    if (at == schema.end()) continue;
    if (!at->is_number()) return fault(pointer + "/" + key, "must be a number");
    *into = at->get<double>();
  }
  for (const auto& [key, into] :
       {std::pair{"minLength", &node.min_length}, {"maxLength", &node.max_length}}) {
    const auto at = schema.find(key);
    if (at == schema.end()) continue;
    if (!at->is_number_unsigned()) return fault(pointer + "/" + key, "must be a whole number");
    *into = at->get<std::uint64_t>();
  }
  if (const auto at = schema.find("pattern"); at != schema.end()) {
    if (!at->is_string()) return fault(pointer + "/pattern", "must be a text");
    node.pattern_text = *at;
    try {
      node.pattern.emplace(node.pattern_text, std::regex::ECMAScript | std::regex::optimize);
    } catch (const std::regex_error& e) {
      return fault(pointer + "/pattern", std::string("does not compile: ") + e.what());
    }
  }
  if (const auto at = schema.find("format"); at != schema.end()) {
    if (*at != "uri") return fault(pointer + "/format", "only \"uri\" is known");
    node.uri = true;
  }
  return {};
}

Result<> parse_values(const Json& schema, const std::string& pointer, int depth, ConfigNode& node) {
  if (const auto at = schema.find("enum"); at != schema.end()) {
    if (!at->is_array() || at->empty()) return fault(pointer + "/enum", "must be a list of values");
    node.choices.assign(at->begin(), at->end());
  }
  if (const auto at = schema.find("const"); at != schema.end()) node.constant = *at;
  if (const auto at = schema.find("default"); at != schema.end()) node.fallback = *at;
  if (const auto at = schema.find("examples"); at != schema.end()) {
    if (!at->is_array()) return fault(pointer + "/examples", "must be a list of values");
    node.examples.assign(at->begin(), at->end());
  }
  for (const auto& [key, into] : {std::pair{"x-secret", &node.secret}, {"x-path", &node.path}}) {
    const auto at = schema.find(key);
    if (at == schema.end()) continue;
    if (!at->is_boolean()) return fault(pointer + "/" + key, "must be true or false");
    *into = at->get<bool>();
    if (*into && (depth != 1 || node.type != ConfigType::Text)) {
      return fault(pointer + "/" + key, "is for texts at the top of the configuration only");
    }
  }
  std::vector<Json> offered = node.examples;
  if (node.fallback) offered.push_back(*node.fallback);
  for (const Json& value : offered) {
    std::vector<ConfigProblem> problems;
    check_value(node, value, "", problems);
    if (!problems.empty()) {
      return fault(pointer, "its own default or example is refused: " + problems[0].message);
    }
  }
  return {};
}

Result<ConfigNode> parse_node(const Json& schema, const std::string& pointer, int depth) {
  if (depth > kDeepest) return fault(pointer, "nested too deeply");
  if (!schema.is_object()) return fault(pointer, "must be an object");
  for (const auto& [key, value] : schema.items()) {
    if (key.rfind("x-", 0) == 0 || std::ranges::count(kKeywords, key) != 0) continue;
    // Silently ignoring a keyword would promise a check that nobody makes.
    return fault(pointer, "the keyword \"" + key + "\" is not one this host checks" +
                              did_you_mean(key, kKeywords));
  }
  ConfigNode node;
  CW_CHECK(parse_type(schema, pointer, node));
  CW_CHECK(parse_object(schema, pointer, depth, node));
  CW_CHECK(parse_limits(schema, pointer, node));
  CW_CHECK(parse_values(schema, pointer, depth, node));
  return node;
}

}  // namespace

Result<ConfigSchema> ConfigSchema::parse(std::string_view json) {
  const Json schema = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (schema.is_discarded()) return fault("", "not JSON");
  CW_TRY(ConfigNode root, parse_node(schema, "", 0));
  if (root.type != ConfigType::Object) return fault("/type", "must be \"object\"");
  auto parts = std::make_shared<Parts>();
  for (const auto& [name, node] : root.properties) {
    if (node.secret) parts->secrets.push_back(name);
    if (node.path) parts->paths.push_back(name);
  }
  parts->root = std::move(root);
  return ConfigSchema(std::move(parts));
}

std::vector<ConfigProblem> ConfigSchema::check(Json& config) const {
  std::vector<ConfigProblem> problems;
  fill_defaults(parts_->root, config);
  check_value(parts_->root, config, "", problems);
  return problems;
}

Result<Json> ConfigSchema::accept(std::string_view config) const {
  Json value = Json::parse(config, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) return Error{ErrorCode::BadConfig, "the configuration is not JSON"};
  const auto problems = check(value);
  if (problems.empty()) return value;
  constexpr std::size_t kShown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, problems.size()); ++i) {
    text += (i == 0 ? "" : "; ") + problems[i].message;
  }
  if (problems.size() > kShown) {
    text += "; and " + std::to_string(problems.size() - kShown) + " more";
  }
  return Error{ErrorCode::BadConfig, text};
}

const std::vector<std::string>& ConfigSchema::secrets() const { return parts_->secrets; }
const std::vector<std::string>& ConfigSchema::paths() const { return parts_->paths; }

std::vector<std::string> ConfigSchema::names() const {
  std::vector<std::string> names;
  for (const auto& [name, node] : parts_->root.properties) names.push_back(name);
  return names;
}

}  // namespace crosswalk::adapters
