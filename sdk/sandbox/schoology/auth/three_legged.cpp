#include "sandbox/schoology/auth/three_legged.hpp"

#include "sandbox/core/text.hpp"
#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

/// Deterministic: tests can be repeated. Real tokens are random, ours guard nothing.
std::string fresh(Credentials& credentials, const char* kind) {
  std::string number = std::to_string(credentials.next_token++);
  number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
  return std::string{"sandbox-"} + kind + "-" + number;
}

Reply form_reply(const std::string& body) {
  return {200, "text/html; charset=UTF-8", {}, body, Delivery::Whole};
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string page(const std::string& token, const std::string& callback, const User* owner) {
  const std::string who = owner == nullptr ? "" : std::to_string(owner->id);
  return "<!doctype html><html><head><title>Authorize</title></head><body>"
         "<h1>Allow this app to act for you?</h1><form method=\"post\" action=\"/oauth/authorize\">"
         "<input type=\"hidden\" name=\"oauth_token\" value=\"" +
         escaped(token) + "\"><input type=\"hidden\" name=\"oauth_callback\" value=\"" +
         escaped(callback) + "\"><label>User id <input name=\"uid\" value=\"" + who +
         "\"></label><button name=\"decision\" value=\"approve\">Approve</button>"
         "<button name=\"decision\" value=\"deny\">Deny</button></form></body></html>";
}

std::string with_token(std::string callback, const std::string& token) {
  callback += callback.find('?') == std::string::npos ? '?' : '&';
  return callback + "oauth_token=" + percent_encode(token);
}

}  // namespace

Reply give_request_token(Credentials& credentials, const std::string& key,
                         const std::string& callback, std::int64_t now_s) {
  Token token;
  token.secret = fresh(credentials, "rs");
  token.key = key;
  token.issued_s = now_s;
  token.callback = callback;
  const std::string name = fresh(credentials, "rq");
  const std::string body = "oauth_token=" + percent_encode(name) +
                           "&oauth_token_secret=" + percent_encode(token.secret) +
                           "&xoauth_token_ttl=3600";
  credentials.tokens[name] = std::move(token);
  return form_reply(body);
}

Reply give_access_token(Credentials& credentials, const std::string& request_token,
                        std::int64_t now_s) {
  const auto asked = credentials.tokens.find(request_token);
  if (asked == credentials.tokens.end() || asked->second.state != TokenState::Approved) {
    return refuse(401, "The request token was not authorized");
  }
  Token token = asked->second;
  credentials.tokens.erase(asked);
  token.secret = fresh(credentials, "as");
  token.state = TokenState::Access;
  token.issued_s = now_s;
  const std::string name = fresh(credentials, "ac");
  const std::string body =
      "oauth_token=" + percent_encode(name) + "&oauth_token_secret=" + percent_encode(token.secret);
  credentials.tokens[name] = std::move(token);
  return form_reply(body);
}

Reply consent_page(const Request& request, Credentials& credentials, const State& state) {
  const Parameters form = parse_form(request.method == "POST" ? request.body : request.query);
  const std::string name = find_parameter(form, "oauth_token").value_or("");
  const auto token = credentials.tokens.find(name);
  if (token == credentials.tokens.end() || token->second.state != TokenState::Asked) {
    return refuse(400, "This request token is unknown or was used");
  }
  std::string callback = find_parameter(form, "oauth_callback").value_or("");
  if (callback.empty()) callback = find_parameter(form, "return_url").value_or("");
  if (callback.empty()) callback = token->second.callback;
  const auto key = credentials.keys.find(token->second.key);
  const Id owner = key == credentials.keys.end() ? 0 : key->second.owner;
  if (request.method != "POST") return form_reply(page(name, callback, state.user(owner)));

  const Id uid = to_number(find_parameter(form, "uid").value_or("")).value_or(owner);
  const bool approved = find_parameter(form, "decision").value_or("") == "approve";
  if (approved && state.user(uid) == nullptr) return refuse(400, "There is no such user");
  token->second.state = approved ? TokenState::Approved : TokenState::Denied;
  token->second.user = uid;
  if (callback.empty()) return form_reply(approved ? "Approved" : "Denied");
  return {302, {}, {{"Location", approved ? with_token(callback, name) : callback}}, {}, {}};
}

int revoke(Credentials& credentials, const std::string& token, Id user) {
  int count = 0;
  for (auto& [name, entry] : credentials.tokens) {
    if (entry.state != TokenState::Access) continue;
    if (name != token && (user == 0 || entry.user != user)) continue;
    entry.state = TokenState::Revoked;
    ++count;
  }
  return count;
}

}  // namespace crosswalk::sandbox::schoology
