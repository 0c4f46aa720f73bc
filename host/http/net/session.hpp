#pragma once

/// \file
/// HTTP/1.1 over one connection: a request out, an answer in, and whether the connection may be
/// used again.

#include "http/net/wire_socket.hpp"
#include "http/transport.hpp"

#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSession.h>

#include <memory>
#include <string>

namespace crosswalk::http {

/// Heads are Poco's; bodies are read here, because Poco takes a connection that ends inside a
/// chunked body, or a head without its last line, for a whole answer. Not thread-safe.
class Session final : public Poco::Net::HTTPSession {
 public:
  /// Connects, with TLS where the address asks for it. Every address of the name is tried until
  /// `deadline`.
  /// \return the session, or Dns, Refused, ConnectTimeout, Tls, Cancelled.
  static std::variant<std::unique_ptr<Session>, Failure> connect(const Url& url,
                                                                 const TlsContext& tls,
                                                                 Deadline deadline,
                                                                 CancelToken cancel);
  ~Session() override = default;

  /// One request and its answer. Never throws.
  WireOutcome exchange(const WireRequest& request, Deadline deadline, CancelToken cancel);

  /// The last answer came whole, and neither side ended the connection.
  bool reusable() const { return reusable_; }
  /// A byte of the last exchange's answer came.
  bool answered() const { return wire().bytes_in() > 0; }
  /// See WireSocket::stirred().
  bool stirred() { return buffered() > 0 || wire().stirred(); }

 private:
  enum class Read : std::uint8_t { Whole, TooLarge, Broken, Malformed };

  explicit Session(const Poco::Net::StreamSocket& socket) : HTTPSession(socket) {}
  WireSocket& wire() const;

  void send(const WireRequest& request);
  Read read_body(const WireRequest& request, const Poco::Net::HTTPResponse& head,
                 std::string& body);
  Read read_counted(std::uint64_t length, std::string& body);
  Read read_chunked(std::uint64_t limit, std::string& body);
  Read read_to_end(std::uint64_t limit, std::string& body);
  /// A line without its end; false: the connection ended inside it, or it is longer than a chunk
  /// head may be.
  bool read_line(std::string& line);
  Failure failure(const WireRequest& request, Read read) const;

  bool reusable_ = false;
};

}  // namespace crosswalk::http
