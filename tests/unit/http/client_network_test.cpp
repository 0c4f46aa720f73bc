#include "http/net_transport.hpp"

#include "fakes.hpp"
#include "servers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>

namespace crosswalk::http {
namespace {

using std::chrono::milliseconds;
using test::HandlerServer;
using test::RawServer;
using ::testing::ElementsAre;

/// A client over the real network and a clock of the test's own.
struct Wired {
  explicit Wired(const std::string& origin, std::map<std::string, AuthProfile> profiles = {}) {
    ClientOptions options;
    options.egress = *Egress::from_urls({origin});
    options.profiles = std::move(profiles);
    options.buckets = {{.name = "api", .tokens = 1000, .period = milliseconds{1}}};
    client = *Client::create(std::move(options), {clock, log, random, *network});
  }

  test::FakeClock clock;
  test::FakeLog log;
  test::FakeRandom random;
  std::unique_ptr<NetTransport> network = *NetTransport::create({.system_authorities = false});
  std::unique_ptr<Client> client;
};

void say(Poco::Net::HTTPServerResponse& response, int status, const std::string& body) {
  response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(status));
  response.sendBuffer(body.data(), body.size());
}

TEST(ClientOnTheNetwork, WaitsAsA429AsksByTheClockItWasGiven) {
  std::atomic<int> calls = 0;
  HandlerServer server{[&](auto&, auto& response) {
    const bool first = ++calls == 1;
    if (first) response.set("Retry-After", "600");
    say(response, first ? 429 : 200, "ok");
  }};
  Wired wired{server.url("")};
  const auto response =
      wired.client->send({.method = "POST", .url = server.url("/x"), .rate_bucket = "api"}, {});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->attempts, 2U);
  EXPECT_THAT(wired.clock.sleeps(), ElementsAre(std::chrono::minutes{10}));
  EXPECT_EQ(server.connections(), 1);
}

TEST(ClientOnTheNetwork, LogsInAndRenewsASessionThatHasEnded) {
  std::atomic<int> logins = 0;
  std::atomic<int> uses = 0;
  HandlerServer server{[&](auto& request, auto& response) {
    if (request.getURI() == "/session") {
      const std::string body{std::istreambuf_iterator<char>{request.stream()}, {}};
      if (body != R"({"loginName":"svc","password":"p\"w"})") return say(response, 401, "");
      uses = 0;
      return say(response, 200, R"({"token":"q)" + std::to_string(++logins) + "\"}");
    }
    const bool known = request.get("Authorization", "") == "ESP-Session q" + std::to_string(logins);
    say(response, known && ++uses <= 2 ? 200 : 401, "");
  }};
  SessionLogin login;
  login.url = server.url("/session");
  login.body = R"({"loginName":"{user}","password":"{password}"})";
  login.fields = {{"user", "svc"}, {"password", "p\"w"}};
  login.send_value = "ESP-Session {token}";
  Wired wired{server.url(""), {{"esp", {.kind = login}}}};
  for (int i = 0; i < 5; ++i) {
    const auto response =
        wired.client->send({.url = server.url("/students"), .auth_profile = "esp"}, {});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
  }
  EXPECT_EQ(logins, 3);
  EXPECT_EQ(wired.client->counters().reads, 7U);
  EXPECT_EQ(wired.client->counters().token_requests, 3U);
}

// The server takes the kept connection's request and is gone: a signed GET goes out again with
// another nonce.
TEST(ClientOnTheNetwork, SignsAnewOnTheFreshConnection) {
  std::mutex mutex;
  std::vector<std::string> nonces;
  RawServer server{[&](Poco::Net::StreamSocket& socket, int number) {
    for (int i = 0; i < 2; ++i) {
      const std::string request = RawServer::read_request(socket);
      const auto at = request.find("oauth_nonce=");
      if (at == std::string::npos) return;
      {
        const std::scoped_lock lock{mutex};
        nonces.push_back(request.substr(at, 46));
      }
      if (number == 0 && i == 1) return;
      RawServer::write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
  }};
  Wired wired{server.url(""),
              {{"lms", {.kind = OAuth1{.consumer_key = "k", .consumer_secret = "s"}}}}};
  for (int i = 0; i < 2; ++i) {
    const auto response = wired.client->send({.url = server.url("/x"), .auth_profile = "lms"}, {});
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->attempts, i == 0 ? 1U : 2U);
  }
  const std::scoped_lock lock{mutex};
  ASSERT_EQ(nonces.size(), 3U);
  EXPECT_NE(nonces[1], nonces[2]);
}

TEST(ClientOnTheNetwork, ManyRequestsShareFewConnections) {
  RawServer server{[](Poco::Net::StreamSocket& socket, int) {
    while (!RawServer::read_request(socket).empty()) {
      RawServer::write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }
  }};
  Wired wired{server.url("")};
  std::vector<Ticket> open;
  for (int i = 0; i < 60; ++i) open.push_back(wired.client->submit({.url = server.url("/x")}, {}));
  for (const Ticket ticket : open) {
    ASSERT_EQ(*wired.client->wait(std::array{ticket}, milliseconds{20'000}, {}), ticket);
    EXPECT_EQ(wired.client->take(ticket)->body, "ok");
  }
  EXPECT_LE(server.connections(), 4);
}

TEST(ClientOnTheNetwork, TellsALostWriteFromOneThatNeverLeft) {
  std::uint16_t port = 0;
  {
    RawServer server{[](Poco::Net::StreamSocket& socket, int) { RawServer::read_request(socket); }};
    port = server.port();
    Wired wired{server.url("")};
    EXPECT_EQ(wired.client->send({.method = "POST", .url = server.url("/x"), .body = "{}"}, {})
                  .error()
                  .code,
              ErrorCode::OutcomeUnknown);
  }
  const std::string gone = "http://127.0.0.1:" + std::to_string(port);
  Wired wired{gone};
  EXPECT_EQ(
      wired.client->send({.method = "POST", .url = gone + "/x", .body = "{}"}, {}).error().code,
      ErrorCode::Unavailable);
}

TEST(ClientOnTheNetwork, ItsEndStopsWhatIsOnTheWire) {
  std::atomic<bool> arrived = false;
  RawServer server{[&](Poco::Net::StreamSocket& socket, int) {
    RawServer::read_request(socket);
    arrived = true;
    RawServer::read_request(socket);  // until the client hangs up
  }};
  Wired wired{server.url("")};
  (void)wired.client->submit({.url = server.url("/x")}, {});
  while (!arrived) std::this_thread::yield();
  const auto start = std::chrono::steady_clock::now();
  wired.client.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5});
}

}  // namespace
}  // namespace crosswalk::http
