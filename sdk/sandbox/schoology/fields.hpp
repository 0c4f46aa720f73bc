#pragma once

/// \file
/// Reading loosely typed fields (contract 4.3): text or number, null, "" and missing, one or many.

#include <optional>
#include <string>
#include <vector>

#include "crosswalk/result.hpp"
#include "sandbox/schoology/model.hpp"

namespace crosswalk::sandbox::schoology {

/// Each: nothing when the key is missing, InvalidArgument naming the key when the value does not
/// fit. null and "" read as empty text, id 0, flag 0.
Result<std::optional<std::string>> text_field(const Json& row, const char* key);
Result<std::optional<Id>> id_field(const Json& row, const char* key);
Result<std::optional<int>> flag_field(const Json& row, const char* key);
Result<std::optional<double>> number_field(const Json& row, const char* key);
/// An array of ids, one id, or a comma list.
Result<std::optional<std::vector<Id>>> ids_field(const Json& row, const char* key);

/// A needed one: missing or empty is InvalidArgument "KEY is required".
Result<std::string> needed_text(const Json& row, const char* key);
Result<Id> needed_id(const Json& row, const char* key);

/// Whether the row holds the key with a value that is neither null nor "".
bool has_value(const Json& row, const char* key);

/// The value under the key, or `otherwise` when it is missing, null or "".
Json field_or(const Json& fields, const char* key, Json otherwise);

/// The text of a value that is text or number; empty for anything else.
std::string loose_text(const Json& value);

/// "1,2,3" as ids; InvalidArgument when a part is no number.
Result<std::vector<Id>> parse_ids(const std::string& list);

/// A real calendar day as YYYY-MM-DD.
bool is_date(const std::string& text);
/// YYYY-MM-DD HH:MM:SS.
bool is_date_time(const std::string& text);
/// HH:mm.
bool is_time(const std::string& text);
/// Seconds since 1970 of the day's midnight, UTC; the text must be a date.
std::int64_t day_start_s(const std::string& date);

}  // namespace crosswalk::sandbox::schoology
