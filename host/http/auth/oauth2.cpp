#include "http/auth/oauth2.hpp"

#include "http/auth/credential_answer.hpp"
#include "http/text.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <optional>

namespace crosswalk::http {
namespace {

/// Seconds as a number, or as text: PowerSchool sends `"expires_in": "2504956"`.
std::optional<std::int64_t> seconds_in(const nlohmann::json& answer) {
  const auto field = answer.find("expires_in");
  if (field == answer.end()) return std::nullopt;
  if (field->is_number_integer()) return field->get<std::int64_t>();
  if (field->is_number_float()) return static_cast<std::int64_t>(field->get<double>());
  if (!field->is_string()) return std::nullopt;
  const std::string text = field->get<std::string>();
  std::int64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Request oauth2_token_request(const OAuth2ClientCredentials& profile) {
  std::vector<Pair> form{{"grant_type", "client_credentials"}};
  if (!profile.scope.empty()) form.emplace_back("scope", profile.scope);

  Request request;
  request.method = "POST";
  request.url = profile.token_url;
  request.headers = {{"Accept", "application/json"},
                     {"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"}};
  if (profile.credentials == OAuth2ClientCredentials::Place::BasicHeader) {
    // As the vendors' pages show it: plain, without the form encoding of RFC 6749 section 2.3.1.
    request.headers.push_back(
        {"Authorization", "Basic " + base64(profile.client_id + ':' + profile.client_secret)});
  } else {
    form.emplace_back("client_id", profile.client_id);
    form.emplace_back("client_secret", profile.client_secret);
  }
  request.body = form_text(form);
  request.effect = Effect::Read;  // a second token does no harm
  return request;
}

Result<Token> read_oauth2_token(const Response& response, WallTime now) {
  CW_CHECK(check_credential_answer(response, "the token request"));
  const auto answer = nlohmann::json::parse(response.body, nullptr, false);
  const auto field = answer.is_object() ? answer.find("access_token") : answer.end();
  if (!answer.is_object() || field == answer.end() || !field->is_string() ||
      field->get_ref<const std::string&>().empty()) {
    return Error{ErrorCode::BadData,
                 "the token endpoint answered without access_token; check its address"};
  }
  Token token{.value = field->get<std::string>()};
  constexpr std::int64_t kLongest =
      10LL * 365 * 24 * 3600;  // more is "for ever", and must not overflow
  if (const auto life = seconds_in(answer); life && *life > 0 && *life < kLongest) {
    token.expires_at = now + std::chrono::milliseconds{*life * 900};
  }
  return token;
}

}  // namespace crosswalk::http
