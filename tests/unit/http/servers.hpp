#pragma once

/// \file
/// Servers on loopback for the network tests: one that speaks HTTP properly, and one that does as
/// it is told.

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace crosswalk::test {

/// Poco's HTTP server around one function, with keep-alive. The function runs on the server's
/// threads.
class HandlerServer {
 public:
  using Handler =
      std::function<void(Poco::Net::HTTPServerRequest&, Poco::Net::HTTPServerResponse&)>;

  explicit HandlerServer(Handler handler)
      : server_(new Factory{std::move(handler)}, Poco::Net::SocketAddress{"127.0.0.1", 0},
                params()) {
    server_.start();
  }

  ~HandlerServer() { server_.stopAll(true); }

  std::uint16_t port() const { return server_.port(); }
  std::string url(const std::string& target) const {
    return "http://127.0.0.1:" + std::to_string(port()) + target;
  }
  int connections() const { return server_.totalConnections(); }

 private:
  struct Answer final : Poco::Net::HTTPRequestHandler {
    explicit Answer(const Handler& function) : handler(function) {}
    void handleRequest(Poco::Net::HTTPServerRequest& request,
                       Poco::Net::HTTPServerResponse& response) override {
      handler(request, response);
    }
    const Handler& handler;
  };
  struct Factory final : Poco::Net::HTTPRequestHandlerFactory {
    explicit Factory(Handler function) : handler(std::move(function)) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(
        const Poco::Net::HTTPServerRequest& /*request*/) override {
      return new Answer{handler};
    }
    Handler handler;
  };

  static Poco::Net::HTTPServerParams::Ptr params() {
    Poco::Net::HTTPServerParams::Ptr params{new Poco::Net::HTTPServerParams};
    params->setKeepAlive(true);
    params->setMaxThreads(16);
    params->setKeepAliveTimeout(Poco::Timespan{5, 0});
    return params;
  }

  Poco::Net::HTTPServer server_;
};

/// Hands every accepted connection, with its number from 0, to a script; the connection ends with
/// the script.
class RawServer {
 public:
  using Script = std::function<void(Poco::Net::StreamSocket&, int number)>;

  explicit RawServer(Script script)
      : RawServer(std::move(script), Poco::Net::ServerSocket{loopback()}) {}

  /// With TLS.
  RawServer(Script script, const Poco::Net::Context::Ptr& tls)
      : RawServer(std::move(script), Poco::Net::SecureServerSocket{loopback(), 64, tls}) {}

  RawServer(Script script, const Poco::Net::ServerSocket& socket)
      : socket_(socket), thread_([this, script = std::move(script)](const std::stop_token& stop) {
          run(script, stop);
        }) {}

  ~RawServer() {
    thread_.request_stop();
    thread_.join();
  }

  std::uint16_t port() const { return socket_.address().port(); }
  std::string url(const std::string& target) const {
    return "http://127.0.0.1:" + std::to_string(port()) + target;
  }
  /// Connections taken so far.
  int connections() const { return connections_; }

  /// Head and counted body of one request; empty when the client has ended the connection.
  static std::string read_request(Poco::Net::StreamSocket& socket) {
    std::string text;
    char c = 0;
    while (!text.ends_with("\r\n\r\n")) {
      if (socket.receiveBytes(&c, 1) != 1) return {};
      text += c;
    }
    const std::string name = "Content-Length: ";
    if (const auto at = text.find(name); at != std::string::npos) {
      for (auto left = std::stoul(text.substr(at + name.size())); left > 0; --left) {
        if (socket.receiveBytes(&c, 1) != 1) return {};
        text += c;
      }
    }
    return text;
  }

  static void write(Poco::Net::StreamSocket& socket, std::string_view text) {
    while (!text.empty()) {
      const int sent = socket.sendBytes(text.data(), static_cast<int>(text.size()));
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

 private:
  void run(const Script& script, const std::stop_token& stop) {
    std::vector<std::jthread> talks;
    for (int number = 0; !stop.stop_requested(); ++number) {
      while (!stop.stop_requested() &&
             !socket_.poll(Poco::Timespan{0, 2000}, Poco::Net::Socket::SELECT_READ)) {
      }
      if (stop.stop_requested()) break;
      ++connections_;
      // Owned by its thread alone: Poco counts references where ThreadSanitizer does not look.
      auto peer = std::make_unique<Poco::Net::StreamSocket>(socket_.acceptConnection());
      talks.emplace_back([script, number, peer = std::move(peer)] {
        try {
          peer->setReceiveTimeout(Poco::Timespan{20, 0});
          script(*peer, number);
        } catch (const Poco::Exception&) {
          // The client ended the connection: the test looks at the client's side.
        }
      });
    }
  }

  static Poco::Net::SocketAddress loopback() { return {"127.0.0.1", 0}; }

  Poco::Net::ServerSocket socket_;
  std::atomic<int> connections_ = 0;
  std::jthread thread_;
};

}  // namespace crosswalk::test
