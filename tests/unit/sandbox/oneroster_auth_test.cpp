/// Whom the played OneRoster provider lets in (contract, section 7).

#include <gtest/gtest.h>

#include "oneroster_support.hpp"
#include "sandbox/core/oauth1/signature.hpp"

namespace crosswalk::sandbox::test {
namespace {

constexpr const char* kScopes12 = "https://purl.imsglobal.org/spec/or/v1p2/scope/";

std::string path_of(const std::string& base, const std::string& path) { return base + path; }

TEST(SandboxOneRosterAuth, GivesTokensToItsClientAlone) {
  const Provider provider;
  const auto given = provider.request_token("");
  EXPECT_EQ(given.status, 200);
  EXPECT_EQ(given.json()["token_type"], "Bearer");
  EXPECT_EQ(given.json()["expires_in"], 3600);
  EXPECT_EQ(provider.request_token("", "c2FuZGJveC1rZXk6d3Jvbmc=").status, 401);
  EXPECT_EQ(provider.request_token("unheard-of").status, 400);
  const auto form = send(provider.url(), "POST", "/oauth2/token", {{"Content-Type", kForm}},
                         "grant_type=client_credentials&client_id=sandbox-key&client_secret="
                         "sandbox-secret");
  EXPECT_EQ(form.status, 200);
  const auto other =
      send(provider.url(), "POST", "/oauth2/token",
           {{"Authorization", std::string("Basic ") + Provider::kBasic}, {"Content-Type", kForm}},
           "grant_type=password");
  EXPECT_EQ(other.status, 400);
  EXPECT_EQ(other.json()["error"], "unsupported_grant_type");
}

TEST(SandboxOneRosterAuth, WantsATokenAndForgetsIt) {
  Provider provider;
  EXPECT_EQ(send(provider.url(), "GET", path_of(kV12, "orgs"), {}).status, 401);
  const auto wrong = provider.get_with(path_of(kV12, "orgs"), "made-up");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.json()["imsx_CodeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"],
            "unauthorisedrequest");
  EXPECT_EQ(provider.get(kV12, "orgs").status, 200);
  provider.stage().clock().advance(3'600'000);
  EXPECT_EQ(provider.get(kV12, "orgs").status, 401) << "its life is over";
}

TEST(SandboxOneRosterAuth, EnforcesScopes) {
  const Provider provider;
  const auto token = [&](const std::string& scope) {
    return provider.request_token(kScopes12 + scope).json().value("access_token", "");
  };
  const auto status = [&](const std::string& scope, const std::string& path) {
    return provider.get_with(path_of(kV12, path), token(scope)).status;
  };
  EXPECT_EQ(status("roster-core.readonly", "users"), 200);
  EXPECT_EQ(status("roster-core.readonly", "schools/school-01/classes"), 403);
  EXPECT_EQ(status("roster.readonly", "schools/school-01/classes"), 200);
  EXPECT_EQ(status("roster.readonly", "demographics"), 403);
  EXPECT_EQ(status("roster-demographics.readonly", "demographics"), 200);
  EXPECT_EQ(status("roster-demographics.readonly", "users"), 403);
  EXPECT_EQ(provider.get_with(path_of(kV11, "users"), token("roster.readonly")).status, 403)
      << "scopes belong to a version";
}

TEST(SandboxOneRosterAuth, TakesSignedRequestsOf11) {
  Provider provider;
  const std::int64_t now_s = provider.stage().clock().now_s();
  Signer signer;
  int nonce = 0;
  const auto get = [&](const std::string& target, std::int64_t at_s, std::string once = {}) {
    if (once.empty()) once = "n" + std::to_string(++nonce);
    return send(provider.url(), "GET", target,
                {{"Authorization", signer.header("GET", provider.url(), target, once, at_s)}})
        .status;
  };
  const std::string users = std::string(kV11) + "users?limit=2&offset=1&sort=sourcedId";
  EXPECT_EQ(get(users, now_s), 401) << "PLAINTEXT is none of its methods";
  signer.method = "HMAC-SHA1";
  EXPECT_EQ(get(users, now_s, "once"), 200);
  EXPECT_EQ(get(users, now_s, "once"), 401) << "a nonce counts once";
  EXPECT_EQ(get(users, now_s - 2600), 200) << "45 minutes are allowed";
  EXPECT_EQ(get(users, now_s - 2800), 401);
  EXPECT_EQ(get(std::string(kV12) + "users", now_s), 401) << "1.2 knows OAuth 2 alone";
  signer.method = "HMAC-SHA256";
  EXPECT_EQ(get(users, now_s), 200);
  provider.set({{"hmac_sha256", false}});
  EXPECT_EQ(get(users, now_s), 401);
  signer.method = "HMAC-SHA1";
  signer.secret = "wrong";
  EXPECT_EQ(get(users, now_s), 401);
}

// The vector of contract section 7.2, computed with two independent tools.
TEST(SandboxOneRosterAuth, SignsAsTheContractsVector) {
  Request request;
  request.method = "GET";
  request.path = "/ims/oneroster/v1p1/users";
  request.query =
      "limit=2&offset=0&filter=status%3D%27active%27%20AND%20dateLastModified%3E%272026-01-05T00%"
      "3A00%3A00.000Z%27";
  OAuthCall call;
  const auto vector = [&](const char* method) {
    call.signed_parameters = {{"oauth_consumer_key", "lantern-lms"},
                              {"oauth_nonce", "n0nce-0001"},
                              {"oauth_signature_method", method},
                              {"oauth_timestamp", "1767600000"},
                              {"oauth_version", "1.0"}};
    const std::string base = base_string(request, call, "https://sis.maplebrook.example");
    return hmac_base64("Quill%26Ink%207&", base, std::string(method) == "HMAC-SHA256");
  };
  EXPECT_EQ(vector("HMAC-SHA256"), "7HBVUbVVLs5Gk9YSjkqAx9zCWJ7HKz35SPklw5q0t9I=");
  EXPECT_EQ(vector("HMAC-SHA1"), "ZfdMX6opKVSnQveYH+J1/p936kc=");
}

}  // namespace
}  // namespace crosswalk::sandbox::test
