#include "adapters/auth_profile.hpp"

#include "adapters/expand.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace crosswalk::adapters {
namespace {

using Json = nlohmann::json;

const std::map<std::string, std::vector<std::string>> kNeeds{
    {"oauth1", {"method", "key", "secret"}},
    {"oauth2_client_credentials", {"token_url", "client_id", "client_secret"}},
    {"basic", {"user", "password"}},
    {"api_key", {"in", "key_name", "value"}},
    {"bearer", {"token"}},
    {"session", {"login", "token_at", "send_as"}},
};

http::AuthProfile oauth1(JsonReader& reader) {
  using Method = http::OAuth1::Method;
  http::OAuth1 profile;
  profile.method = reader.word<Method>("method",
                                       {{"PLAINTEXT", Method::Plaintext},
                                        {"HMAC-SHA1", Method::HmacSha1},
                                        {"HMAC-SHA256", Method::HmacSha256}},
                                       Method::HmacSha256);
  profile.consumer_key = reader.text("key");
  profile.consumer_secret = reader.text("secret");
  profile.token = reader.text("token");
  profile.token_secret = reader.text("token_secret");
  profile.realm = reader.text("realm");
  profile.no_token = reader.flag("empty_token") ? http::OAuth1::NoToken::SendEmpty
                                                : http::OAuth1::NoToken::LeaveOut;
  return {profile, {}};
}

http::AuthProfile oauth2(JsonReader& reader) {
  using Place = http::OAuth2ClientCredentials::Place;
  http::OAuth2ClientCredentials profile;
  profile.token_url = reader.text("token_url");
  profile.client_id = reader.text("client_id");
  profile.client_secret = reader.text("client_secret");
  profile.scope = reader.text("scope");
  profile.credentials = reader.word<Place>(
      "credentials_in", {{"basic", Place::BasicHeader}, {"form", Place::FormBody}},
      Place::BasicHeader);
  return {profile, {}};
}

http::AuthProfile api_key(JsonReader& reader) {
  const bool in_query = reader.word<bool>("in", {{"header", false}, {"query", true}}, false);
  if (in_query) return {http::ApiKeyQuery{reader.text("key_name"), reader.text("value")}, {}};
  return {http::ApiKeyHeader{reader.text("key_name"), reader.text("value")}, {}};
}

/// The settings that the body names, as texts.
std::map<std::string, std::string> body_fields(const std::string& body, const Json& config) {
  std::map<std::string, std::string> fields;
  for (const std::string& name : references(Json(body))) {
    const auto at = config.find(name);
    if (at == config.end()) continue;
    fields[name] = at->is_string() ? at->get<std::string>() : at->dump();
  }
  return fields;
}

http::AuthProfile session(const std::string& place, const Json& expanded, const Json& raw,
                          const Json& config, JsonFindings& findings) {
  using Find = http::SessionLogin::Find;
  http::SessionLogin profile;
  JsonReader login(expanded["login"], place + "/login", findings);
  if (login.has("method")) profile.method = login.text("method");
  profile.url = login.needed_text("url");
  profile.body_kind = login.word<http::SessionLogin::BodyKind>(
      "content_type",
      {{"application/json", http::SessionLogin::BodyKind::Json},
       {"application/x-www-form-urlencoded", http::SessionLogin::BodyKind::Form}},
      http::SessionLogin::BodyKind::Json);
  profile.reason_at = login.text("reason");
  profile.body = JsonReader(raw["login"], place + "/login", findings).text("body");
  profile.fields = body_fields(profile.body, config);

  JsonReader at(expanded["token_at"], place + "/token_at", findings);
  constexpr std::array<std::pair<const char*, Find>, 3> kPlaces{
      {{"json", Find::JsonPointer}, {"header", Find::Header}, {"cookie", Find::Cookie}}};
  std::size_t places = 0;
  for (const auto& [key, find] : kPlaces) {
    if (!at.has(key)) continue;
    profile.find = find;
    profile.find_name = at.text(key);
    ++places;
  }
  if (places != 1) at.fail("", "must have one of json, header, cookie");

  JsonReader send(raw["send_as"], place + "/send_as",
                  findings);  // {token} is the client's to replace
  profile.send_name = send.needed_text("header");
  profile.send_value = send.needed_text("value");
  if (profile.send_value.find("{token}") == std::string::npos)
    send.fail("value", "must hold {token}");
  return {profile, {}};
}

}  // namespace

const std::vector<std::string>* auth_profile_needs(const std::string& kind) {
  const auto at = kNeeds.find(kind);
  return at == kNeeds.end() ? nullptr : &at->second;
}

std::vector<std::string> auth_profile_kinds() {
  std::vector<std::string> kinds;
  for (const auto& [kind, needs] : kNeeds) kinds.push_back(kind);
  return kinds;
}

std::optional<http::AuthProfile> read_auth_profile(const Json& expanded, const Json& raw,
                                                   const Json& config, JsonFindings& findings) {
  const std::string place = "profile \"" + raw.value("name", "") + "\"";
  JsonReader reader(expanded, place, findings);
  const std::string kind = reader.text("kind");
  const std::vector<std::string>* needs = auth_profile_needs(kind);
  if (needs == nullptr ||
      !std::ranges::all_of(*needs, [&](const auto& key) { return reader.has(key); })) {
    return std::nullopt;
  }
  if (kind == "oauth1") return oauth1(reader);
  if (kind == "oauth2_client_credentials") return oauth2(reader);
  if (kind == "basic") {
    return http::AuthProfile{http::Basic{reader.text("user"), reader.text("password")}, {}};
  }
  if (kind == "api_key") return api_key(reader);
  if (kind == "bearer") return http::AuthProfile{http::Bearer{reader.text("token")}, {}};
  return session(place, expanded, raw, config, findings);
}

}  // namespace crosswalk::adapters
