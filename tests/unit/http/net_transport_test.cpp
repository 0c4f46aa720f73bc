#include "http/net_transport.hpp"

#include "servers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <istream>
#include <iterator>
#include <thread>

namespace crosswalk::http {
namespace {

using std::chrono::milliseconds;
using test::HandlerServer;
using test::RawServer;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr milliseconds kLongEnough{30'000};
constexpr std::string_view kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// Reading the system's authorities would take longer than anything else here.
std::unique_ptr<NetTransport> network() {
  return *NetTransport::create({.system_authorities = false});
}

WireRequest get(const std::string& url) {
  return {.method = "GET",
          .url = *parse_url(url),
          .timeout = kLongEnough,
          .max_body = 1U << 24U,
          .repeatable = true};
}

WireRequest post(const std::string& url, std::string_view body) {
  WireRequest request = get(url);
  request.method = "POST";
  request.body = body;
  request.repeatable = false;
  return request;
}

/// The answer's body, or the failure's kind in brackets.
std::string text_of(const WireOutcome& outcome) {
  if (const auto* failure = std::get_if<Failure>(&outcome)) {
    return '[' + std::string{name_of(failure->kind)} + (failure->stale ? ", stale]" : "]");
  }
  return std::get<WireResponse>(outcome).body;
}

std::string fetch(Transport& transport, const WireRequest& request) {
  return text_of(transport.exchange(request, {}));
}

/// What a client says to a server that writes `bytes` once it has the request, and then ends.
std::string answer_to(std::string_view bytes, std::uint64_t max_body = 1U << 20U) {
  const auto transport = network();
  RawServer server{[bytes = std::string{bytes}](Poco::Net::StreamSocket& socket, int) {
    RawServer::read_request(socket);
    RawServer::write(socket, bytes);
  }};
  WireRequest request = get(server.url("/"));
  request.max_body = max_body;
  return fetch(*transport, request);
}

TEST(NetTransport, SendsTheRequestAsItIs) {
  std::string seen;
  RawServer server{[&](Poco::Net::StreamSocket& socket, int) {
    seen = RawServer::read_request(socket);
    RawServer::write(socket,
                     "HTTP/1.1 201 Created\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nok");
  }};
  WireRequest request = post(server.url("/v1//p?q=a%20b+c"), "{\"a\":1}");
  request.headers = {{"Accept", "application/json"}, {"X-Two", "b"}};
  const auto response = std::get<WireResponse>(network()->exchange(request, {}));
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, "ok");
  EXPECT_THAT(response.headers, ::testing::IsSupersetOf({Header{"X-A", "1"}, Header{"x-a", "2"}}));
  EXPECT_FALSE(response.from_recording);
  EXPECT_THAT(seen, StartsWith("POST /v1//p?q=a%20b+c HTTP/1.1\r\n"));
  EXPECT_THAT(seen, HasSubstr("Host: 127.0.0.1:" + std::to_string(server.port()) + "\r\n"));
  EXPECT_THAT(seen, HasSubstr("Accept: application/json\r\n"));
  EXPECT_THAT(seen, HasSubstr("Content-Length: 7\r\n"));
  EXPECT_THAT(seen, ::testing::EndsWith("\r\n\r\n{\"a\":1}"));
}

TEST(NetTransport, OpensANewConnectionAfterConnectionClose) {
  std::atomic<int> connections = 0;
  RawServer server{[&](Poco::Net::StreamSocket& socket, int) {
    ++connections;
    while (!RawServer::read_request(socket).empty()) {
      RawServer::write(socket,
                       "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
    }
  }};
  const auto transport = network();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(fetch(*transport, get(server.url("/"))), "ok");
  EXPECT_EQ(connections, 3);
}

// The server ends an idle connection: nothing was written on it, so even a POST goes over a fresh
// one.
TEST(NetTransport, ReplacesAConnectionThatEndedWhileIdle) {
  for (const bool write : {false, true}) {
    std::atomic<int> ended = 0;
    RawServer server{[&](Poco::Net::StreamSocket& socket, int) {
      RawServer::read_request(socket);
      RawServer::write(socket, kOk);
      socket.shutdown();
      socket.close();
      ++ended;
    }};
    const auto transport = network();
    EXPECT_EQ(fetch(*transport, get(server.url("/"))), "ok");
    while (ended == 0) std::this_thread::yield();
    EXPECT_EQ(fetch(*transport, write ? post(server.url("/"), "x") : get(server.url("/"))), "ok");
  }
}

// The server ends the kept connection when it has the second request. It may have acted on it, and
// a signed request may be used once: sending it again is the caller's to decide.
TEST(NetTransport, SaysWhenAKeptConnectionTurnsOutToBeDead) {
  RawServer server{[](Poco::Net::StreamSocket& socket, int number) {
    RawServer::read_request(socket);
    RawServer::write(socket, kOk);
    if (number == 0) RawServer::read_request(socket);
  }};
  const auto transport = network();
  EXPECT_EQ(fetch(*transport, get(server.url("/"))), "ok");
  EXPECT_EQ(fetch(*transport, get(server.url("/"))), "[cut, stale]");
  EXPECT_EQ(fetch(*transport, get(server.url("/"))), "ok");
}

TEST(NetTransport, AConnectionThatAnsweredIsNotStale) {
  RawServer server{[](Poco::Net::StreamSocket& socket, int number) {
    RawServer::read_request(socket);
    RawServer::write(socket, kOk);
    if (number == 0 && !RawServer::read_request(socket).empty())
      RawServer::write(socket, "HTTP/1.1 2");
  }};
  const auto transport = network();
  EXPECT_EQ(fetch(*transport, get(server.url("/"))), "ok");
  EXPECT_EQ(fetch(*transport, get(server.url("/"))), "[cut]");
}

TEST(NetTransport, SendsOnce) {
  std::atomic<int> requests = 0;
  RawServer server{[&](Poco::Net::StreamSocket& socket, int) {
    if (!RawServer::read_request(socket).empty()) ++requests;
  }};
  EXPECT_EQ(fetch(*network(), get(server.url("/"))), "[cut]");
  EXPECT_EQ(requests, 1);
}

TEST(NetTransport, TakesACutAnswerForNoAnswer) {
  EXPECT_EQ(answer_to("HTTP/1.1 2"), "[cut]");
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n"), "[cut]");
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok"), "[cut]");
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(answer_to(chunked), "[cut]");
  EXPECT_EQ(answer_to(chunked + "5\r\nab"), "[cut]");
  EXPECT_EQ(answer_to(chunked + "2\r\nab\r\n"), "[cut]");
  EXPECT_EQ(answer_to(chunked + "2\r\nab\r\n0\r\n"), "[cut]");
}

TEST(NetTransport, SaysWhenTheAnswerIsNotHttp) {
  EXPECT_EQ(answer_to("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n\r\n"), "[malformed]");
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nok"), "[malformed]");
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(answer_to(chunked + "zz\r\nab\r\n0\r\n\r\n"), "[malformed]");
  EXPECT_EQ(answer_to(chunked + "1\r\nab\r\n0\r\n\r\n"), "[malformed]");
  EXPECT_EQ(answer_to(chunked + std::string(5000, '1')), "[malformed]");
}

TEST(NetTransport, ReadsEveryKindOfBody) {
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\n\r\nto the end"), "to the end");
  EXPECT_EQ(answer_to("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"), "");
  EXPECT_EQ(answer_to("HTTP/1.1 204 No Content\r\n\r\n"), "");
  EXPECT_EQ(answer_to("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n"), "");
  EXPECT_EQ(answer_to("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" +
                      std::string{kOk}),
            "ok");
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "3\r\nabc\r\nA;name=x\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n"),
            "abc0123456789");
}

TEST(NetTransport, UsesAConnectionAgainAfterChunksAndTrailers) {
  RawServer server{[](Poco::Net::StreamSocket& socket, int number) {
    while (!RawServer::read_request(socket).empty()) {
      RawServer::write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n" +
                                   std::to_string(number) + "\r\n0\r\nX-Trailer: 1\r\n\r\n");
    }
  }};
  const auto transport = network();
  EXPECT_EQ(fetch(*transport, get(server.url("/"))), "0");
  EXPECT_EQ(fetch(*transport, get(server.url("/"))), "0");
}

