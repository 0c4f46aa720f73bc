#pragma once

/// \file
/// A played OneRoster provider over real HTTP, with a token of each version at hand.

#include <memory>
#include <string>

#include "client.hpp"
#include "sandbox/core/stage.hpp"
#include "sandbox/oneroster/kind.hpp"

namespace crosswalk::sandbox::test {

inline constexpr const char* kV11 = "/ims/oneroster/v1p1/";
inline constexpr const char* kV12 = "/ims/oneroster/rostering/v1p2/";
inline constexpr const char* kForm = "application/x-www-form-urlencoded";

/// Its small default state: one school with eight students, unless records are given.
class Provider {
 public:
  explicit Provider(const Json& settings = Json::object(), const District* district = nullptr) {
    SystemStart start;
    start.settings_json = settings.dump();
    start.district = district;
    auto made = Stage::create(0, [&](const std::string& url, Clock& clock) {
      clock.set(1'790'000'000'000);
      return kOneRoster.create(start, url, clock);
    });
    if (made) stage_ = std::move(made).value();
    token_ = request_token("").json().value("access_token", "");
  }

  /// A token request with client id and secret in the header.
  Answered request_token(const std::string& scope, const std::string& basic = kBasic) const {
    const std::string body =
        "grant_type=client_credentials" + (scope.empty() ? std::string() : "&scope=" + scope);
    return send(url(), "POST", "/oauth2/token",
                {{"Authorization", "Basic " + basic}, {"Content-Type", kForm}}, body);
  }

  /// GET of a path below the version's base, with the token that allows everything.
  Answered get(const std::string& base, const std::string& path) const {
    return get_with(base + path, token_);
  }
  Answered get_with(const std::string& target, const std::string& token) const {
    return send(url(), "GET", target, {{"Authorization", "Bearer " + token}});
  }
  /// The sourcedIds of a list.
  std::vector<std::string> ids(const std::string& base, const std::string& path,
                               const char* key) const {
    std::vector<std::string> out;
    const Json body = get(base, path).json();
    if (!body.contains(key)) return {"(no " + std::string(key) + ")"};
    for (const Json& record : body[key]) out.push_back(record.value("sourcedId", "?"));
    return out;
  }

  Answered control(const std::string& verb, const std::string& name,
                   const Json& body = nullptr) const {
    return send(url(), verb, "/_sandbox/" + name, {}, body.is_null() ? std::string{} : body.dump());
  }
  void set(const Json& settings) const { control("POST", "settings", settings); }

  std::string url() const { return stage_->base_url(); }
  Stage& stage() { return *stage_; }

  /// sandbox-key:sandbox-secret
  static constexpr const char* kBasic = "c2FuZGJveC1rZXk6c2FuZGJveC1zZWNyZXQ=";

 private:
  std::unique_ptr<Stage> stage_;
  std::string token_;
};

}  // namespace crosswalk::sandbox::test
