/// Signatures, replay, skew, keys and the three-legged dance (contract section 3).

#include <gtest/gtest.h>

#include "client.hpp"
#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::test {
namespace {

constexpr const char* kReplay =
    "Duplicate timestamp/nonce combination, possible replay attack. Request rejected.";

std::string plain_header(std::int64_t now_s, const std::string& nonce,
                         const std::string& signature = "sandbox-secret%26") {
  return "OAuth oauth_consumer_key=\"sandbox-key\",oauth_signature_method=\"PLAINTEXT\","
         "oauth_timestamp=\"" +
         std::to_string(now_s) + "\",oauth_nonce=\"" + nonce + "\",oauth_signature=\"" + signature +
         "\"";
}

TEST(SandboxAuth, TakesBothSignatureMethods) {
  const auto server = make_server();
  Client client{*server};
  for (const char* method : {"PLAINTEXT", "HMAC-SHA1"}) {
    client.signer().method = method;
    EXPECT_EQ(client.get("roles").status, 200) << method;
    EXPECT_EQ(client.get("users?building_id=500100&limit=3").status, 200) << method;
    client.signer().secret = "wrong";
    EXPECT_EQ(client.get("roles").status, 401) << method;
    client.signer().secret = "sandbox-secret";
  }
  EXPECT_EQ(server->request_log().back().trace.verdict, "bad signature");
}

TEST(SandboxAuth, TakesSha256OnlyBehindItsSwitch) {
  const auto server = make_server();
  Client client{*server};
  client.signer().method = "HMAC-SHA256";
  EXPECT_EQ(client.get("roles").status, 401);
  ASSERT_TRUE(server->change_settings({{"hmac_sha256", true}}));
  EXPECT_EQ(client.get("roles").status, 200);
}

TEST(SandboxAuth, SignsTheQueryButNotTheBody) {
  const auto server = make_server();
  Client client{*server};
  const std::string url = server->base_url();
  client.signer().method = "HMAC-SHA1";
  const auto header =
      client.signer().header("GET", url, "/v1/users?limit=1", "other-query", client.now_s());
  EXPECT_EQ(send(url, "GET", "/v1/users?limit=2", {{"Authorization", header}}).status, 401);
  EXPECT_EQ(
      client
          .post("gradingperiods", {{"title", "T"}, {"start", "2026-01-01"}, {"end", "2026-02-01"}})
          .status,
      201);
}

TEST(SandboxAuth, TakesASignatureForThePublicOrigin) {
  const auto server = make_server();
  Client client{*server};
  client.signer().method = "HMAC-SHA1";
  const std::string target = "/v1/roles";
  const auto header =
      client.signer().header("GET", "https://api.schoology.com", target, "p1", client.now_s());
  EXPECT_EQ(send(server->base_url(), "GET", target,
                 {{"Authorization", header}, {"Host", "api.schoology.com"}})
                .status,
            200);
}

TEST(SandboxAuth, EncodedCodesAreSignedAsTheyAreSent) {
  const auto server = make_district();
  ASSERT_TRUE(server->seed(
      {{"users", {{{"school_uid", "A/B #1"}, {"username", "ab1"}, {"role_id", 9001}}}}}));
  Client client{*server};
  client.signer().method = "HMAC-SHA1";
  EXPECT_EQ(client.get("users/ext/A%2FB%20%231").status, 303);
}

TEST(SandboxAuth, RefusesAReplayAlsoForAnotherAddress) {
  const auto server = make_server();
  const std::string url = server->base_url();
  Client client{*server};
  client.signer().method = "HMAC-SHA1";
  const auto header = client.signer().header("GET", url, "/v1/users/me", "once", client.now_s());
  const auto first = send(url, "GET", "/v1/users/me", {{"Authorization", header}});
  ASSERT_EQ(first.status, 303);
  EXPECT_EQ(first.headers.at("Location"), url + "/v1/users/90001");
  const auto second = send(url, "GET", "/v1/users/90001", {{"Authorization", header}});
  EXPECT_EQ(second.status, 401);
  EXPECT_EQ(second.body, kReplay);
}

TEST(SandboxAuth, ChecksTheClock) {
  const auto server = make_server();
  const std::string url = server->base_url();
  const std::int64_t now = server->clock().now_s();
  const auto status = [&](std::int64_t at, const char* nonce) {
    return send(url, "GET", "/v1/roles", {{"Authorization", plain_header(at, nonce)}}).status;
  };
  EXPECT_EQ(status(now - 200, "a"), 200);
  EXPECT_EQ(status(now - 400, "b"), 401);
  EXPECT_EQ(status(now + 400, "c"), 401);
  ASSERT_TRUE(server->change_settings({{"strict_sequence", true}}));
  EXPECT_EQ(status(now, "d"), 200);
  EXPECT_EQ(status(now - 1, "e"), 401);
}

TEST(SandboxAuth, ReadsHeadersAsRealClientsWriteThem) {
  const auto server = make_server();
  const std::string url = server->base_url();
  const std::int64_t now = server->clock().now_s();
  const auto status = [&](const std::string& header) {
    return send(url, "GET", "/v1//roles/", {{"Authorization", header}}).status;
  };
  EXPECT_EQ(status(plain_header(now, "ab+/==")), 200) << "raw base64 nonce";
  EXPECT_EQ(status(plain_header(now, "n2", "sandbox-secret&")), 200) << "literal ampersand";
  EXPECT_EQ(status(plain_header(now, "n3", "sandbox-secret%2526")), 200) << "encoded twice";
  EXPECT_EQ(status(plain_header(now, "n4", "sandbox-secret")), 401);
  EXPECT_EQ(status("Bearer abc"), 401);
  EXPECT_EQ(send(url, "GET", "/v1/roles", {}).status, 401);
}

TEST(SandboxAuth, TakesParametersInTheQueryOfAGet) {
  const auto server = make_server();
  const std::string query =
      "oauth_consumer_key=sandbox-key&oauth_signature_method=PLAINTEXT&oauth_nonce=q1"
      "&oauth_signature=sandbox-secret%26&oauth_timestamp=" +
      std::to_string(server->clock().now_s());
  EXPECT_EQ(send(server->base_url(), "GET", "/v1/roles?" + query, {}).status, 200);
}

TEST(SandboxAuth, APersonalKeyReadsItsOwnerOnly) {
  const auto server = make_district({{"rate_credits", 0}}, {{"pk", "ps", "personal", 90003}});
  Client own{*server, {"pk", "ps", {}, {}, "PLAINTEXT"}};
  EXPECT_EQ(own.get("users/me").status, 303);
  EXPECT_EQ(own.get("users/90003").status, 200);
  const auto other = own.get("users/90004");
  EXPECT_EQ(other.status, 401);
  EXPECT_EQ(other.body, "");
  EXPECT_EQ(own.get("users").status, 401);
  EXPECT_EQ(own.get("courses").status, 403);
}

TEST(SandboxAuth, ATeacherKeySeesOwnSectionsAndLessOfStudents) {
  const auto server = make_district({{"rate_credits", 0}}, {{"tk", "ts", "teacher", 90002}});
  Client teacher{*server, {"tk", "ts", {}, {}, "PLAINTEXT"}};
  EXPECT_EQ(teacher.get("courses").status, 403);
  EXPECT_EQ(teacher.get("gradingperiods").status, 403);
  EXPECT_EQ(teacher.get("schools/500100/buildings").status, 403);
  EXPECT_EQ(teacher.get("sections/710201").status, 403);
  ASSERT_TRUE(server->deed("enroll", {{"section_id", 710201}, {"uid", 90002}, {"admin", 1}}));
  EXPECT_EQ(teacher.get("sections/710201").status, 200);
  const Json student = teacher.get("users/90003").json();
  EXPECT_EQ(student["name_last"], "One");
  for (const char* key :
       {"school_uid", "username", "grad_year", "position", "password", "role_id"}) {
    EXPECT_FALSE(student.contains(key)) << key;
  }
}

TEST(SandboxAuth, RunAsNeedsAnAdministratorAndTheRolesPermission) {
  const auto server = make_district({{"rate_credits", 0}}, {{"tk", "ts", "teacher", 90002}});
  Client admin{*server};
  const auto as = [](const char* who) { return HeaderList{{"X-Schoology-Run-As", who}}; };
  EXPECT_EQ(admin.call("GET", "users/me", nullptr, as("90003")).headers.at("Location"),
            server->base_url() + "/v1/users/90003");
  EXPECT_EQ(admin.call("GET", "users/me", nullptr, as("4711")).status, 403);
  EXPECT_EQ(admin.call("GET", "users/me", nullptr, as("abc")).status, 403);
  EXPECT_EQ(admin.call("GET", "users/me", nullptr, as("90001")).status, 403) << "permission is off";
  Client teacher{*server, {"tk", "ts", {}, {}, "PLAINTEXT"}};
  EXPECT_EQ(teacher.call("GET", "users/me", nullptr, as("90003")).status, 403);
}

TEST(SandboxAuth, ABoundAdministratorSeesOneBuilding) {
  const auto server = make_district({{"rate_credits", 0}}, {{"bk", "bs", "system", 90002}});
  Client bound{*server, {"bk", "bs", {}, {}, "PLAINTEXT"}};
  EXPECT_EQ(bound.get("users").json()["total"], "3") << "the district's administrator is elsewhere";
  EXPECT_EQ(bound.get("users/90001").status, 403);
  EXPECT_EQ(bound.get("csvexport/users").status, 403);
}

Parameters form(const std::string& text) { return parse_form(text); }

/// Steps 1 to 5; an empty token when access was denied.
Signer consent(SchoologyServer& server, const char* decision, const char* callback_name) {
  Client client{server};
  const auto asked = form(client.get("oauth/request_token").body);
  const std::string token = find_parameter(asked, "oauth_token").value_or("");
  const std::string back = "http%3A%2F%2Fhost.example%2Fback";
  const auto page =
      send(server.base_url(), "GET",
           "/oauth/authorize?oauth_token=" + token + "&" + callback_name + "=" + back, {});
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("Approve"), std::string::npos);
  const auto sent = send(server.base_url(), "POST", "/oauth/authorize", {},
                         "oauth_token=" + token + "&" + callback_name + "=" + back +
                             "&uid=90003&decision=" + decision);
  EXPECT_EQ(sent.status, 302);
  const bool approved = std::string{decision} == "approve";
  EXPECT_EQ(sent.headers.at("Location"), approved ? "http://host.example/back?oauth_token=" + token
                                                  : "http://host.example/back");
  Signer signer;
  signer.token = token;
  signer.token_secret = find_parameter(asked, "oauth_token_secret").value_or("");
  signer.method = "HMAC-SHA1";
  const auto traded = Client{server, signer}.get("oauth/access_token");
  EXPECT_EQ(traded.status, approved ? 200 : 401);
  signer.token = find_parameter(form(traded.body), "oauth_token").value_or("");
  signer.token_secret = find_parameter(form(traded.body), "oauth_token_secret").value_or("");
  return signer;
}

