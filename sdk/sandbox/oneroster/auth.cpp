#include "sandbox/oneroster/auth.hpp"

#include <Poco/Base64Decoder.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "sandbox/core/oauth1/oauth_call.hpp"
#include "sandbox/core/oauth1/signature.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/oneroster/status_info.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

std::string prefix_of(Version version) {
  return std::string("https://purl.imsglobal.org/spec/or/") +
         (version == Version::V11 ? "v1p1" : "v1p2") + "/scope/";
}

/// The granted scopes of both versions, with their prefixes.
std::set<std::string> granted(const Settings& settings) {
  std::set<std::string> out;
  for (const std::string& name : split(settings.scopes, ' ')) {
    if (name.empty()) continue;
    out.insert(prefix_of(Version::V11) + name);
    out.insert(prefix_of(Version::V12) + name);
  }
  return out;
}

/// The scopes of which one is needed.
std::vector<std::string> needed_for(Version version, const Asked& asked) {
  const std::string prefix = prefix_of(version);
  if (asked.collection == Collection::Demographics)
    return {prefix + "roster-demographics.readonly"};
  if (asked.relationship) return {prefix + "roster.readonly"};
  return {prefix + "roster-core.readonly", prefix + "roster.readonly"};
}

Reply token_refusal(int status, const char* error) {
  Reply reply{status, "application/json", {}, to_text({{"error", error}}), Delivery::Whole};
  if (status == 401) reply.headers.emplace_back("WWW-Authenticate", "Basic realm=\"oneroster\"");
  return reply;
}

std::string base64_decoded(const std::string& text) {
  std::istringstream in(text);
  Poco::Base64Decoder decoder(in);
  return {std::istreambuf_iterator<char>(decoder), {}};
}

/// Id and secret of a token request, wherever they are allowed to be.
std::optional<Client> presented(const Request& request, const Parameters& form,
                                const Settings& settings) {
  const auto header = request.header("Authorization");
  if (header && settings.credentials_in != "form") {
    if (!same_ignoring_case(header->substr(0, 6), "Basic ")) return std::nullopt;
    const std::string pair = base64_decoded(std::string(trim(header->substr(6))));
    const std::size_t colon = pair.find(':');
    if (colon == std::string::npos) return std::nullopt;
    // RFC 6749, section 2.3.1: both parts are form-encoded before they are joined.
    return Client{percent_decode(pair.substr(0, colon), true),
                  percent_decode(pair.substr(colon + 1), true)};
  }
  const auto id = find_parameter(form, "client_id");
  const auto secret = find_parameter(form, "client_secret");
  if (!id || !secret || settings.credentials_in == "basic") return std::nullopt;
  return Client{*id, *secret};
}

}  // namespace

Reply Gate::give_token(const Request& request, const Client& client, const Settings& settings,
                       std::int64_t now_s, Trace& trace) {
  if (!settings.oauth2) return token_refusal(400, "unsupported_grant_type");
  const auto type = request.header("Content-Type");
  if (request.method != "POST" || !type ||
      !lower_case(*type).starts_with("application/x-www-form-urlencoded")) {
    return token_refusal(400, "invalid_request");
  }
  const Parameters form = parse_form(request.body);
  const auto who = presented(request, form, settings);
  if (!who || who->key != client.key || who->secret != client.secret) {
    trace.verdict = "unknown client";
    return token_refusal(401, "invalid_client");
  }
  trace.key = who->key;
  if (find_parameter(form, "grant_type") != "client_credentials") {
    return token_refusal(400, "unsupported_grant_type");
  }
  const std::set<std::string> all = granted(settings);
  Token token{{}, now_s + settings.token_life_s};
  const std::string wanted = find_parameter(form, "scope").value_or("");
  for (const std::string& scope : split(wanted, ' ')) {
    if (all.contains(scope)) token.scopes.insert(scope);
  }
  if (wanted.empty() && !settings.scope_required) token.scopes = all;
  if (token.scopes.empty()) {
    trace.verdict = "scope refused";
    return token_refusal(400, "invalid_scope");
  }
  trace.verdict = "ok";
  const std::string name = "token-" + std::to_string(++handed_out_);
  std::string scopes;
  for (const std::string& scope : token.scopes) scopes += (scopes.empty() ? "" : " ") + scope;
  tokens_[name] = std::move(token);
  return success({{"access_token", name},
                  {"token_type", "Bearer"},
                  {"expires_in", settings.token_life_s},
                  {"scope", scopes}});
}

