#include "http/auth/session_login.hpp"

#include "http/auth/credential_answer.hpp"
#include "http/text.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace crosswalk::http {
namespace {

using nlohmann::json;

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kNameLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";

/// The inside of a JSON string.
std::string json_inside(const std::string& value) {
  const std::string quoted = json(value).dump(-1, ' ', false, json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

/// The name of the placeholder that starts at `text[0] == '{'`, or nothing.
std::optional<std::string> placeholder(std::string_view text) {
  const auto end = text.find_first_not_of(kNameLetters, 1);
  if (end == std::string_view::npos || text[end] != '}' || end == 1) return std::nullopt;
  if (kLetters.find(text[1]) == std::string_view::npos) return std::nullopt;
  return std::string{text.substr(1, end - 1)};
}

std::optional<std::string> in_json(const std::string& body, const std::string& pointer) {
  const json answer = json::parse(body, nullptr, false);
  if (answer.is_discarded() || !is_json_pointer(pointer)) return std::nullopt;
  const json::json_pointer place{pointer};
  if (!answer.contains(place)) return std::nullopt;
  const json& value = answer[place];
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  return std::nullopt;
}

/// " (CODE)" of a refused login. Anything but a short code word may be personal and stays out.
std::string reason_in(const SessionLogin& profile, const Response& response) {
  constexpr std::size_t kLongest = 40;
  const bool refused = response.status < 200 || response.status > 299;
  if (!refused || profile.reason_at.empty()) return {};
  const std::string word = in_json(response.body, profile.reason_at).value_or("");
  const bool plain = word.find_first_not_of(kNameLetters) == std::string::npos;
  return word.empty() || word.size() > kLongest || !plain ? std::string{} : " (" + word + ')';
}

std::optional<std::string> in_cookies(const Headers& headers, const std::string& name) {
  for (const Header& header : headers) {
    if (!same_word(header.name, "Set-Cookie")) continue;
    const std::string_view pair = std::string_view{header.value}.substr(0, header.value.find(';'));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || trim(pair.substr(0, equals)) != name) continue;
    return std::string{trim(pair.substr(equals + 1))};
  }
  return std::nullopt;
}

}  // namespace

bool is_json_pointer(const std::string& text) {
  try {
    const json::json_pointer pointer{text};
    return true;
  } catch (const json::exception&) {
    return false;
  }
}

Result<Request> login_request(const SessionLogin& profile) {
  const bool as_json = profile.body_kind == SessionLogin::BodyKind::Json;
  Request request;
  request.method = profile.method;
  request.url = profile.url;
  request.headers = {
      {"Accept", "application/json"},
      {"Content-Type", as_json ? "application/json" : "application/x-www-form-urlencoded"}};
  request.effect = Effect::Read;  // one more session does no harm

  std::string_view rest = profile.body;
  while (!rest.empty()) {
    const auto brace = rest.find('{');
    request.body += rest.substr(0, brace);
    if (brace == std::string_view::npos) break;
    rest.remove_prefix(brace);
    const auto name = placeholder(rest);
    if (!name) {
      request.body += '{';
      rest.remove_prefix(1);
      continue;
    }
    const auto field = profile.fields.find(*name);
    if (field == profile.fields.end()) {
      return Error{ErrorCode::BadConfig,
                   "the login body names a field '" + *name + "' that is not given"};
    }
    request.body += as_json ? json_inside(field->second) : percent_encode(field->second);
    rest.remove_prefix(name->size() + 2);
  }
  return request;
}

Result<Token> read_login(const SessionLogin& profile, const Response& response) {
  CW_CHECK(check_credential_answer(response, "the login" + reason_in(profile, response)));
  std::optional<std::string> token;
  std::string place;
  switch (profile.find) {
    case SessionLogin::Find::JsonPointer:
      token = in_json(response.body, profile.find_name);
      place = "at " + profile.find_name + " of its JSON";
      break;
    case SessionLogin::Find::Header:
      if (const auto* value = find_header(response.headers, profile.find_name)) token = *value;
      place = "in the header " + profile.find_name;
      break;
    case SessionLogin::Find::Cookie:
      token = in_cookies(response.headers, profile.find_name);
      place = "in the cookie " + profile.find_name;
      break;
  }
  if (!token || token->empty()) {
    return Error{ErrorCode::BadData, "the login was answered, but without a token " + place};
  }
  return Token{.value = std::move(*token)};
}

void send_session_token(const SessionLogin& profile, const std::string& token,
                        WireRequest& request) {
  switch (profile.send) {
    case SessionLogin::Send::Header: {
      std::string value = profile.send_value;
      constexpr std::string_view kPlace = "{token}";
      if (const auto at = value.find(kPlace); at != std::string::npos) {
        value.replace(at, kPlace.size(), token);
      }
      request.headers.push_back({profile.send_name, std::move(value)});
      break;
    }
    case SessionLogin::Send::Query:
      add_query(request.url, profile.send_name, token);
      break;
    case SessionLogin::Send::Cookie:
      request.headers.push_back({"Cookie", profile.send_name + '=' + token});
      break;
  }
}

}  // namespace crosswalk::http
