#include "fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using std::chrono::milliseconds;
using test::answer;
using test::Bench;
using test::FakeTransport;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const Failure kCut{FailureKind::Cut, "h:443"};
const Failure kRefused{FailureKind::Refused, "h:443"};
const Failure kStale{FailureKind::Cut, "h:443", true};

Request request(std::string method, Retry retry = Retry::HostPolicy) {
  return {.method = std::move(method), .url = "https://h/x", .rate_bucket = "api", .retry = retry};
}

TEST(Exchange, ReturnsEveryAnswerWhateverItsStatus) {
  for (const int status : {200, 204, 207, 303, 400, 403, 404, 409, 410, 415, 501}) {
    FakeTransport transport{{answer(status, "b", {{"X", "1"}})}};
    Bench bench{transport};
    const auto response = bench.send(request("GET"));
    ASSERT_TRUE(response) << status;
    EXPECT_EQ(response->status, status);
    EXPECT_EQ(response->body, "b");
    EXPECT_EQ(response->headers, (Headers{{"X", "1"}}));
    EXPECT_EQ(response->attempts, 1U);
    EXPECT_EQ(transport.seen().size(), 1U);
  }
}

TEST(Exchange, PassesOnWhatTheRequestSaysAndItsDefaults) {
  FakeTransport transport;
  Bench bench{transport};
  ASSERT_TRUE(bench.send(
      {.method = "POST", .url = "https://h/x?q=1", .headers = {{"Accept", "a/b"}}, .body = "{}"}));
  ASSERT_TRUE(bench.send({.url = "https://h/y", .timeout = milliseconds{5}, .max_body = 7}));
  const auto seen = transport.seen();
  EXPECT_EQ(seen[0].url, "https://h/x?q=1");
  EXPECT_EQ(seen[0].body, "{}");
  EXPECT_EQ(seen[0].header("Accept"), "a/b");
  EXPECT_EQ(seen[0].header("User-Agent"), "crosswalk");
  EXPECT_EQ(seen[0].header("Authorization"), "(none)");
  EXPECT_EQ(seen[0].timeout, ClientOptions{}.timeout);
  EXPECT_EQ(seen[0].max_body, ClientOptions{}.max_body);
  EXPECT_FALSE(seen[0].repeatable);
  EXPECT_EQ(seen[1].timeout, milliseconds{5});
  EXPECT_EQ(seen[1].max_body, 7U);
  EXPECT_TRUE(seen[1].repeatable);
}

TEST(Exchange, RefusesARequestThatCannotBeSentSafely) {
  const std::vector<Request> bad{
      {.url = "nowhere"},
      {.method = "GET x", .url = "https://h/"},
      {.method = "", .url = "https://h/"},
      {.url = "https://h/", .headers = {{"X", "a\r\nY: b"}}},
      {.url = "https://h/", .headers = {{"X Y", "a"}}},
      {.url = "https://h/", .headers = {{"host", "other"}}},
      {.url = "https://h/", .headers = {{"Content-Length", "3"}}},
      {.url = "https://h/", .headers = {{"Authorization", "Bearer x"}}},
      {.url = "https://h/", .auth_profile = "none"},
      {.url = "https://h/", .rate_bucket = "none"},
      {.url = "https://h/", .idempotency_key = "a\nb"},
  };
  FakeTransport transport;
  Bench bench{transport};
  for (const Request& one : bad) {
    const auto response = bench.send(one);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::InvalidArgument) << response.error().message;
  }
  EXPECT_THAT(transport.seen(), IsEmpty());
}

TEST(Exchange, SendsOnlyWhereTheConnectorMay) {
  FakeTransport transport;
  Bench bench{transport};
  const auto response = bench.send({.url = "https://evil.example/?token=s3cret"});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::Forbidden);
  EXPECT_THAT(response.error().message,
              AllOf(HasSubstr("evil.example:443"), HasSubstr("h:443"), Not(HasSubstr("s3cret"))));
  EXPECT_THAT(transport.seen(), IsEmpty());
}

TEST(Exchange, RepeatsAfterBackoffUntilItWorks) {
  FakeTransport transport{{answer(503), kCut, kRefused, answer(200, "at last")}};
  Bench bench{transport};
  const auto response = bench.send(request("GET"));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "at last");
  EXPECT_EQ(response->attempts, 4U);
  EXPECT_FALSE(response->after_lost_answer);  // a read
  EXPECT_THAT(bench.clock.sleeps(),
              ElementsAre(milliseconds{4000}, milliseconds{8000}, milliseconds{16000}));
  EXPECT_THAT(bench.log.text(),
              AllOf(HasSubstr("GET https://h/x: 503 at attempt 1, again in 4000 ms"),
                    HasSubstr("cut at attempt 2")));
}

