#include "fakes.hpp"

#include "http/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace crosswalk::http {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using test::answer;
using test::Bench;
using test::FakeTransport;
using ::testing::HasSubstr;
using ::testing::Not;

ClientOptions with_profile(AuthProfile profile) {
  ClientOptions options = test::options_for_h();
  options.profiles["sis"] = std::move(profile);
  return options;
}

const AuthProfile kOAuth1{
    .kind =
        OAuth1{.method = OAuth1::Method::HmacSha1, .consumer_key = "k", .consumer_secret = "s"}};
const AuthProfile kOAuth2{
    .kind = OAuth2ClientCredentials{
        .token_url = "https://login.example/token", .client_id = "id", .client_secret = "secret"}};

AuthProfile session() {
  SessionLogin login;
  login.url = "https://login.example/session";
  login.body = R"({"password":"{password}"})";
  login.fields = {{"password", "pw"}};
  login.send_value = "ESP-Session {token}";
  return {.kind = login};
}

const Request kGet{.url = "https://h/x?a=1", .auth_profile = "sis"};
const Request kPost{.method = "POST", .url = "https://h/x", .auth_profile = "sis"};

/// A server with tokens t1, t2, ... that takes only the newest, and only `uses` times.
class TokenServer {
 public:
  explicit TokenServer(int uses) : uses_(uses) {}

  WireOutcome operator()(const FakeTransport::Seen& seen) {
    if (seen.credentials) {
      ++tokens;
      left_ = uses_;
      const std::string token = "t" + std::to_string(tokens);
      return answer(200, R"({"token":")" + token + R"(","access_token":")" + token + "\"}");
    }
    if (!seen.header("Authorization").ends_with(" t" + std::to_string(tokens)) || left_ == 0)
      return answer(401);
    --left_;
    return answer(200, "ok");
  }
  int tokens = 0;

 private:
  int uses_;
  int left_ = 0;
};

std::string sent_with(AuthProfile profile, const std::string& header) {
  FakeTransport transport;
  Bench bench{transport, with_profile(std::move(profile))};
  EXPECT_TRUE(bench.send(kGet));
  return transport.seen().front().header(header);
}

TEST(Authentication, StaticCredentialsGoWhereTheyBelong) {
  EXPECT_EQ(sent_with({.kind = Basic{"me", "pw:1"}}, "Authorization"),
            "Basic " + base64("me:pw:1"));
  EXPECT_EQ(sent_with({.kind = Bearer{"tok"}}, "Authorization"), "Bearer tok");
  EXPECT_EQ(sent_with({.kind = ApiKeyHeader{"X-Api-Key", "demo"}}, "X-Api-Key"), "demo");

  FakeTransport transport;
  Bench bench{transport, with_profile({.kind = ApiKeyQuery{"apiKey", "demo&0"}})};
  EXPECT_TRUE(bench.send(kGet));
  EXPECT_EQ(transport.seen().front().url, "https://h/x?a=1&apiKey=demo%260");
}

TEST(Authentication, ExtraHeadersGoWithIt) {
  EXPECT_EQ(sent_with({.kind = Bearer{"t"}, .extra_headers = {{"x-vendor-authorization", "k:s"}}},
                      "x-vendor-authorization"),
            "k:s");
}

TEST(Authentication, ARefusalOfStaticCredentialsIsNeverRepeated) {
  for (const AuthProfile& profile :
       {AuthProfile{.kind = Basic{"me", "pw"}}, AuthProfile{.kind = Bearer{"t"}},
        AuthProfile{.kind = ApiKeyQuery{"k", "v"}}, AuthProfile{.kind = ApiKeyHeader{"K", "v"}},
        kOAuth1}) {
    FakeTransport transport{{answer(401)}};
    Bench bench{transport, with_profile(profile)};
    EXPECT_EQ(bench.send(kGet)->status, 401);
    EXPECT_EQ(transport.seen().size(), 1U);
  }
}

// A replayed nonce is a 401: each attempt is signed anew, and after the wait, not before it.
TEST(Authentication, OAuth1SignsEveryAttemptAnew) {
  FakeTransport transport{{answer(429), answer(503), answer(200)}};
  Bench bench{transport, with_profile(kOAuth1)};
  ASSERT_TRUE(bench.send(kGet));
  std::set<std::string> headers;
  for (const auto& seen : transport.seen()) headers.insert(seen.header("Authorization"));
  EXPECT_EQ(headers.size(), 3U);
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(bench.clock.now()).time_since_epoch().count();
  EXPECT_THAT(transport.seen().back().header("Authorization"),
              HasSubstr("oauth_timestamp=\"" + std::to_string(seconds) + "\""));
}

