#include "sandbox/schoology/auth/credentials_json.hpp"

#include <array>
#include <utility>

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::array<std::pair<Scope, const char*>, 3> kScopes{{
    {Scope::System, "system"},
    {Scope::Teacher, "teacher"},
    {Scope::Personal, "personal"},
}};

constexpr std::array<std::pair<TokenState, const char*>, 5> kTokenStates{{
    {TokenState::Asked, "asked"},
    {TokenState::Approved, "approved"},
    {TokenState::Denied, "denied"},
    {TokenState::Access, "access"},
    {TokenState::Revoked, "revoked"},
}};

template <class Table, class Value>
const char* name_in(const Table& table, Value value) {
  for (const auto& [entry, name] : table) {
    if (entry == value) return name;
  }
  return "";
}

Result<void> load_keys(Credentials& credentials, const Json& keys) {
  for (const Json& row : keys) {
    const auto scope = scope_from(row.value("scope", std::string{"system"}));
    const std::string key = row.value("key", std::string{});
    if (!scope || key.empty()) {
      return Error{ErrorCode::BadData, "a key needs key, secret, owner and a known scope"};
    }
    credentials.keys[key] = {row.value("secret", std::string{}), row.value("owner", Id{0}), *scope};
  }
  return {};
}

Result<void> load_tokens(Credentials& credentials, const Json& tokens) {
  for (const Json& row : tokens) {
    Token token;
    const std::string state = row.value("state", std::string{"access"});
    for (const auto& [entry, name] : kTokenStates) {
      if (state == name) token.state = entry;
    }
    token.secret = row.value("secret", std::string{});
    token.key = row.value("key", std::string{});
    token.user = row.value("user", Id{0});
    token.issued_s = row.value("issued_s", std::int64_t{0});
    token.callback = row.value("callback", std::string{});
    credentials.tokens[row.value("token", std::string{})] = std::move(token);
  }
  return {};
}

}  // namespace

std::optional<Scope> scope_from(const std::string& name) {
  for (const auto& [scope, text] : kScopes) {
    if (name == text) return scope;
  }
  return std::nullopt;
}

Json to_json(const Credentials& credentials) {
  Json keys = Json::array();
  for (const auto& [name, key] : credentials.keys) {
    keys.push_back({{"key", name},
                    {"secret", key.secret},
                    {"owner", key.owner},
                    {"scope", name_in(kScopes, key.scope)}});
  }
  Json tokens = Json::array();
  for (const auto& [name, token] : credentials.tokens) {
    tokens.push_back({{"token", name},
                      {"secret", token.secret},
                      {"key", token.key},
                      {"user", token.user},
                      {"state", name_in(kTokenStates, token.state)},
                      {"issued_s", token.issued_s},
                      {"callback", token.callback}});
  }
  return {{"keys", keys}, {"tokens", tokens}, {"next_token", credentials.next_token}};
}

Result<void> load_credentials(Credentials& credentials, const Json& records) {
  try {
    const Json& place = records.contains("credentials") ? records["credentials"] : records;
    CW_CHECK(load_keys(credentials, place.value("keys", Json::array())));
    CW_CHECK(load_tokens(credentials, place.value("tokens", Json::array())));
    credentials.next_token =
        std::max(credentials.next_token, place.value("next_token", std::int64_t{1}));
    return {};
  } catch (const Json::exception& error) {
    return Error{ErrorCode::BadData, std::string{"credentials: "} + error.what()};
  }
}

}  // namespace crosswalk::sandbox::schoology
