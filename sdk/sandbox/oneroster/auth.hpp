#pragma once

/// \file
/// Whom the provider lets in: OAuth 2 tokens with scopes, and signed requests (contract, section
/// 7).

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "sandbox/core/message.hpp"
#include "sandbox/core/oauth1/nonce_memory.hpp"
#include "sandbox/core/request_log.hpp"
#include "sandbox/oneroster/entities.hpp"
#include "sandbox/oneroster/routes.hpp"
#include "sandbox/oneroster/settings.hpp"

namespace crosswalk::sandbox::oneroster {

inline constexpr std::string_view kTokenPath = "/oauth2/token";

struct Client {
  std::string key;
  std::string secret;
};

/// Not thread-safe: the system's lock covers it.
class Gate {
 public:
  /// Answers a token request (RFC 6749, section 4.4).
  Reply give_token(const Request& request, const Client& client, const Settings& settings,
                   std::int64_t now_s, Trace& trace);

  /// Nothing: it may pass. Else the refusal: 401 without valid proof, 403 without the scope.
  std::optional<Reply> check(const Request& request, Version version, const Asked& asked,
                             const Client& client, const Settings& settings,
                             const std::string& origin, std::int64_t now_s, Trace& trace);

  void clear();
  /// Makes every token that was handed out void.
  void revoke() { tokens_.clear(); }

 private:
  struct Token {
    std::set<std::string> scopes;  ///< with prefix
    std::int64_t until_s = 0;
  };

  /// The scopes that the proof stands for; nothing: none, and the trace says why.
  std::optional<std::set<std::string>> proven(const Request& request, Version version,
                                              const Client& client, const Settings& settings,
                                              const std::string& origin, std::int64_t now_s,
                                              Trace& trace);
  std::optional<std::set<std::string>> signed_rightly(const Request& request, const Client& client,
                                                      const Settings& settings,
                                                      const std::string& origin, std::int64_t now_s,
                                                      Trace& trace);

  NonceMemory nonces_;
  std::map<std::string, Token> tokens_;
  std::uint64_t handed_out_ = 0;
};

}  // namespace crosswalk::sandbox::oneroster
