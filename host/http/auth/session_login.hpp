#pragma once

/// \file
/// The login request of a session profile, its answer, and how its token is sent. Pure.

#include "http/auth/profile.hpp"
#include "http/request.hpp"
#include "http/transport.hpp"

#include "crosswalk/result.hpp"

namespace crosswalk::http {

/// The request with every `{field}` of the body replaced and encoded.
/// \error BadConfig  a placeholder has no field; the message names it.
Result<Request> login_request(const SessionLogin& profile);

/// \error Unauthenticated  the server refused the login.
/// \error BadConfig        whatever answers there is no login.
/// \error Unavailable      the server is in trouble.
/// \error BadData          the answer has no token where the profile says; the message names the
/// place.
Result<Token> read_login(const SessionLogin& profile, const Response& response);

/// Puts the token where the profile says.
void send_session_token(const SessionLogin& profile, const std::string& token,
                        WireRequest& request);

/// Whether `text` is a JSON pointer (RFC 6901).
bool is_json_pointer(const std::string& text);

}  // namespace crosswalk::http
