#pragma once

/// \file
/// Tokens for an app that acts for a person, and the consent page (contract 3.7).

#include <string>

#include "sandbox/core/message.hpp"
#include "sandbox/schoology/auth/credentials.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

/// A fresh request token, form-encoded with its secret and time to live. `callback` may be empty.
Reply give_request_token(Credentials& credentials, const std::string& key,
                         const std::string& callback, std::int64_t now_s);

/// Trades an approved request token for an access token; 401 when it was not approved.
Reply give_access_token(Credentials& credentials, const std::string& request_token,
                        std::int64_t now_s);

/// GET shows who may approve; POST (form: oauth_token, decision=approve|deny, uid) decides and
/// sends the browser to oauth_callback (also called return_url): with oauth_token when approved,
/// else without.
Reply consent_page(const Request& request, Credentials& credentials, const State& state);

/// Takes a token, or every token of a user, away. Returns how many were.
int revoke(Credentials& credentials, const std::string& token, Id user);

}  // namespace crosswalk::sandbox::schoology
