#pragma once

/// \file
/// Signatures of OAuth 1.0a (RFC 5849 section 3.4). Pure.

#include <string>
#include <vector>

#include "sandbox/core/message.hpp"
#include "sandbox/core/oauth1/oauth_call.hpp"

namespace crosswalk::sandbox {

/// The signature base string of the request as if it had been sent to `origin`
/// (scheme://host[:port]).
std::string base_string(const Request& request, const OAuthCall& call, const std::string& origin);

/// Base64 of the HMAC of `text`; `sha256` chooses the hash, else SHA-1.
std::string hmac_base64(const std::string& key, const std::string& text, bool sha256);

/// Whether the call is signed with these secrets for one of `origins`. PLAINTEXT may be encoded
/// twice.
bool signature_matches(const Request& request, const OAuthCall& call,
                       const std::string& consumer_secret, const std::string& token_secret,
                       const std::vector<std::string>& origins);

}  // namespace crosswalk::sandbox
