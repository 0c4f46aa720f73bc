#include "adapters/expand.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace crosswalk::adapters {
namespace {

using Json = nlohmann::json;

bool starts_name(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Calls `literal` and `reference` for the pieces of `text`, in order.
template <class Literal, class Reference>
void split(std::string_view text, Literal literal, Reference reference) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' || i + 1 >= text.size() || !starts_name(text[i + 1])) continue;
    std::size_t end = i + 1;
    while (end < text.size() && in_name(text[end])) ++end;
    if (end == text.size() || text[end] != '}') continue;
    literal(text.substr(done, i - done));
    reference(text.substr(i + 1, end - i - 1));
    done = end + 1;
    i = end;
  }
  literal(text.substr(done));
}

/// The name, when the text is nothing but one reference.
std::string only_reference(std::string_view text) {
  std::string name;
  bool other = false;
  split(
      text, [&](std::string_view literal) { other |= !literal.empty(); },
      [&](std::string_view reference) {
        other |= !name.empty();
        name = reference;
      });
  return other ? std::string{} : name;
}

const Json* setting(const Json& config, const std::string& name) {
  const auto at = config.find(name);
  return at == config.end() || at->is_null() ? nullptr : &*at;
}

Result<std::string> expand_text(std::string_view text, const Json& config) {
  std::string result;
  std::string missing;
  split(
      text, [&](std::string_view literal) { result += literal; },
      [&](std::string_view reference) {
        const Json* value = setting(config, std::string(reference));
        if (value == nullptr || value->is_structured()) {
          missing = reference;
        } else {
          result += value->is_string() ? value->get<std::string>() : value->dump();
        }
      });
  if (missing.empty()) return result;
  return Error{ErrorCode::BadConfig, "\"" + missing +
                                         "\" must be set: it is part of an address or "
                                         "of the credentials of this connection"};
}

void collect(const Json& node, std::vector<std::string>& names) {
  if (node.is_structured()) {
    for (const Json& child : node) collect(child, names);
  } else if (node.is_string()) {
    split(
        node.get_ref<const std::string&>(), [](std::string_view) {},
        [&](std::string_view reference) {
          if (std::ranges::count(names, reference) == 0) names.emplace_back(reference);
        });
  }
}

bool left_out(const Json& node, const Json& config) {
  if (!node.is_string()) return false;
  const std::string name = only_reference(node.get_ref<const std::string&>());
  return !name.empty() && setting(config, name) == nullptr;
}

}  // namespace

std::vector<std::string> references(const Json& node) {
  std::vector<std::string> names;
  collect(node, names);
  return names;
}

Result<Json> expand(const Json& node, const Json& config) {
  if (node.is_object()) {
    Json result = Json::object();
    for (const auto& [key, child] : node.items()) {
      if (left_out(child, config)) continue;
      CW_TRY(result[key], expand(child, config));
    }
    return result;
  }
  if (node.is_array()) {
    Json result = Json::array();
    for (const Json& child : node) {
      if (left_out(child, config)) continue;
      CW_TRY(Json value, expand(child, config));
      result.push_back(std::move(value));
    }
    return result;
  }
  if (!node.is_string()) return node;
  const auto& text = node.get_ref<const std::string&>();
  if (const std::string name = only_reference(text); !name.empty()) {
    const Json* value = setting(config, name);
    return value == nullptr ? Json() : *value;
  }
  CW_TRY(std::string value, expand_text(text, config));
  return Json(std::move(value));
}

}  // namespace crosswalk::adapters
