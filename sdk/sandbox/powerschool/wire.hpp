#pragma once

/// \file
/// How answers look: JSON made from XML below /ws/v1, native JSON elsewhere (contract 3.2, 3.3).

#include <string>
#include <string_view>

#include "sandbox/core/json.hpp"
#include "sandbox/core/message.hpp"

namespace crosswalk::sandbox::powerschool {

/// A body of /ws/v1: digits become numbers and truth values booleans, empty blocks become "",
/// nothing is null, and, with `collapse`, a list of one element is that element; an empty list is
/// left out.
Json from_xml(const Json& value, bool collapse);

Reply json_reply(int status, const Json& value);
/// {"errorMessage": {"message": ...}}, as /ws/v1 refuses.
Reply v1_refusal(int status, const std::string& message);
/// {"message": ...}, as /ws/schema refuses.
Reply schema_refusal(int status, const std::string& message);
/// 401 with an empty body and WWW-Authenticate (contract 2.3).
Reply dead_token();
/// What a client gets that did not ask for JSON (contract 3.1).
Reply xml_reply();

}  // namespace crosswalk::sandbox::powerschool
