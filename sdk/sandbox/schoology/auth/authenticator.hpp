#pragma once

/// \file
/// Decides whether a request is signed rightly, and for whom (contract section 3).

#include <string>
#include <string_view>
#include <variant>

#include "sandbox/core/message.hpp"
#include "sandbox/core/oauth1/nonce_memory.hpp"
#include "sandbox/core/oauth1/oauth_call.hpp"
#include "sandbox/core/request_log.hpp"
#include "sandbox/schoology/auth/credentials.hpp"
#include "sandbox/schoology/settings.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

inline constexpr const char* kReplayText =
    "Duplicate timestamp/nonce combination, possible replay attack. Request rejected.";
inline constexpr const char* kExpiredText = "Invalid or expired access token";

/// A refused request: `verdict` is for the log, `text` for the client.
struct Refusal {
  int status = 401;
  std::string_view verdict;
  std::string_view text;
};

struct Surroundings {
  const Settings& settings;
  const State& state;
  std::string listening_origin;  ///< used when there is no Host header
  std::int64_t now_s = 0;
};

/// Checks key, token, method, replay, skew and signature, and remembers the nonce of a good call.
/// A request token is accepted only when `for_access_token`.
std::variant<OAuthCall, Refusal> check_signature(const Request& request, Credentials& credentials,
                                                 NonceMemory& nonces, const Surroundings& around,
                                                 bool for_access_token);

/// Whom a rightly signed call acts as, X-Schoology-Run-As included (3.5).
std::variant<Actor, Refusal> acting_user(const Request& request, const OAuthCall& call,
                                         const Credentials& credentials, const State& state);

}  // namespace crosswalk::sandbox::schoology
