#pragma once

/// \file
/// Reading a document that may lack anything.

#include <nlohmann/json.hpp>

#include <string_view>

namespace crosswalk::kit {

/// `object`'s value at `key`; an empty object when there is none.
inline const nlohmann::json& member_of(const nlohmann::json& object, std::string_view key) {
  static const nlohmann::json kNone = nlohmann::json::object();
  if (!object.is_object()) return kNone;
  const auto found = object.find(key);
  return found == object.end() ? kNone : *found;
}

}  // namespace crosswalk::kit
