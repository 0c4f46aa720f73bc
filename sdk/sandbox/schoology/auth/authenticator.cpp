#include "sandbox/schoology/auth/authenticator.hpp"

#include "sandbox/core/oauth1/signature.hpp"
#include "sandbox/schoology/lookup.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kRequestTokenLife = 3'600;  // the xoauth_token_ttl told to the client

std::vector<std::string> origins(const Request& request, const Surroundings& around) {
  const auto host = request.header("Host");
  return {host ? "http://" + std::string{*host} : around.listening_origin,
          around.settings.public_origin};
}

bool method_known(const std::string& method, const Settings& settings) {
  return method == "PLAINTEXT" || method == "HMAC-SHA1" ||
         (method == "HMAC-SHA256" && settings.hmac_sha256);
}

/// Why the token cannot sign this call, or nothing.
std::optional<Refusal> token_refusal(const Token& token, const OAuthCall& call,
                                     const Surroundings& around, bool for_access_token) {
  const bool asked = token.state == TokenState::Asked || token.state == TokenState::Approved ||
                     token.state == TokenState::Denied;
  const std::int64_t age_s = around.now_s - token.issued_s;
  if (token.key != call.consumer_key || asked != for_access_token ||
      token.state == TokenState::Revoked) {
    return Refusal{401, "bad token", kExpiredText};
  }
  const std::int64_t life_s = asked ? kRequestTokenLife : around.settings.token_days * kDay;
  if (age_s > life_s) {
    return Refusal{401, "expired token", kExpiredText};
  }
  return std::nullopt;
}

std::optional<Refusal> time_refusal(const OAuthCall& call, const NonceMemory& nonces,
                                    const Surroundings& around) {
  if (nonces.used(call.consumer_key, call.timestamp_s, call.nonce)) {
    return Refusal{401, "replay", kReplayText};
  }
  const std::int64_t off = call.timestamp_s - around.now_s;
  if (off > around.settings.clock_skew_s || off < -around.settings.clock_skew_s) {
    return Refusal{401, "clock skew", "Timestamp is out of range"};
  }
  if (around.settings.strict_sequence && call.timestamp_s < nonces.latest(call.consumer_key)) {
    return Refusal{401, "sequence", "Timestamps must be in sequence"};
  }
  return std::nullopt;
}

Actor actor_for(const User& user, const Role* role, const std::string& key) {
  Actor actor;
  actor.user = user.id;
  actor.key = key;
  actor.access = role == nullptr ? Access::Member : role->access;
  actor.personal = actor.access == Access::Member;
  return actor;
}

/// The actor of the key or token itself, before run-as.
std::optional<Actor> signed_actor(const OAuthCall& call, const Credentials& credentials,
                                  const State& state) {
  const ConsumerKey& key = credentials.keys.at(call.consumer_key);
  const auto token = credentials.tokens.find(call.token);
  const Id id = token == credentials.tokens.end() ? key.owner : token->second.user;
  const User* user = state.user(id);
  if (user == nullptr) return std::nullopt;
  Actor actor = actor_for(*user, find_in(state.roles, user->role_id), call.consumer_key);
  if (token != credentials.tokens.end()) return actor;
  if (key.scope == Scope::System) actor.access = Access::Administrator;
  if (key.scope == Scope::Teacher) actor.access = Access::Teacher;
  actor.personal = key.scope == Scope::Personal;
  return actor;
}

}  // namespace

std::variant<OAuthCall, Refusal> check_signature(const Request& request, Credentials& credentials,
                                                 NonceMemory& nonces, const Surroundings& around,
                                                 bool for_access_token) {
  auto call = parse_oauth(request);
  if (!call) return Refusal{401, "unreadable", "Missing or unreadable OAuth parameters"};
  const auto key = credentials.keys.find(call->consumer_key);
  if (key == credentials.keys.end()) return Refusal{401, "unknown key", "Invalid consumer key"};
  if (!method_known(call->method, around.settings)) {
    return Refusal{401, "unknown method", "Signature method not supported"};
  }
  std::string token_secret;
  if (!call->token.empty() || for_access_token) {
    const auto token = credentials.tokens.find(call->token);
    if (token == credentials.tokens.end()) return Refusal{401, "bad token", kExpiredText};
    if (auto refusal = token_refusal(token->second, *call, around, for_access_token)) {
      return std::move(*refusal);
    }
    token_secret = token->second.secret;
  }
  // Replay is looked at before the signature: a header used again for another address is told that.
  if (auto refusal = time_refusal(*call, nonces, around)) return std::move(*refusal);
  if (!signature_matches(request, *call, key->second.secret, token_secret,
                         origins(request, around))) {
    return Refusal{401, "bad signature", "Invalid signature"};
  }
  nonces.remember(call->consumer_key, call->timestamp_s, call->nonce,
                  around.now_s - 2 * around.settings.clock_skew_s);
  return std::move(*call);
}

std::variant<Actor, Refusal> acting_user(const Request& request, const OAuthCall& call,
                                         const Credentials& credentials, const State& state) {
  const auto actor = signed_actor(call, credentials, state);
  if (!actor) return Refusal{401, "owner inactive", "The owner of this key is not active"};
  const auto run_as = request.header("X-Schoology-Run-As");
  if (!run_as) return *actor;
  const Refusal refused{403, "run-as refused", ""};
  if (actor->access != Access::Administrator || actor->personal) return refused;
  const auto id = to_number(trim(*run_as));
  const User* target = id ? state.user(*id) : nullptr;
  if (target == nullptr) return refused;
  const Role* role = find_in(state.roles, target->role_id);
  if (role == nullptr || !role->impersonation) return refused;
  return actor_for(*target, role, call.consumer_key);
}

}  // namespace crosswalk::sandbox::schoology