std::optional<std::set<std::string>> Gate::signed_rightly(const Request& request,
                                                          const Client& client,
                                                          const Settings& settings,
                                                          const std::string& origin,
                                                          std::int64_t now_s, Trace& trace) {
  const auto call = parse_oauth(request);
  if (!call) {
    trace.verdict = "unreadable";
    return std::nullopt;
  }
  const auto host = request.header("Host");
  const std::vector<std::string> origins{host ? "http://" + std::string(*host) : origin};
  const bool method_known = (call->method == "HMAC-SHA1" && settings.hmac_sha1) ||
                            (call->method == "HMAC-SHA256" && settings.hmac_sha256);
  if (call->consumer_key != client.key) {
    trace.verdict = "unknown key";
  } else if (!call->token.empty() || !method_known) {
    trace.verdict = method_known ? "token in a two-legged call" : "unknown method";
  } else if (std::max(now_s - call->timestamp_s, call->timestamp_s - now_s) >
             settings.clock_skew_s) {
    trace.verdict = "clock skew";
  } else if (nonces_.used(call->consumer_key, call->timestamp_s, call->nonce)) {
    trace.verdict = "replay";
  } else if (!signature_matches(request, *call, client.secret, "", origins)) {
    trace.verdict = "bad signature";
  } else {
    nonces_.remember(call->consumer_key, call->timestamp_s, call->nonce,
                     now_s - 2 * settings.clock_skew_s);
    trace.verdict = "ok";
    trace.key = call->consumer_key;
    return granted(settings);
  }
  return std::nullopt;
}

std::optional<std::set<std::string>> Gate::proven(const Request& request, Version version,
                                                  const Client& client, const Settings& settings,
                                                  const std::string& origin, std::int64_t now_s,
                                                  Trace& trace) {
  const auto header = request.header("Authorization");
  if (header && settings.oauth2 && same_ignoring_case(header->substr(0, 7), "Bearer ")) {
    const auto token = tokens_.find(std::string(trim(header->substr(7))));
    if (token == tokens_.end() || token->second.until_s <= now_s) {
      trace.verdict = token == tokens_.end() ? "bad token" : "expired token";
      return std::nullopt;
    }
    trace.verdict = "ok";
    trace.key = client.key;
    return token->second.scopes;
  }
  if (settings.oauth1 && (version == Version::V11 || settings.oauth1_for_1_2)) {
    return signed_rightly(request, client, settings, origin, now_s, trace);
  }
  trace.verdict = "no token";
  return std::nullopt;
}

std::optional<Reply> Gate::check(const Request& request, Version version, const Asked& asked,
                                 const Client& client, const Settings& settings,
                                 const std::string& origin, std::int64_t now_s, Trace& trace) {
  const auto scopes = proven(request, version, client, settings, origin, now_s, trace);
  if (!scopes) {
    Reply reply = refuse(version, settings, 401, Minor::Unauthorised,
                         "the request is not authorised: " + trace.verdict);
    reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
  }
  const auto needed = needed_for(version, asked);
  if (std::any_of(needed.begin(), needed.end(),
                  [&](const std::string& scope) { return scopes->contains(scope); })) {
    return std::nullopt;
  }
  trace.verdict = "scope missing";
  return refuse(version, settings, 403, Minor::Forbidden, "this needs the scope " + needed.front());
}

void Gate::clear() {
  nonces_.clear();
  tokens_.clear();
}

}  // namespace crosswalk::sandbox::oneroster
