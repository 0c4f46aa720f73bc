#pragma once

/// \file
/// A plain HTTP/1.1 server on loopback that hands whole requests to a function.

#include <cstdint>
#include <functional>
#include <memory>

#include "crosswalk/result.hpp"
#include "sandbox/core/message.hpp"

namespace crosswalk::sandbox {

/// Answers one request; called from many threads at once. A throw becomes a 500.
using Answer = std::function<Reply(const Request&)>;

/// Listens on 127.0.0.1 from bind() on and serves from start() until destroyed.
class HttpServer {
 public:
  /// Port 0 picks a free one. Unavailable when the port is taken.
  static Result<std::unique_ptr<HttpServer>> bind(std::uint16_t port);

  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  /// Cuts open connections and waits for the workers.
  ~HttpServer();

  std::uint16_t port() const;
  /// "http://127.0.0.1:PORT", without a slash at the end.
  std::string base_url() const;

  /// Begins to serve. `date_s` gives the seconds since 1970 for the Date header. Call it once.
  void start(Answer answer, std::function<std::int64_t()> date_s);

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace crosswalk::sandbox