TEST(NetTransport, StopsAtTheBodyLimit) {
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 3), "abc");
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd", 3), "[too_large]");
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", 3), "[too_large]");
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\n\r\nabc", 3), "abc");
  EXPECT_EQ(answer_to("HTTP/1.1 200 OK\r\n\r\nabcd", 3), "[too_large]");
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(answer_to(chunked + "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", 3), "abc");
  EXPECT_EQ(answer_to(chunked + "2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n", 3), "[too_large]");
  EXPECT_EQ(answer_to(chunked + "FFFFFFFFFFFFFFFF\r\n", 3), "[too_large]");
}

TEST(NetTransport, EndsASilentOrDrippingServerAtTheDeadline) {
  RawServer silent{[](Poco::Net::StreamSocket& socket, int) {
    RawServer::read_request(socket);
    RawServer::read_request(socket);
  }};
  RawServer dripping{[](Poco::Net::StreamSocket& socket, int) {
    RawServer::read_request(socket);
    RawServer::write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    for (int i = 0; i < 1000; ++i) {
      RawServer::write(socket, "x");
      socket.poll(Poco::Timespan{0, 5000}, Poco::Net::Socket::SELECT_READ);
    }
  }};
  for (const RawServer* server : {&silent, &dripping}) {
    WireRequest request = get(server->url("/"));
    request.timeout = milliseconds{50};
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(fetch(*network(), request), "[timeout]");
    EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds{2000});
  }
}