TEST(SandboxAuth, ThreeLeggedTokensActAsThePersonWhoApproved) {
  const auto server = make_district();
  const Signer signer = consent(*server, "approve", "oauth_callback");
  Client person{*server, signer};
  EXPECT_EQ(person.get("app-user-info").json()["api_uid"], 90003);
  EXPECT_EQ(person.get("users/90004").status, 401);
  Client stolen{*server, {signer.key, signer.secret, signer.token, "wrong", "HMAC-SHA1"}};
  EXPECT_EQ(stolen.get("app-user-info").status, 401);
}

TEST(SandboxAuth, ThreeLeggedTokensDieOfAgeAndOfRevocation) {
  const auto server = make_district();
  Client old{*server, consent(*server, "approve", "return_url")};
  server->clock().advance(89LL * 86'400'000);
  EXPECT_EQ(old.get("app-user-info").status, 200);
  server->clock().advance(2LL * 86'400'000);
  EXPECT_EQ(old.get("app-user-info").status, 401);
  Client revoked{*server, consent(*server, "approve", "return_url")};
  EXPECT_EQ(revoked.get("app-user-info").status, 200);
  EXPECT_EQ((*server->deed("revoke", {{"uid", 90003}}))["revoked"], 2);
  EXPECT_EQ(revoked.get("app-user-info").status, 401);
}

TEST(SandboxAuth, DeniedConsentGivesNoToken) {
  const auto server = make_district();
  EXPECT_EQ(consent(*server, "deny", "oauth_callback").token, "");
}

TEST(SandboxAuth, RequestTokensSignNothingElse) {
  const auto server = make_server();
  Client client{*server};
  const auto asked = form(client.get("oauth/request_token").body);
  Signer signer;
  signer.token = find_parameter(asked, "oauth_token").value_or("");
  signer.token_secret = find_parameter(asked, "oauth_token_secret").value_or("");
  EXPECT_EQ(Client(*server, signer).get("roles").status, 401);
}

}  // namespace
}  // namespace crosswalk::sandbox::test