TEST(Authentication, OAuth1CorrectsAClockThatIsOffOnce) {
  const Headers date{
      {"Date", "Mon, 05 Jan 2026 01:00:00 GMT"}};  // one hour ahead of the fake clock
  FakeTransport transport{{answer(401, "", date), answer(200), answer(200), answer(401, "", date)}};
  Bench bench{transport, with_profile(kOAuth1)};
  const auto response = bench.send(kPost);  // refused before it was looked at: safe even for a POST
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->attempts, 2U);
  EXPECT_FALSE(response->after_lost_answer);
  EXPECT_THAT(bench.log.text(), HasSubstr("http.clock_off"));
  EXPECT_THAT(bench.log.text(), HasSubstr("3600 s"));
  EXPECT_EQ(bench.send(kGet)->status, 200);
  EXPECT_EQ(bench.send(kGet)->status, 401);  // not a second time
  for (std::size_t i = 1; i < 4; ++i) {
    EXPECT_THAT(transport.seen()[i].header("Authorization"),
                HasSubstr("oauth_timestamp=\"1767574800\""));
  }
}

TEST(Authentication, OAuth1LeavesTheClockAloneWithoutReason) {
  for (const Headers& headers :
       std::vector<Headers>{{}, {{"Date", "soon"}}, {{"Date", "Mon, 05 Jan 2026 00:00:59 GMT"}}}) {
    FakeTransport transport{{answer(401, "", headers)}};
    Bench bench{transport, with_profile(kOAuth1)};
    EXPECT_EQ(bench.send(kGet)->status, 401);
    EXPECT_EQ(transport.seen().size(), 1U);
  }
}

TEST(Authentication, OAuth1SignsAFormBodyAndNoOther) {
  const auto header = [](const std::string& type, const std::string& body) {
    FakeTransport transport;
    Bench bench{transport, with_profile(kOAuth1)};
    EXPECT_TRUE(bench.send({.method = "POST",
                            .url = "https://h/x",
                            .headers = {{"Content-Type", type}},
                            .body = body,
                            .auth_profile = "sis"}));
    return transport.seen().front().header("Authorization");
  };
  EXPECT_EQ(header("application/json", "a=1"), header("application/json", "a=2"));
  const std::string form = "application/x-www-form-urlencoded; charset=UTF-8";
  EXPECT_NE(header(form, "a=1"), header(form, "a=2"));
}

class Tokens : public ::testing::TestWithParam<AuthProfile> {};

TEST_P(Tokens, AreFetchedOnceAndKept) {
  TokenServer server{100};
  FakeTransport transport{[&](const auto& seen, CancelToken) { return server(seen); }};
  Bench bench{transport, with_profile(GetParam())};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(bench.send(kPost)->status, 200);
  EXPECT_EQ(server.tokens, 1);
  EXPECT_EQ(bench.client->counters().token_requests, 1U);
  EXPECT_EQ(bench.client->counters().writes, 5U);
}

TEST_P(Tokens, AreRenewedOnceWhenTheyHaveRunOut) {
  TokenServer server{2};
  FakeTransport transport{[&](const auto& seen, CancelToken) { return server(seen); }};
  Bench bench{transport, with_profile(GetParam())};
  for (int i = 0; i < 6; ++i) EXPECT_EQ(bench.send(kPost)->status, 200);
  EXPECT_EQ(server.tokens, 3);
  EXPECT_THAT(bench.clock.sleeps(), ::testing::IsEmpty());
}

TEST_P(Tokens, AreNotRenewedForAPermissionThatIsMissing) {
  TokenServer server{0};
  FakeTransport transport{[&](const auto& seen, CancelToken) { return server(seen); }};
  Bench bench{transport, with_profile(GetParam())};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bench.send(kGet)->status, 401);
  EXPECT_EQ(server.tokens, 1);
}

TEST_P(Tokens, ARequestThatMustNotBeRepeatedLeavesTheRenewalToTheNext) {
  TokenServer server{1};
  FakeTransport transport{[&](const auto& seen, CancelToken) { return server(seen); }};
  Bench bench{transport, with_profile(GetParam())};
  Request once = kGet;
  once.retry = Retry::Never;
  EXPECT_EQ(bench.send(once)->status, 200);
  EXPECT_EQ(bench.send(once)->status, 401);
  EXPECT_EQ(bench.send(once)->status, 200);
}

TEST_P(Tokens, InvalidateFetchesAnew) {
  TokenServer server{100};
  FakeTransport transport{[&](const auto& seen, CancelToken) { return server(seen); }};
  Bench bench{transport, with_profile(GetParam())};
  EXPECT_TRUE(bench.send(kGet));
  EXPECT_TRUE(bench.client->invalidate("sis"));
  EXPECT_TRUE(bench.send(kGet));
  EXPECT_EQ(server.tokens, 2);
  EXPECT_EQ(bench.client->invalidate("none").error().code, ErrorCode::InvalidArgument);
}

