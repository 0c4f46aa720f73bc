#pragma once

/// \file
/// `{name}` in a manifest stands for a value of the configuration.
///
/// A text that is nothing but one reference takes the value with its type; inside a longer text the
/// value is written out. A name is a letter or underscore, then letters, digits, underscores; any
/// other brace is just a brace.

#include "crosswalk/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::adapters {

/// The names that the texts of `node` refer to, in order, each once.
std::vector<std::string> references(const nlohmann::json& node);

/// `node` with its references resolved. A member or element that is nothing but a reference to a
/// setting that is not set is left out.
/// \error BadConfig  a longer text refers to a setting that is not set, or that is a list or
/// object.
Result<nlohmann::json> expand(const nlohmann::json& node, const nlohmann::json& config);

}  // namespace crosswalk::adapters