TEST(NetTransport, TellsTheWaysOfNotConnectingApart) {
  Poco::Net::ServerSocket unused{Poco::Net::SocketAddress{"127.0.0.1", 0}};
  const std::string url = "http://127.0.0.1:" + std::to_string(unused.address().port()) + "/";
  unused.close();
  EXPECT_EQ(fetch(*network(), get(url)), "[refused]");
  // A label of 64 letters has no address, and no resolver needs to be asked.
  EXPECT_EQ(fetch(*network(), get("http://" + std::string(64, 'x') + ".invalid/")), "[dns]");
}

TEST(NetTransport, AStopEndsTheQuestionForAnAddress) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(text_of(network()->exchange(get("http://host.invalid/"), stop.get_token())),
            "[cancelled]");
}

TEST(NetTransport, AStopEndsAWaitForTheAnswer) {
  std::stop_source stop;
  RawServer server{[&](Poco::Net::StreamSocket& socket, int) {
    RawServer::read_request(socket);
    stop.request_stop();
    RawServer::read_request(socket);
  }};
  EXPECT_EQ(text_of(network()->exchange(get(server.url("/")), stop.get_token())),
            "[cancelled_sent]");
  EXPECT_EQ(text_of(network()->exchange(get(server.url("/")), stop.get_token())), "[cancelled]");
}

/// Against Poco's server, which takes a quarter of a second to end: one for all of them.
class NetTransportToPoco : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = std::make_unique<HandlerServer>(&answer); }
  static void TearDownTestSuite() { server_.reset(); }

  static void answer(Poco::Net::HTTPServerRequest& request,
                     Poco::Net::HTTPServerResponse& response) {
    if (request.getURI() == "/v1/users/me") {
      response.redirect("/v1/users/5", Poco::Net::HTTPResponse::HTTP_SEE_OTHER);
      return;
    }
    std::string body{std::istreambuf_iterator<char>{request.stream()}, {}};
    if (body.empty()) body = request.getURI();
    response.sendBuffer(body.data(), body.size());
  }

  static inline std::unique_ptr<HandlerServer> server_;
  std::unique_ptr<NetTransport> transport_ = network();
};

TEST_F(NetTransportToPoco, KeepsOneConnectionForManyRequests) {
  const int before = server_->connections();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(fetch(*transport_, get(server_->url("/a"))), "/a");
  EXPECT_EQ(server_->connections() - before, 1);
}

TEST_F(NetTransportToPoco, HeadHasALengthAndNoBody) {
  WireRequest request = get(server_->url("/four"));
  request.method = "HEAD";
  const auto response = std::get<WireResponse>(transport_->exchange(request, {}));
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(*find_header(response.headers, "content-length"), "5");
}

TEST_F(NetTransportToPoco, CarriesLargeBodiesBothWays) {
  std::string body(1U << 20U, '\0');
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i * 31U >> 3U);
  EXPECT_TRUE(fetch(*transport_, post(server_->url("/"), body)) == body);
}

TEST_F(NetTransportToPoco, NeverFollowsARedirect) {
  const auto response =
      std::get<WireResponse>(transport_->exchange(get(server_->url("/v1/users/me")), {}));
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(*find_header(response.headers, "Location"), "/v1/users/5");
}

TEST_F(NetTransportToPoco, ResolvesNames) {
  const std::string url = "http://localhost:" + std::to_string(server_->port()) + "/named";
  EXPECT_EQ(fetch(*transport_, get(url)), "/named");
}

TEST_F(NetTransportToPoco, ServesManyThreadsAtOnce) {
  const int before = server_->connections();
  std::atomic<int> good = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 6; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 20; ++i) {
          const std::string target = "/" + std::to_string(t) + "/" + std::to_string(i);
          if (fetch(*transport_, get(server_->url(target))) == target) ++good;
        }
      });
    }
  }
  EXPECT_EQ(good, 120);
  EXPECT_LE(server_->connections() - before, 6);
}

}  // namespace
}  // namespace crosswalk::http
