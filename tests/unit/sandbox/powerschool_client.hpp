#pragma once

/// \file
/// A PowerSchool sandbox in this process, and a small client of it.

#include <memory>
#include <string>

#include "client.hpp"
#include "sandbox/core/stage.hpp"
#include "sandbox/powerschool/kind.hpp"

namespace crosswalk::sandbox::test {

/// The contract's fixture on a clock that stands at 2026-10-01, 12:00 UTC.
class PowerSchool {
 public:
  explicit PowerSchool(const Json& settings = Json::object(), const District* district = nullptr) {
    auto stage = Stage::create(0, [&](const std::string& url, Clock& clock) {
      SystemStart start;
      start.settings_json = settings.dump();
      start.district = district;
      return kPowerSchool.create(start, url, clock);
    });
    if (!stage) return;
    stage_ = std::move(*stage);
    stage_->clock().set(1'790'856'000'000);
  }

  Stage& stage() { return *stage_; }
  std::string url() const { return stage_->base_url(); }

  /// POST /oauth/access_token with the credentials of the kind, unless told otherwise.
  Answered sign_in(const std::string& basic = kBasic,
                   const std::string& body = "grant_type=client_credentials",
                   const std::string& query = "") {
    return send(url(), "POST", "/oauth/access_token" + query,
                {{"Authorization", "Basic " + basic},
                 {"Content-Type", "application/x-www-form-urlencoded"}},
                body);
  }
  std::string token() {
    if (token_.empty()) token_ = sign_in().json().value("access_token", "");
    return token_;
  }
  HeaderList headers() {
    return {{"Authorization", "Bearer " + token()}, {"Accept", "application/json"}};
  }
  Answered get(const std::string& target) { return send(url(), "GET", target, headers()); }
  Answered query(const std::string& name, const Json& arguments = Json::object(),
                 const std::string& parameters = "") {
    auto with = headers();
    with.emplace_back("Content-Type", "application/json");
    return send(url(), "POST", "/ws/schema/query/" + name + parameters, with, arguments.dump());
  }
  /// One of our package's queries.
  Answered ours(const std::string& name, const Json& arguments = Json::object(),
                const std::string& parameters = "") {
    return query("org.example.bridge." + name, arguments, parameters);
  }
  Result<Json> deed(const std::string& name, const Json& body) {
    return stage_->system().deed(name, body);
  }
  void set(const Json& settings) { EXPECT_TRUE(stage_->system().change_settings(settings)); }

  /// base64 of the kind's client id, a colon and its secret.
  static constexpr char kBasic[] =
      "N2M5YTJhNTQtMDAwMC00MDAwLTgwMDAtMDAwMDAwMGMxMWU3OjVlMGMyZTEwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAw"
      "NWVjMg==";

 private:
  std::unique_ptr<Stage> stage_;
  std::string token_;
};

}  // namespace crosswalk::sandbox::test
