#pragma once

/// \file
/// The OAuth 1.0a parameters of one request (RFC 5849 section 3.5).

#include <cstdint>
#include <optional>
#include <string>

#include "sandbox/core/message.hpp"
#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox {

struct OAuthCall {
  std::string consumer_key;
  std::string token;  ///< empty in two-legged calls
  std::string nonce;
  std::int64_t timestamp_s = 0;
  std::string method;            ///< PLAINTEXT, HMAC-SHA1, HMAC-SHA256
  std::string signature;         ///< decoded once
  Parameters signed_parameters;  ///< every oauth_* one but the signature, decoded
};

/// From the Authorization header, or for a GET from the query; nothing when a needed parameter is
/// missing, doubled or not readable. Order and blanks are free; `+` stays `+` in the header.
std::optional<OAuthCall> parse_oauth(const Request& request);

}  // namespace crosswalk::sandbox