// Five refusals lock the account: after the first one nothing is sent any more.
TEST_P(Tokens, ARefusalIsNeverRepeated) {
  FakeTransport transport{[](const auto&, CancelToken) { return answer(401); }};
  Bench bench{transport, with_profile(GetParam())};
  for (int i = 0; i < 4; ++i) EXPECT_EQ(bench.send(kPost).error().code, ErrorCode::Unauthenticated);
  EXPECT_EQ(transport.seen().size(), 1U);
}

TEST_P(Tokens, TroubleAtTheTokenEndpointIsRetriedAndThenUnavailable) {
  FakeTransport transport{[](const auto&, CancelToken) { return answer(503); }};
  Bench bench{transport, with_profile(GetParam())};
  EXPECT_EQ(bench.send(kPost).error().code, ErrorCode::Unavailable);
  EXPECT_EQ(transport.seen().size(), 5U);
}

// The PUT was sent once and lost; that no token can be had now does not make it undone.
TEST_P(Tokens, ALostWriteStaysUnknownWhenTheTokenCannotBeRenewed) {
  int calls = 0;
  FakeTransport transport{[&](const FakeTransport::Seen& seen, CancelToken) -> WireOutcome {
    ++calls;
    if (seen.credentials && calls > 1) return answer(404);
    if (seen.credentials) return answer(200, R"({"token":"t","access_token":"t","expires_in":1})");
    return Failure{FailureKind::Cut, ""};
  }};
  AuthProfile profile = GetParam();
  Bench bench{transport, with_profile(profile)};
  Request put = kPost;
  put.method = "PUT";
  EXPECT_EQ(bench.send(put).error().code, ErrorCode::OutcomeUnknown);
}

TEST_P(Tokens, AreFetchedOnlyWhereTheConnectorMay) {
  FakeTransport transport;
  ClientOptions options = with_profile(GetParam());
  options.egress = *Egress::from_urls({"https://h"});
  Bench bench{transport, options};
  const auto response = bench.send(kGet);
  EXPECT_EQ(response.error().code, ErrorCode::Forbidden);
  EXPECT_THAT(response.error().message, HasSubstr("login.example:443"));
  EXPECT_TRUE(transport.seen().empty());
}

INSTANTIATE_TEST_SUITE_P(Authentication, Tokens, ::testing::Values(kOAuth2, session()),
                         [](const auto& one) { return one.index == 0 ? "OAuth2" : "Session"; });

TEST(Authentication, RefusesProfilesThatAreIncomplete) {
  const auto refusal = [](AuthProfile profile) {
    FakeTransport transport;
    test::FakeClock clock;
    test::FakeLog log;
    test::FakeRandom random;
    const auto client =
        Client::create(with_profile(std::move(profile)), {clock, log, random, transport});
    if (client) return std::string{"(fine)"};
    EXPECT_EQ(client.error().code, ErrorCode::BadConfig);
    EXPECT_THAT(client.error().message, HasSubstr("sis"));
    EXPECT_THAT(client.error().message, Not(HasSubstr("s3cret")));
    return client.error().message;
  };
  EXPECT_THAT(refusal({.kind = OAuth1{.consumer_secret = "s3cret"}}), HasSubstr("consumer key"));
  EXPECT_THAT(refusal({.kind = OAuth1{.consumer_key = "k"}}), HasSubstr("consumer secret"));
  EXPECT_THAT(
      refusal({.kind = OAuth1{.consumer_key = "k", .consumer_secret = "s", .realm = "a\"b"}}),
      HasSubstr("realm"));
  EXPECT_THAT(refusal({.kind = OAuth2ClientCredentials{.client_id = "a", .client_secret = "b"}}),
              HasSubstr("token address"));
  EXPECT_THAT(
      refusal({.kind = OAuth2ClientCredentials{.token_url = "https://h", .client_id = "a"}}),
      HasSubstr("client secret"));
  EXPECT_THAT(refusal({.kind = Basic{"a:b", "s3cret"}}), HasSubstr("colon"));
  EXPECT_THAT(refusal({.kind = ApiKeyHeader{"X Y", "s3cret"}}), HasSubstr("header"));
  EXPECT_THAT(refusal({.kind = ApiKeyHeader{"X", ""}}), HasSubstr("API key"));
  EXPECT_THAT(refusal({.kind = ApiKeyQuery{"", "s3cret"}}), HasSubstr("parameter"));
  EXPECT_THAT(refusal({.kind = Bearer{"s3cret\n"}}), HasSubstr("token"));
  EXPECT_THAT(refusal({.kind = Bearer{"t"}, .extra_headers = {{"X", "s3cret\r\n"}}}),
              HasSubstr("'X'"));
  SessionLogin login = std::get<SessionLogin>(session().kind);
  login.find_name = "token";
  EXPECT_THAT(refusal({.kind = login}), HasSubstr("JSON pointer"));
  login = std::get<SessionLogin>(session().kind);
  login.fields.clear();
  EXPECT_THAT(refusal({.kind = login}), HasSubstr("'password'"));
}

}  // namespace
}  // namespace crosswalk::http
