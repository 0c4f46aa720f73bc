#include "http/auth/check_profile.hpp"

#include "http/auth/session_login.hpp"
#include "http/url.hpp"

#include <string>

namespace crosswalk::http {
namespace {

Error bad(const std::string& why) { return {ErrorCode::BadConfig, why}; }

Result<> need(const std::string& value, const std::string& field) {
  if (value.empty()) return bad(field + " is empty");
  return {};
}

Result<> need_sendable(const Header& header, const std::string& field) {
  if (!is_sendable(header)) return bad(field + " cannot be sent as a header");
  return {};
}

Result<> need_url(const std::string& url, const std::string& field) {
  if (auto parsed = parse_url(url); !parsed) return bad(field + ": " + parsed.error().message);
  return {};
}

Result<> check(const OAuth1& profile) {
  CW_CHECK(need(profile.consumer_key, "the consumer key"));
  CW_CHECK(need(profile.consumer_secret, "the consumer secret"));
  if (profile.realm.find('"') != std::string::npos) return bad("the realm has a quotation mark");
  return need_sendable({"Authorization", profile.realm}, "the realm");
}

Result<> check(const OAuth2ClientCredentials& profile) {
  CW_CHECK(need_url(profile.token_url, "the token address"));
  CW_CHECK(need(profile.client_id, "the client id"));
  return need(profile.client_secret, "the client secret");
}

Result<> check(const Basic& profile) {
  if (profile.user.find(':') != std::string::npos) return bad("the user name has a colon");
  return need(profile.user, "the user name");
}

Result<> check(const ApiKeyHeader& profile) {
  CW_CHECK(need(profile.value, "the API key"));
  return need_sendable({profile.name, profile.value}, "the API key");
}

Result<> check(const ApiKeyQuery& profile) {
  CW_CHECK(need(profile.name, "the API key's parameter name"));
  return need(profile.value, "the API key");
}

Result<> check(const Bearer& profile) {
  CW_CHECK(need(profile.token, "the token"));
  return need_sendable({"Authorization", profile.token}, "the token");
}

Result<> check(const SessionLogin& profile) {
  CW_CHECK(need_url(profile.url, "the login address"));
  CW_CHECK(login_request(profile));
  CW_CHECK(need(profile.find_name, "the token's place"));
  if (profile.find == SessionLogin::Find::JsonPointer && !is_json_pointer(profile.find_name)) {
    return bad("the token's place is not a JSON pointer (/token)");
  }
  if (!is_json_pointer(profile.reason_at)) {
    return bad("the place of a refusal's reason is not a JSON pointer (/error/code)");
  }
  if (profile.send == SessionLogin::Send::Query)
    return need(profile.send_name, "the token's parameter");
  return need_sendable({profile.send_name, profile.send_value}, "the token's header");
}

}  // namespace

Result<> check_profile(const AuthProfile& profile) {
  for (const Header& header : profile.extra_headers) {
    CW_CHECK(need_sendable(header, "the extra header '" + header.name + "'"));
  }
  return std::visit([](const auto& kind) { return check(kind); }, profile.kind);
}

}  // namespace crosswalk::http
