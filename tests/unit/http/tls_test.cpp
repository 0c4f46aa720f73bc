#include "http/net_transport.hpp"

#include "certificates.hpp"
#include "servers.hpp"

#include <Poco/Net/NetSSL.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using std::chrono::milliseconds;
using test::Certificates;
using test::RawServer;
using ::testing::HasSubstr;

void say_ok(Poco::Net::StreamSocket& socket, int /*number*/) {
  while (!RawServer::read_request(socket).empty()) {
    RawServer::write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  }
}

Poco::Net::Context::Ptr server_context(const Certificates::Files& files) {
  Poco::Net::Context::Params params;
  params.certificateFile = files.certificate;
  params.privateKeyFile = files.key;
  params.verificationMode = Poco::Net::Context::VERIFY_NONE;
  return new Poco::Net::Context{Poco::Net::Context::TLS_SERVER_USE, params};
}

class Tls : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { Poco::Net::initializeSSL(); }
  static void TearDownTestSuite() { Poco::Net::uninitializeSSL(); }

  /// Body, or kind and detail of the failure.
  std::string fetch(const std::string& host, std::uint16_t port, const std::string& ca_file) {
    const auto transport = *NetTransport::create({.ca_file = ca_file, .system_authorities = false});
    const auto outcome = transport->exchange(request(host, port), {});
    if (const auto* failure = std::get_if<Failure>(&outcome)) {
      return std::string{name_of(failure->kind)} + ": " + failure->detail;
    }
    return std::get<WireResponse>(outcome).body;
  }

  static WireRequest request(const std::string& host, std::uint16_t port) {
    return {.method = "GET",
            .url = *parse_url("https://" + host + ":" + std::to_string(port) + "/"),
            .timeout = milliseconds{30'000},
            .max_body = 1000,
            .repeatable = true};
  }

  Certificates certificates_;
};

TEST_F(Tls, AcceptsACertificateOfAKnownAuthorityForTheHost) {
  RawServer server{say_ok,
                   server_context(certificates_.issue("good", "DNS:localhost,IP:127.0.0.1"))};
  EXPECT_EQ(fetch("localhost", server.port(), certificates_.ca_file()), "ok");
  EXPECT_EQ(fetch("127.0.0.1", server.port(), certificates_.ca_file()), "ok");
}

TEST_F(Tls, KeepsItsConnection) {
  RawServer server{say_ok, server_context(certificates_.issue("good", "DNS:localhost"))};
  const auto transport =
      *NetTransport::create({.ca_file = certificates_.ca_file(), .system_authorities = false});
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(std::holds_alternative<WireResponse>(
        transport->exchange(request("localhost", server.port()), {})));
  }
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(Tls, TellsTheServerWhenItHangsUp) {
  std::atomic<bool> clean = false;
  {
    RawServer server{[&](Poco::Net::StreamSocket& socket, int) {
                       RawServer::read_request(socket);
                       RawServer::write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                       // An end without notice would be an exception.
                       clean = RawServer::read_request(socket).empty();
                     },
                     server_context(certificates_.issue("good", "DNS:localhost"))};
    EXPECT_EQ(fetch("localhost", server.port(), certificates_.ca_file()), "ok");
  }
  EXPECT_TRUE(clean);
}

TEST_F(Tls, RefusesACertificateForAnotherHost) {
  RawServer server{say_ok,
                   server_context(certificates_.issue("other", "DNS:sis.example,IP:127.0.0.2"))};
  EXPECT_THAT(fetch("localhost", server.port(), certificates_.ca_file()),
              HasSubstr("ostname mismatch"));
  EXPECT_THAT(fetch("127.0.0.1", server.port(), certificates_.ca_file()),
              HasSubstr("IP address mismatch"));
}

TEST_F(Tls, RefusesAnUnknownAuthorityAndSaysWhatToDo) {
  RawServer server{say_ok, server_context(certificates_.issue("good", "DNS:localhost"))};
  const std::string text = fetch("localhost", server.port(), "");
  EXPECT_THAT(text, ::testing::StartsWith("tls: the certificate of localhost was refused"));
  EXPECT_THAT(text, HasSubstr("CA file"));
}

TEST_F(Tls, DoesNotTrustOurAuthorityBecauseTheSystemHasOthers) {
  RawServer server{say_ok, server_context(certificates_.issue("good", "DNS:localhost"))};
  const auto transport = *NetTransport::create({});
  const auto outcome = transport->exchange(request("localhost", server.port()), {});
  EXPECT_EQ(std::get<Failure>(outcome).kind, FailureKind::Tls);
}

TEST_F(Tls, RefusesAnExpiredCertificate) {
  RawServer server{say_ok, server_context(certificates_.issue("old", "DNS:localhost", 0))};
  EXPECT_THAT(fetch("localhost", server.port(), certificates_.ca_file()), HasSubstr("expired"));
}

TEST_F(Tls, RefusesVersionsBefore12) {
  auto context = server_context(certificates_.issue("good", "DNS:localhost"));
  SSL_CTX_set_security_level(context->sslContext(), 0);
  SSL_CTX_set_min_proto_version(context->sslContext(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context->sslContext(), TLS1_1_VERSION);
  RawServer server{say_ok, context};
  EXPECT_THAT(fetch("localhost", server.port(), certificates_.ca_file()),
              HasSubstr("tls: handshake failed"));
}

TEST_F(Tls, SpeaksVersion12) {
  auto context = server_context(certificates_.issue("good", "DNS:localhost"));
  SSL_CTX_set_max_proto_version(context->sslContext(), TLS1_2_VERSION);
  RawServer server{say_ok, context};
  EXPECT_EQ(fetch("localhost", server.port(), certificates_.ca_file()), "ok");
}

TEST_F(Tls, SaysThatAPlainServerIsNotSecure) {
  RawServer server{[](Poco::Net::StreamSocket& socket, int) {
    RawServer::write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
    RawServer::read_request(socket);
  }};
  EXPECT_THAT(fetch("127.0.0.1", server.port(), certificates_.ca_file()),
              HasSubstr("tls: handshake failed"));
}

TEST_F(Tls, EndsAHandshakeThatNeverEnds) {
  RawServer server{[](Poco::Net::StreamSocket& socket, int) { RawServer::read_request(socket); }};
  const auto transport =
      *NetTransport::create({.system_authorities = false, .connect_timeout = milliseconds{60}});
  const auto outcome = transport->exchange(request("127.0.0.1", server.port()), {});
  EXPECT_EQ(std::get<Failure>(outcome).kind, FailureKind::ConnectTimeout);
}

TEST_F(Tls, RefusesACaFileThatIsNone) {
  EXPECT_EQ(NetTransport::create({.ca_file = "/nowhere/ca.pem"}).error().code,
            ErrorCode::BadConfig);
  const std::string path = certificates_.issue("good", "DNS:localhost").key;
  const auto transport = NetTransport::create({.ca_file = path});
  ASSERT_FALSE(transport);
  EXPECT_THAT(transport.error().message, HasSubstr(path));
}

}  // namespace
}  // namespace crosswalk::http
