#pragma once

/// \file
/// The ways to prove who we are, applied by name: an adapter says "api", and never sees the secret.

#include "http/clock.hpp"
#include "http/request.hpp"

#include "crosswalk/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace crosswalk::http {

/// RFC 5849. Signed anew for every attempt. A JSON body is not part of the signature; a form body
/// is.
struct OAuth1 {
  enum class Method : std::uint8_t { Plaintext, HmacSha1, HmacSha256 };
  /// The token of two-legged calls: some servers want it empty, others want it left out.
  enum class NoToken : std::uint8_t { LeaveOut, SendEmpty };

  Method method = Method::HmacSha256;
  std::string consumer_key{};
  std::string consumer_secret{};
  std::string token{};  ///< empty: two-legged
  std::string token_secret{};
  NoToken no_token = NoToken::LeaveOut;
  std::string realm{};  ///< empty: none
};

/// RFC 6749 section 4.4. The token is cached until 90 % of its life.
struct OAuth2ClientCredentials {
  enum class Place : std::uint8_t { BasicHeader, FormBody };

  std::string token_url{};
  std::string client_id{};
  std::string client_secret{};
  std::string scope{};  ///< empty: none sent
  Place credentials = Place::BasicHeader;
};

/// RFC 7617.
struct Basic {
  std::string user{};
  std::string password{};
};

struct ApiKeyHeader {
  std::string name{};
  std::string value{};
};

struct ApiKeyQuery {
  std::string name{};
  std::string value{};
};

/// A token that somebody typed in; it is never renewed.
struct Bearer {
  std::string token{};
};

/// A login request whose answer holds a token; renewed once when the server answers 401.
struct SessionLogin {
  enum class BodyKind : std::uint8_t { Json, Form };
  enum class Find : std::uint8_t { JsonPointer, Header, Cookie };
  enum class Send : std::uint8_t { Header, Query, Cookie };

  std::string method = "POST";
  std::string url{};
  BodyKind body_kind = BodyKind::Json;
  /// `{field}` is replaced by that field, encoded for the body's kind; in JSON it stands inside the
  /// quotes. A brace that is no placeholder (no letter after it) stays.
  std::string body{};
  std::map<std::string, std::string> fields{};  ///< secrets included
  Find find = Find::JsonPointer;
  std::string find_name = "/token";  ///< JSON pointer (RFC 6901), header name or cookie name
  /// Where a refusal names its reason in a code word, a JSON pointer; empty: nowhere.
  std::string reason_at{};
  Send send = Send::Header;
  std::string send_name = "Authorization";    ///< header, query parameter or cookie
  std::string send_value = "Bearer {token}";  ///< `{token}` is replaced
};

struct AuthProfile {
  std::variant<OAuth1, OAuth2ClientCredentials, Basic, ApiKeyHeader, ApiKeyQuery, Bearer,
               SessionLogin>
      kind;
  /// Sent with every request of the profile; the values are secrets.
  Headers extra_headers{};
};

struct Token {
  std::string value{};
  std::optional<WallTime> expires_at{};  ///< none: until the server says 401
};

/// Where tokens outlive the process. Thread-safe.
class TokenStore {
 public:
  virtual ~TokenStore() = default;
  virtual Result<std::optional<Token>> load(const std::string& profile) = 0;
  virtual Result<> save(const std::string& profile, const Token& token) = 0;
  virtual Result<> erase(const std::string& profile) = 0;
};

}  // namespace crosswalk::http
