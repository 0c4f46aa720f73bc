#pragma once

/// \file
/// Schoology's JSON, as it really arrives: numbers as texts and the reverse, null, "" and missing
/// keys mixed freely (contract 4.2, 4.3). Only .cpp files include this.

#include "crosswalk/result.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::schoology {

using Json = nlohmann::json;

/// The document in a body; a byte order mark before it is passed over.
/// \error BadData  the body is empty, a web page, or anything else that is no JSON. The message
/// holds
///                 none of it.
Result<Json> parse_json(std::string_view body);

/// The member of an object; null when there is none, or `object` is none.
const Json* member(const Json& object, std::string_view key);

/// A scalar as text: "5" for 5 and for "5", "" for null. Empty: a list, an object, or a number that
/// is not exact in 64 bits (an id must never be rounded).
std::optional<std::string> text_of(const Json& value);

/// text_of() of a member; empty also when there is no such member.
std::optional<std::string> text_at(const Json& object, std::string_view key);

/// An id for a request: a number where it is one, as Schoology's samples write it, else the text.
Json id_json(std::string_view id);

/// The text to send. Never fails: what is not UTF-8 is replaced.
std::string dump_json(const Json& document);

}  // namespace crosswalk::schoology
