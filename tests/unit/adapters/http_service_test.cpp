/// HTTP and authentication as lent to an adapter, over a client without a network.

#include "adapters/host_services.hpp"
#include "adapters/service_parts.hpp"
#include "crosswalk/host.hpp"
#include "unit/http/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

using ::testing::HasSubstr;

class HttpServiceTest : public ::testing::Test {
 protected:
  /// Lends HTTP whose transport answers with `answer`.
  void lend(test::FakeTransport::Answer answer) {
    transport_ = std::make_unique<test::FakeTransport>(std::move(answer));
    http::ClientOptions options;
    options.egress.allow(*http::parse_url("https://lms.example"));
    options.profiles["api"] = {http::ApiKeyHeader{"X-Key", "secret-key"}, {}};
    options.buckets = {{"api", 50, std::chrono::seconds{5}}, {"slow", 1, std::chrono::seconds{60}}};
    auto client = http::Client::create(std::move(options), {clock_, log_, random_, *transport_});
    ASSERT_TRUE(client) << client.error().message;
    client_ = std::move(client).value();
    Services outside{clock_, log_, random_};
    outside.http = client_.get();
    outside.cancel = stop_.get_token();
    ConfiguredServices inside;
    inside.first_bucket = "api";
    call_.reset();  // goes before what it was lent by
    lent_ = std::make_unique<HostServices>(std::move(outside), std::move(inside));
    call_ = std::make_unique<HostServices::Call>(*lent_);
  }
  Host host() const { return Host(lent_->abi()); }
  const cw_host* abi() const { return lent_->abi(); }

  static http::WireOutcome answer(int status, std::string body, http::Headers headers = {}) {
    http::WireResponse response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    return response;
  }

  test::FakeClock clock_;
  test::FakeLog log_;
  test::FakeRandom random_;
  std::stop_source stop_;
  std::unique_ptr<test::FakeTransport> transport_;
  std::unique_ptr<http::Client> client_;
  std::unique_ptr<HostServices> lent_;
  std::unique_ptr<HostServices::Call> call_;
};

HttpRequest get(const std::string& path) {
  HttpRequest request;
  request.url = "https://lms.example" + path;
  return request;
}

