#include "adapters/config_node.hpp"
#include "adapters/nearest_word.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace crosswalk::adapters {
namespace {

// std::regex recurses: a longer value could end the process instead of the check.
constexpr std::size_t kPatternLongest = 2048;

bool is_type(const Json& value, ConfigType type) {
  switch (type) {
    case ConfigType::Any:
      return true;
    case ConfigType::Text:
      return value.is_string();
    case ConfigType::Number:
      return value.is_number();
    case ConfigType::Integer:
      return value.is_number_integer() ||
             (value.is_number_float() && std::trunc(value.get<double>()) == value.get<double>());
    case ConfigType::Boolean:
      return value.is_boolean();
    case ConfigType::Object:
      return value.is_object();
    case ConfigType::Array:
      return value.is_array();
  }
  return false;
}

const char* type_words(ConfigType type) {
  switch (type) {
    case ConfigType::Any:
      return "anything";
    case ConfigType::Text:
      return "a text";
    case ConfigType::Number:
      return "a number";
    case ConfigType::Integer:
      return "a whole number";
    case ConfigType::Boolean:
      return "true or false";
    case ConfigType::Object:
      return "an object";
    case ConfigType::Array:
      return "a list";
  }
  return "";
}

std::size_t code_points(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A number as a person writes it: 5000, not 5000.000000.
std::string plain(double value) {
  return Json(value == std::trunc(value) && std::abs(value) < 1e15
                  ? Json(static_cast<std::int64_t>(value))
                  : Json(value))
      .dump();
}

class Checker {
 public:
  explicit Checker(std::vector<ConfigProblem>& out) : out_(out) {}

  void check(const ConfigNode& node, const Json& value, const std::string& pointer) {
    if (!is_type(value, node.type)) {
      return add(pointer, std::string("must be ") + type_words(node.type));
    }
    if (node.constant && value != *node.constant) {
      add(pointer, "must be " + node.constant->dump());
    }
    if (!node.choices.empty() && std::ranges::count(node.choices, value) == 0) {
      std::string list;
      for (const Json& choice : node.choices) list += (list.empty() ? "" : ", ") + choice.dump();
      add(pointer, "must be one of " + list);
    }
    if (value.is_string()) text(node, value.get_ref<const std::string&>(), pointer);
    if (value.is_number()) number(node, value.get<double>(), pointer);
    if (value.is_object()) object(node, value, pointer);
    if (value.is_array() && node.items != nullptr) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        check(*node.items, value[i], pointer + "/" + std::to_string(i));
      }
    }
  }

 private:
  void add(const std::string& pointer, const std::string& what) {
    const std::string name =
        pointer.empty() ? "the configuration" : "\"" + pointer.substr(1) + "\"";
    out_.push_back({pointer, name + " " + what});
  }

  void number(const ConfigNode& node, double value, const std::string& pointer) {
    if (node.minimum && value < *node.minimum)
      add(pointer, "must be at least " + plain(*node.minimum));
    if (node.maximum && value > *node.maximum)
      add(pointer, "must be at most " + plain(*node.maximum));
  }

  void text(const ConfigNode& node, const std::string& value, const std::string& pointer) {
    const std::size_t length = code_points(value);
    if (length < node.min_length) {
      add(pointer, node.min_length == 1
                       ? "must not be empty"
                       : "must have at least " + std::to_string(node.min_length) + " characters");
    }
    if (length > node.max_length) {
      add(pointer, "must have at most " + std::to_string(node.max_length) + " characters");
    }
    if (node.pattern && !matches(*node.pattern, value)) {
      add(pointer, "must match the pattern " + node.pattern_text);
    }
    if (node.uri) {
      if (const auto url = http::parse_url(value); !url) {
        add(pointer, "must be an address such as https://example.org: " + url.error().message);
      }
    }
  }

  static bool matches(const std::regex& pattern, const std::string& value) {
    if (value.size() > kPatternLongest) return false;
    try {
      return std::regex_search(value, pattern);
    } catch (const std::regex_error&) {  // too much work: not a match we can vouch for
      return false;
    }
  }

  void object(const ConfigNode& node, const Json& value, const std::string& pointer) {
    for (const std::string& name : node.required) {
      if (!value.contains(name)) add(pointer_to(pointer, name), "is missing");
    }
    std::vector<std::string> known;
    for (const auto& [name, child] : node.properties) known.push_back(name);
    for (const auto& [name, child] : value.items()) {
      const std::string place = pointer_to(pointer, name);
      if (const ConfigNode* property = node.find(name)) {
        check(*property, child, place);
      } else if (node.more != nullptr) {
        check(*node.more, child, place);
      } else if (!node.any_more && node.type == ConfigType::Object) {
        add(place, "is not a setting here" + did_you_mean(name, known));
      }
    }
  }

  std::vector<ConfigProblem>& out_;
};

}  // namespace

std::string pointer_to(const std::string& parent, std::string_view name) {
  std::string pointer = parent + "/";
  for (const char c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

void fill_defaults(const ConfigNode& node, Json& value) {
  if (value.is_object()) {
    for (const auto& [name, child] : node.properties) {
      auto at = value.find(name);
      if (at == value.end()) {
        if (!child.fallback) continue;
        at = value.emplace(name, *child.fallback).first;
      }
      fill_defaults(child, *at);
    }
    if (node.more == nullptr) return;
    for (auto& [name, member] : value.items()) {
      if (node.find(name) == nullptr) fill_defaults(*node.more, member);
    }
  } else if (value.is_array() && node.items != nullptr) {
    for (Json& element : value) fill_defaults(*node.items, element);
  }
}

void check_value(const ConfigNode& node, const Json& value, const std::string& pointer,
                 std::vector<ConfigProblem>& out) {
  Checker(out).check(node, value, pointer);
}

}  // namespace crosswalk::adapters
