#pragma once

/// \file
/// The token request of OAuth 2.0 client credentials, and its answer. Pure.
///
/// Source: RFC 6749, sections 4.4 and 5.

#include "http/auth/profile.hpp"
#include "http/request.hpp"

#include "crosswalk/result.hpp"

namespace crosswalk::http {

Request oauth2_token_request(const OAuth2ClientCredentials& profile);

/// \param now  when the answer came: the token counts as good for 90 % of its life from then.
/// \error Unauthenticated  the server refused the client's id or secret.
/// \error BadConfig        whatever answers there is no token endpoint.
/// \error Unavailable      the server is in trouble.
/// \error BadData          the answer holds no token.
Result<Token> read_oauth2_token(const Response& response, WallTime now);

}  // namespace crosswalk::http