TEST(Exchange, GivesTheLastAnswerAfterTheLastAttempt) {
  FakeTransport transport{std::vector<WireOutcome>(9, answer(500, "sorry"))};
  Bench bench{transport};
  const auto response = bench.send(request("GET"));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 500);
  EXPECT_EQ(response->attempts, 5U);
}

TEST(Exchange, NeverRepeatsWhatItMustNot) {
  for (const auto& outcome :
       std::vector<WireOutcome>{answer(429), answer(500), kCut, kRefused, kStale}) {
    FakeTransport transport{{outcome}};
    Bench bench{transport};
    (void)bench.send(request("GET", Retry::Never));
    EXPECT_EQ(transport.seen().size(), 1U);
    EXPECT_THAT(bench.clock.sleeps(), IsEmpty());
  }
}

TEST(Exchange, ALostWriteIsUnknownAndNotRepeated) {
  for (const FailureKind kind : {FailureKind::Cut, FailureKind::Timeout, FailureKind::TooLarge}) {
    FakeTransport transport{{Failure{kind, ""}}};
    Bench bench{transport};
    const auto response = bench.send(request("POST"));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::OutcomeUnknown);
    EXPECT_THAT(response.error().message, HasSubstr("POST https://h/x"));
    EXPECT_EQ(transport.seen().size(), 1U);
  }
}

TEST(Exchange, AWriteThatNeverLeftIsUnavailable) {
  FakeTransport transport{std::vector<WireOutcome>(9, kRefused)};
  Bench bench{transport};
  const auto response = bench.send(request("POST"));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::Unavailable);
  EXPECT_EQ(transport.seen().size(), 5U);
}

TEST(Exchange, A429IsRepeatedEvenForAWrite) {
  FakeTransport transport{{answer(429), answer(201)}};
  Bench bench{transport};
  const auto response = bench.send(request("POST"));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 201);
  EXPECT_FALSE(response->after_lost_answer);
}

TEST(Exchange, AnIdempotencyKeyIsSentAndMakesAPostRepeatable) {
  FakeTransport transport{{kCut, answer(201)}};
  Bench bench{transport};
  Request post = request("POST");
  post.idempotency_key = "op-7";
  const auto response = bench.send(post);
  ASSERT_TRUE(response);
  EXPECT_TRUE(response->after_lost_answer);
  for (const auto& seen : transport.seen()) EXPECT_EQ(seen.header("Idempotency-Key"), "op-7");
}

TEST(Exchange, SaysWhenAnEarlierAttemptMayHaveDoneIt) {
  FakeTransport transport{{kCut, answer(404)}};
  Bench bench{transport};
  const auto response = bench.send(request("DELETE"));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 404);
  EXPECT_TRUE(response->after_lost_answer);
}

// First the answer is lost, then the server is gone, or overrun, or does not know us any more:
// nobody knows whether the PUT happened.
TEST(Exchange, KeepsTheDoubtToTheEnd) {
  for (const auto& last : std::vector<WireOutcome>{kRefused, answer(429), answer(401), answer(403),
                                                   Failure{FailureKind::Dns, ""}}) {
    for (const auto& first : std::vector<WireOutcome>{kCut, answer(500)}) {
      std::vector<WireOutcome> outcomes(9, last);
      outcomes[0] = first;
      FakeTransport transport{outcomes};
      Bench bench{transport};
      const auto response = bench.send(request("PUT"));
      ASSERT_FALSE(response);
      EXPECT_EQ(response.error().code, ErrorCode::OutcomeUnknown);
    }
  }
}

TEST(Exchange, AServersTroubleIsAnAnswerThatTheCallerJudges) {
  FakeTransport transport{{kCut, answer(503), answer(503), answer(503), answer(503)}};
  Bench bench{transport};
  const auto response = bench.send(request("PUT"));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 503);
  EXPECT_TRUE(response->after_lost_answer);
}

TEST(Exchange, ReplacesAStaleConnectionAtOnceForWhatIsSafe) {
  FakeTransport transport{{kStale, answer(200)}};
  Bench bench{transport};
  ASSERT_TRUE(bench.send(request("GET")));
  EXPECT_THAT(bench.clock.sleeps(), IsEmpty());

  FakeTransport for_write{{kStale, answer(200)}};
  Bench write_bench{for_write};
  EXPECT_EQ(write_bench.send(request("POST")).error().code, ErrorCode::OutcomeUnknown);
}

