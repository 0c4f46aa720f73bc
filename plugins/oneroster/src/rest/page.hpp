#pragma once

/// \file
/// The body of a page: records in an envelope (contract, section 2.4). Pure.

#include <nlohmann/json.hpp>
#include <string_view>

#include "crosswalk/json.hpp"
#include "crosswalk/result.hpp"

namespace crosswalk::oneroster::rest {

/// The array of records under the list's own key (`orgs`), else under the last segment of the path
/// (`schools`).
/// \error BadData  no JSON, or no such array: never taken for an empty list
Result<Json> records_in(std::string_view body, std::string_view list_key,
                        std::string_view path_word);

/// Hash of all that a record holds.
std::uint64_t content_of(const Json& record);

}  // namespace crosswalk::oneroster::rest
