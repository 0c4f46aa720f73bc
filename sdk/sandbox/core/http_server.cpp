#include "sandbox/core/http_server.hpp"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketImpl.h>
#include <Poco/ThreadPool.h>
#include <Poco/Timestamp.h>

#include <istream>
#include <sstream>

namespace crosswalk::sandbox {
namespace {

namespace net = Poco::Net;

constexpr std::size_t kBodyLimit = 16U << 20U;
constexpr int kWorkers = 64;  // one is held by each open connection, idle ones included

struct Serving {
  Answer answer;
  std::function<std::int64_t()> date_s;
};

/// The body, or nothing when it is longer than the limit.
std::optional<std::string> read_body(std::istream& stream) {
  std::string body;
  char buffer[16384];
  while (stream.read(buffer, sizeof buffer), stream.gcount() > 0) {
    body.append(buffer, static_cast<std::size_t>(stream.gcount()));
    if (body.size() > kBodyLimit) return std::nullopt;
  }
  return body;
}

void send_half(net::HTTPServerRequest& request, net::HTTPServerResponse& response,
               const Reply& reply) {
  auto* implementation = dynamic_cast<net::HTTPServerRequestImpl*>(&request);
  response.setKeepAlive(false);
  if (implementation == nullptr) return;
  net::StreamSocket socket = implementation->detachSocket();
  if (reply.delivery == Delivery::HalfBody) {
    std::ostringstream head;
    response.write(head);
    const std::string text = head.str() + reply.body.substr(0, reply.body.size() / 2);
    socket.sendBytes(text.data(), static_cast<int>(text.size()));
  } else {
    socket.setLinger(true, 0);  // close() then resets instead of finishing politely
  }
  socket.close();
}

void send(net::HTTPServerRequest& request, net::HTTPServerResponse& response, const Reply& reply,
          std::int64_t date_s) {
  response.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(reply.status));
  response.set("Date", Poco::DateTimeFormatter::format(Poco::Timestamp::fromEpochTime(date_s),
                                                       Poco::DateTimeFormat::HTTP_FORMAT));
  for (const auto& [name, value] : reply.headers) response.set(name, value);
  if (!reply.content_type.empty()) response.setContentType(reply.content_type);
  if (reply.status == 204) {
    if (reply.delivery != Delivery::Whole) return send_half(request, response, reply);
    response.send();
    return;
  }
  response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
  if (reply.delivery != Delivery::Whole) return send_half(request, response, reply);
  response.sendBuffer(reply.body.data(), reply.body.size());
}

Reply plain(int status, std::string text) {
  return {status, "text/plain", {}, std::move(text), {}};
}

class Handler final : public net::HTTPRequestHandler {
 public:
  explicit Handler(const Serving& serving) : serving_(serving) {}

  void handleRequest(net::HTTPServerRequest& request, net::HTTPServerResponse& response) override {
    const Reply reply = answer(request, response);
    send(request, response, reply, serving_.date_s());
  }

 private:
  Reply answer(net::HTTPServerRequest& request, net::HTTPServerResponse& response) {
    // Two lengths in one request are how requests get smuggled; Poco would take them.
    if (request.hasContentLength() && request.getChunkedTransferEncoding()) {
      response.setKeepAlive(false);
      return plain(400, "Content-Length and Transfer-Encoding exclude each other");
    }
    Request in;
    in.method = request.getMethod();
    const std::string& uri = request.getURI();
    const auto question = uri.find('?');
    in.path = uri.substr(0, question);
    if (question != std::string::npos) in.query = uri.substr(question + 1);
    for (const auto& header : request) in.headers.emplace_back(header.first, header.second);
    // An unread body would be taken for the next request (Poco issue 2977).
    if (request.hasContentLength() || request.getChunkedTransferEncoding()) {
      auto body = read_body(request.stream());
      if (!body) {
        response.setKeepAlive(false);
        return plain(413, "body too long");
      }
      in.body = std::move(*body);
    }
    try {
      return serving_.answer(in);
    } catch (const std::exception& error) {
      return plain(500, std::string{"sandbox bug: "} + error.what());
    }
  }

  const Serving& serving_;
};

class Factory final : public net::HTTPRequestHandlerFactory {
 public:
  explicit Factory(Serving serving) : serving_(std::move(serving)) {}
  net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
    return new Handler{serving_};  // Poco deletes it after the request
  }

 private:
  const Serving serving_;
};

}  // namespace

struct HttpServer::Impl {
  explicit Impl(std::uint16_t port) : pool(4, kWorkers) {
    // Poco's usual way shares the port with whoever asked for it too.
    socket.bind(net::SocketAddress{"127.0.0.1", port}, true, false);
    socket.listen(256);
  }
  net::ServerSocket socket;
  Poco::ThreadPool pool;
  std::unique_ptr<net::HTTPServer> server;
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HttpServer::~HttpServer() {
  if (!impl_->server) return;
  impl_->socket.impl()->shutdownReceive();  // else the accept loop sleeps on for 250 ms
  impl_->server->stopAll(true);
  impl_->pool.joinAll();
}

Result<std::unique_ptr<HttpServer>> HttpServer::bind(std::uint16_t port) {
  try {
    return std::unique_ptr<HttpServer>{new HttpServer{std::make_unique<Impl>(port)}};
  } catch (const Poco::Exception& error) {
    return Error{ErrorCode::Unavailable, "cannot listen on 127.0.0.1 port " + std::to_string(port) +
                                             ": " + error.displayText() +
                                             "; choose another port or 0"};
  }
}

std::uint16_t HttpServer::port() const { return impl_->socket.address().port(); }

std::string HttpServer::base_url() const { return "http://127.0.0.1:" + std::to_string(port()); }

void HttpServer::start(Answer answer, std::function<std::int64_t()> date_s) {
  net::HTTPServerParams::Ptr params{new net::HTTPServerParams};
  params->setMaxThreads(kWorkers);
  params->setMaxQueued(256);
  params->setTimeout(Poco::Timespan{30, 0});
  // Poco's stop may miss a worker on its way to sleep; that one then waits this long, not 10 s.
  params->setThreadIdleTime(Poco::Timespan{0, 100'000});
  params->setKeepAlive(true);
  params->setKeepAliveTimeout(Poco::Timespan{5, 0});
  params->setMaxKeepAliveRequests(10'000);
  params->setSoftwareVersion("crosswalk-sandbox");
  impl_->server =
      std::make_unique<net::HTTPServer>(new Factory{Serving{std::move(answer), std::move(date_s)}},
                                        impl_->pool, impl_->socket, params);
  impl_->server->start();
}

}  // namespace crosswalk::sandbox
