#include "adapters/config_node.hpp"

namespace crosswalk::adapters {
namespace {

Json sample_of(const ConfigNode& node);

Json sample_text(const ConfigNode& node) {
  if (node.uri) return "https://sample.invalid";  // RFC 6761: never resolves
  std::string text = "sample";
  while (text.size() < node.min_length && text.size() < 4096) text += '0';
  if (text.size() > node.max_length) text.resize(node.max_length);
  return text;
}

Json sample_object(const ConfigNode& node) {
  Json value = Json::object();
  for (const std::string& name : node.required) value[name] = sample_of(*node.find(name));
  fill_defaults(node, value);
  return value;
}

Json sample_of(const ConfigNode& node) {
  if (node.fallback) return *node.fallback;
  if (!node.examples.empty()) return node.examples.front();
  if (node.constant) return *node.constant;
  if (!node.choices.empty()) return node.choices.front();
  switch (node.type) {
    case ConfigType::Any:
    case ConfigType::Text:
      return sample_text(node);
    case ConfigType::Number:
      return node.minimum.value_or(node.maximum.value_or(1));
    case ConfigType::Integer:
      return static_cast<std::int64_t>(node.minimum.value_or(node.maximum.value_or(1)));
    case ConfigType::Boolean:
      return false;
    case ConfigType::Object:
      return sample_object(node);
    case ConfigType::Array:
      return Json::array();
  }
  return nullptr;
}

}  // namespace

Json ConfigSchema::sample() const {
  const ConfigNode& root = parts_->root;
  if (root.examples.empty()) return sample_object(root);
  Json value = root.examples.front();
  fill_defaults(root, value);
  return value;
}

}  // namespace crosswalk::adapters
