#pragma once

/// \file
/// A person's hand in what a system holds, whatever the system: one record of its dump() is changed
/// or taken away. Pure: the caller restores what comes back.

#include <nlohmann/json.hpp>

#include "crosswalk/result.hpp"

namespace crosswalk::sandbox {

/// \param state  as System::dump() gives it: lists of records by collection
/// \param body   {"collection": "students", "id": 7, "set": {"first_name": "Ada"}}; the id as text
/// or number, under the record's "id" or "sourcedId". A null in "set" takes the field away.
/// \error InvalidArgument  what the body lacks; NotFound  there is no such collection or record
Result<nlohmann::json> with_change(nlohmann::json state, const nlohmann::json& body);

/// \param body  {"collection", "id"}
Result<nlohmann::json> without_record(nlohmann::json state, const nlohmann::json& body);

}  // namespace crosswalk::sandbox