TEST(Exchange, WaitsAsTheServerAsks) {
  FakeTransport transport{{answer(429, "", {{"Retry-After", "7"}}),
                           answer(503, "", {{"retry-after", "Mon, 05 Jan 2026 00:00:10 GMT"}}),
                           answer(200)}};
  Bench bench{transport};
  ASSERT_TRUE(bench.send(request("GET")));  // the fake clock starts at that midnight
  EXPECT_THAT(bench.clock.sleeps(), ElementsAre(milliseconds{7000}, milliseconds{3000}));
}

TEST(Exchange, FallsBackToItsOwnWaitWhenTheWishIsNonsense) {
  FakeTransport transport{{answer(429, "", {{"Retry-After", "soon"}}), answer(200)}};
  Bench bench{transport};
  ASSERT_TRUE(bench.send(request("GET")));
  EXPECT_THAT(bench.clock.sleeps(), ElementsAre(milliseconds{4000}));
}

TEST(Exchange, A429HoldsTheWholeBucketBackAndNoOther) {
  FakeTransport transport{{answer(429, "", {{"Retry-After", "30"}})}};
  ClientOptions options = test::options_for_h();
  options.buckets.push_back({.name = "other", .tokens = 5, .period = milliseconds{1000}});
  Bench bench{transport, options};
  ASSERT_TRUE(bench.send(request("GET", Retry::Never)));
  Request other = request("GET");
  other.rate_bucket = "other";
  ASSERT_TRUE(bench.send(other));
  EXPECT_THAT(bench.clock.sleeps(), IsEmpty());
  ASSERT_TRUE(bench.send(request("GET")));
  EXPECT_THAT(bench.clock.sleeps(), ElementsAre(milliseconds{30000}));
}

TEST(Exchange, KeepsToTheRate) {
  FakeTransport transport;
  ClientOptions options = test::options_for_h();
  options.buckets = {{.name = "api", .tokens = 4, .period = milliseconds{5000}}};
  Bench bench{transport, options};
  for (int i = 0; i < 6; ++i) ASSERT_TRUE(bench.send(request("GET")));
  EXPECT_THAT(bench.clock.sleeps(), ElementsAre(milliseconds{5000}));
  Request dear = request("GET");
  dear.rate_cost = 4;
  ASSERT_TRUE(bench.send(dear));
  EXPECT_EQ(bench.clock.sleeps().size(), 2U);
}

TEST(Exchange, CountsReadsAndWritesApart) {
  FakeTransport transport{{answer(200, "12345"), answer(503), answer(200), kCut, answer(200)}};
  Bench bench{transport};
  (void)bench.send(request("GET"));                                                    // 1
  (void)bench.send(request("GET"));                                                    // 2
  (void)bench.send({.method = "POST", .url = "https://h/x", .body = "abc"});           // 1, lost
  (void)bench.send({.method = "POST", .url = "https://h/q", .effect = Effect::Read});  // 1
  const Counters counters = bench.client->counters();
  EXPECT_EQ(counters, (Counters{.reads = 4,
                                .writes = 1,
                                .retries = 1,
                                .waits = 1,
                                .waited_ms = 4000,
                                .failures = 1,
                                .body_bytes_out = 3,
                                .body_bytes_in = 5}));
}

TEST(Exchange, DoesNotCountWhatNeverLeft) {
  FakeTransport transport{{kRefused, answer(200)}};
  Bench bench{transport};
  ASSERT_TRUE(bench.send({.method = "PUT", .url = "https://h/x"}));
  EXPECT_EQ(bench.client->counters().writes, 1U);
  EXPECT_EQ(bench.client->counters().failures, 1U);
}

TEST(Exchange, NeverLogsSecretsOrPersonalData) {
  FakeTransport transport{{answer(503), answer(200)}};
  Bench bench{transport};
  ASSERT_TRUE(bench.send({.method = "PUT",
                          .url = "https://h/x?name=Mia&apiKey=s3cret&limit=2",
                          .headers = {{"X", "s3cret"}},
                          .body = "s3cret"}));
  EXPECT_THAT(bench.log.text(),
              AllOf(Not(HasSubstr("s3cret")), Not(HasSubstr("Mia")), HasSubstr("limit=2")));
}

}  // namespace
}  // namespace crosswalk::http
