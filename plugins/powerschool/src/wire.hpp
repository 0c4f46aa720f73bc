#pragma once

/// \file
/// JSON as PowerSchool sends it (contract 3.2, 3.3): one element is an object and several are an
/// array, an empty block is "", and text that looks like a number or a truth value arrives as one.
/// For .cpp files only, like json.hpp.

#include "crosswalk/json.hpp"
#include "crosswalk/record.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::powerschool {

/// The elements of a node that may be none ("" or absent), one (an object) or many (an array).
/// Views into `node`. Elements that are no objects are left out.
std::vector<const Json*> as_list(const Json* node);

/// The object under a key; an empty one when it is absent, "" or anything else.
const Json& block(const Json& object, std::string_view key);

/// A scalar as the text it was typed as; "" when it is absent. Empty: a list, an object, or a
/// number whose digits were lost on the way.
std::optional<std::string> as_text(const Json* node);
/// as_text() of a member; "" also for what cannot be read.
std::string text_in(const Json& object, std::string_view key);
/// A whole number, also out of a text; empty when it is none.
std::optional<std::int64_t> int_in(const Json& object, std::string_view key);
/// true, "true", 1, "1".
bool flag_in(const Json& object, std::string_view key);
/// An id (contract 4): digits only, at least 1. Empty when it is none.
std::string id_in(const Json& object, std::string_view key);

/// A date; empty when none is given. \error BadData  it is no date
Result<std::optional<Date>> date_in(const Json& object, std::string_view key);

}  // namespace crosswalk::powerschool