TEST_F(HttpServiceTest, CarriesARequestAndItsAnswer) {
  std::string seen;
  lend([&](const test::FakeTransport::Seen& request, http::CancelToken) {
    seen = request.method + " " + request.url + " " + request.header("Accept") + " " +
           request.header("X-Key") + " " + request.body;
    return answer(201, std::string(40'000, 'b'),
                  {{"Content-Type", "application/json"}, {"Location", "/users/7"}});
  });
  HttpRequest request = get("/users?limit=5");
  request.method = "POST";
  request.headers = {{"Accept", "application/json"}};
  request.body = "{}";
  request.auth_profile = "api";
  const auto response = host().http().send(request);
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(seen, "POST https://lms.example/users?limit=5 application/json secret-key {}");
  EXPECT_EQ(response->status, 201U);
  EXPECT_EQ(response->body, std::string(40'000, 'b'));
  EXPECT_EQ(response->content_type, "application/json");
  EXPECT_EQ(response->location, "/users/7");
  EXPECT_EQ(response->link, "");
}

TEST_F(HttpServiceTest, AnyStatusIsAnAnswer) {
  for (const int status : {302, 404, 422}) {
    lend([=](const auto&, auto) { return answer(status, ""); });
    EXPECT_EQ(host().http().send(get("/"))->status, static_cast<std::uint32_t>(status));
  }
}

TEST_F(HttpServiceTest, NoAnswerIsAKindOfError) {
  lend([](const auto&, auto) -> http::WireOutcome {
    return http::Failure{http::FailureKind::Refused, "nobody listens"};
  });
  HttpRequest request = get("/");
  request.retry = CW_RETRY_NEVER;
  EXPECT_EQ(host().http().send(request).error().code, ErrorCode::Unavailable);
  lend([](const auto&, auto) -> http::WireOutcome {
    return http::Failure{http::FailureKind::Cut, "cut"};
  });
  request.method = "POST";
  EXPECT_EQ(host().http().send(request).error().code, ErrorCode::OutcomeUnknown);
}

TEST_F(HttpServiceTest, APostThatMayBeRepeatedIs) {
  int calls = 0;
  lend([&](const auto&, auto) -> http::WireOutcome {
    if (++calls == 1) return http::Failure{http::FailureKind::Cut, "cut"};
    return answer(200, "done");
  });
  HttpRequest request = get("/import");
  request.method = "POST";
  request.retry = CW_RETRY_SAFE;
  const auto response = host().http().send(request);
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(calls, 2);
}

TEST_F(HttpServiceTest, GoesNowhereElse) {
  lend([](const auto&, auto) { return answer(200, ""); });
  HttpRequest request;
  request.url = "https://elsewhere.example/";
  EXPECT_EQ(host().http().send(request).error().code, ErrorCode::Forbidden);
  request.url = "nonsense";
  EXPECT_EQ(host().http().send(request).error().code, ErrorCode::InvalidArgument);
  request = get("/");
  request.auth_profile = "nobody";
  EXPECT_EQ(host().http().send(request).error().code, ErrorCode::InvalidArgument);
  request = get("/");
  request.rate_bucket = "nobody";
  EXPECT_EQ(host().http().send(request).error().code, ErrorCode::InvalidArgument);
}

TEST_F(HttpServiceTest, SpendsTheFirstBucketUnlessAnotherIsNamed) {
  lend([](const auto&, auto) { return answer(200, ""); });
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(host().http().send(get("/")));
  EXPECT_THAT(clock_.sleeps(), ::testing::IsEmpty());
  HttpRequest slow = get("/");
  slow.rate_bucket = "slow";
  ASSERT_TRUE(host().http().send(slow));
  ASSERT_TRUE(host().http().send(slow));
  EXPECT_FALSE(clock_.sleeps().empty());
}

TEST_F(HttpServiceTest, RunsSeveralAndNamesEachWhenItIsDone) {
  lend([](const test::FakeTransport::Seen& request, http::CancelToken) {
    return answer(200, request.url);
  });
  const Http http = host().http();
  std::vector<cw_ticket> open;
  for (const char* path : {"/a", "/b", "/c"}) open.push_back(*http.submit(get(path)));
  std::vector<std::string> bodies;
  while (!open.empty()) {
    const auto done = http.wait_any(open);
    ASSERT_TRUE(done) << done.error().message;
    bodies.push_back(http.take(*done)->body);
    std::erase(open, *done);
  }
  EXPECT_THAT(bodies,
              ::testing::UnorderedElementsAre("https://lms.example/a", "https://lms.example/b",
                                              "https://lms.example/c"));
}

TEST_F(HttpServiceTest, RefusesForgedTickets) {
  lend([](const auto&, auto) { return answer(200, "x"); });
  const cw_if_http& table = http_table();
  cw_error error = empty_error();
  cw_http_head head{};
  head.struct_size = sizeof head;
  std::uint64_t got = 0;
  char buffer[8];
  StringSink sink;
  for (const cw_ticket forged : {cw_ticket{0}, cw_ticket{1}, UINT64_MAX}) {
    cw_ticket done = 0;
    EXPECT_EQ(table.wait(abi(), &forged, 1, 0, &done, &error), CW_E_ARGUMENT);
    EXPECT_EQ(table.head(abi(), forged, &head, &error), CW_E_ARGUMENT);
    EXPECT_EQ(table.header(abi(), forged, to_abi("Date"), sink.abi(), &error), CW_E_ARGUMENT);
    EXPECT_EQ(table.read(abi(), forged, buffer, sizeof buffer, &got, &error), CW_E_ARGUMENT);
    table.release(abi(), forged);
  }
  const cw_ticket ticket = *host().http().submit(get("/"));
  ASSERT_TRUE(host().http().take(ticket));
  EXPECT_EQ(table.head(abi(), ticket, &head, &error), CW_E_ARGUMENT);  // it ended with take()
}

TEST_F(HttpServiceTest, WantsToBeWaitedFor) {
  lend([](const auto&, auto) { return answer(200, "x"); });
  cw_error error = empty_error();
  cw_http_head head{};
  head.struct_size = sizeof head;
  const cw_ticket ticket = *host().http().submit(get("/"));
  EXPECT_EQ(http_table().head(abi(), ticket, &head, &error), CW_E_ARGUMENT);
  cw_ticket done = 0;
  EXPECT_EQ(http_table().wait(abi(), nullptr, 0, 0, &done, &error), CW_E_ARGUMENT);
  ASSERT_EQ(http_table().wait(abi(), &ticket, 1, UINT32_MAX, &done, &error), CW_OK);
  EXPECT_EQ(done, ticket);
  ASSERT_EQ(http_table().wait(abi(), &ticket, 1, 0, &done, &error), CW_OK);  // still done
  EXPECT_EQ(http_table().head(abi(), ticket, &head, &error), CW_OK);
  EXPECT_EQ(head.body_len, 1U);
  EXPECT_EQ(head.attempts, 1U);
  head.struct_size = 8;
  EXPECT_EQ(http_table().head(abi(), ticket, &head, &error),
            CW_E_ARGUMENT);  // never written past its size
}

TEST_F(HttpServiceTest, SaysThatNothingCameInTime) {
  lend([](const auto&, http::CancelToken cancel) -> http::WireOutcome {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait(lock, cancel, [] { return false; });  // until it is released
    return http::Failure{http::FailureKind::Cancelled, "stopped"};
  });
  const cw_ticket ticket = *host().http().submit(get("/"));
  cw_ticket done = 7;
  cw_error error = empty_error();
  EXPECT_EQ(http_table().wait(abi(), &ticket, 1, 1, &done, &error), CW_E_DEADLINE);
  EXPECT_EQ(done, 0U);
  http_table().release(abi(), ticket);
}

TEST_F(HttpServiceTest, StopsWhenItIsAskedTo) {
  lend([](const auto&, auto) { return answer(200, "x"); });
  stop_.request_stop();
  EXPECT_EQ(host().http().send(get("/")).error().code, ErrorCode::Cancelled);
}

TEST_F(HttpServiceTest, BoundsWhatIsOpen) {
  lend([](const auto&, auto) { return answer(200, "x"); });
  const Http http = host().http();
  std::vector<cw_ticket> open;
  for (int i = 0; i < 1024; ++i) {
    auto ticket = http.submit(get("/"));
    ASSERT_TRUE(ticket);
    open.push_back(*ticket);
  }
  EXPECT_EQ(http.submit(get("/")).error().code, ErrorCode::InvalidArgument);
  http.abandon(open[0]);
  EXPECT_TRUE(http.submit(get("/")));
}

TEST_F(HttpServiceTest, RefusesARequestOfAnotherLayout) {
  lend([](const auto&, auto) { return answer(200, "x"); });
  cw_http_request request{};
  request.struct_size = 8;
  cw_ticket ticket = 0;
  cw_error error = empty_error();
  EXPECT_EQ(http_table().submit(abi(), &request, &ticket, &error), CW_E_ARGUMENT);
  request.struct_size = sizeof request;
  request.method = to_abi("GET");
  request.url = to_abi("https://lms.example/");
  request.retry = 9;
  EXPECT_EQ(http_table().submit(abi(), &request, &ticket, &error), CW_E_ARGUMENT);
  EXPECT_EQ(ticket, 0U);
}

TEST_F(HttpServiceTest, ForgetsATokenOfAKnownProfile) {
  lend([](const auto&, auto) { return answer(200, "x"); });
  cw_error error = empty_error();
  EXPECT_EQ(auth_table().invalidate(abi(), to_abi("api"), &error), CW_OK);
  EXPECT_EQ(auth_table().invalidate(abi(), to_abi("nobody"), &error), CW_E_ARGUMENT);
}

TEST_F(HttpServiceTest, IsNotLentWithoutAClient) {
  HostServices lent(Services{clock_, log_, random_}, {});
  EXPECT_FALSE(Host(lent.abi()).http());
}

}  // namespace
}  // namespace crosswalk::adapters
