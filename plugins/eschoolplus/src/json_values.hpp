#pragma once

/// \file
/// Members of JSON rows as the product's texts. Pure.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::eschoolplus {

/// A scalar member, cleaned; empty also when it is not there.
std::string clean_at(const nlohmann::json& row, std::string_view name);
/// A flag, as flag_in().
bool flag_at(const nlohmann::json& row, std::string_view name, bool otherwise);
/// The scalars of a list, cleaned, without the empty ones.
std::vector<std::string> texts_at(const nlohmann::json& row, std::string_view name);
/// Null when it is no list.
const nlohmann::json* list_at(const nlohmann::json& row, std::string_view name);

}  // namespace crosswalk::eschoolplus
