#pragma once

/// \file
/// What the status of a token or login answer says, the same for both.

#include "http/request.hpp"

#include "crosswalk/result.hpp"

#include <string>

namespace crosswalk::http {

/// Nothing for 2xx; else why there is no token. A refusal is final, because the next one may lock
/// the account.
/// \param what  "the token request" or "the login", for the message.
/// \error Unauthenticated  400, 401, 403, 423: credentials refused.
/// \error Unavailable      408, 429, 5xx.
/// \error BadConfig        anything else: not the right address.
Result<> check_credential_answer(const Response& response, const std::string& what);

}  // namespace crosswalk::http
