#pragma once

/// \file
/// Signs requests by OAuth 1.0a. Pure: nonce and timestamp are arguments.
///
/// Source: RFC 5849, section 3; HMAC-SHA256 as OneRoster 1.1 uses it (the same with SHA-256).

#include "http/auth/profile.hpp"
#include "http/text.hpp"
#include "http/url.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::http {

/// What must be fresh for every attempt.
struct OAuth1Stamp {
  std::string nonce;
  std::int64_t timestamp = 0;  ///< seconds since 1970, UTC
};

/// Section 3.4.1: method, address and all parameters (query, form body and `oauth_*`, decoded), in
/// one line.
std::string oauth1_base_string(std::string_view method, const Url& url,
                               std::vector<Pair> parameters);

/// Section 3.4.2 to 3.4.4: Base64 of the HMAC, or the two encoded secrets for PLAINTEXT.
std::string oauth1_signature(const OAuth1& profile, std::string_view base_string);

/// The value of the Authorization header for this request: realm first, then the parameters by
/// name, the signature last.
/// \param form_body  the body when it is application/x-www-form-urlencoded, else empty: only that
/// is signed.
std::string oauth1_authorization(const OAuth1& profile, std::string_view method, const Url& url,
                                 std::string_view form_body, const OAuth1Stamp& stamp);

}  // namespace crosswalk::http
