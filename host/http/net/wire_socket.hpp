#pragma once

/// \file
/// One TCP or TLS connection with a deadline over everything, that can be stopped, and that knows
/// what was sent.

#include "http/net/tls_context.hpp"
#include "http/transport.hpp"

#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocketImpl.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace crosswalk::http {

using Deadline = std::chrono::steady_clock::time_point;

/// Poco's HTTP code reads and writes through the two overridden functions; they throw Poco's
/// exceptions as it expects, and trouble() says what really happened. The socket never blocks: it
/// polls until the deadline. Its deadlines, also inside a TLS record, are why this is not Poco's
/// SecureStreamSocket.
class WireSocket final : public Poco::Net::StreamSocketImpl {
 public:
  enum class Trouble : std::uint8_t { None, Timeout, Broken, Cancelled };

  /// Starts an exchange (or the connecting): the limits from here on, and the counters at zero.
  void begin(Deadline deadline, CancelToken cancel);

  /// \return nothing, or why there is no connection: Refused, ConnectTimeout, Cancelled.
  std::optional<Failure> connect_to(const Poco::Net::SocketAddress& address);

  /// \return nothing, or why the connection is not secure: Tls, Refused (broken while talking),
  /// ConnectTimeout, Cancelled.
  std::optional<Failure> start_tls(const TlsContext& tls, const std::string& host);

  /// Tells the other side first, when the connection is secure.
  void close() override;

  int sendBytes(const void* buffer, int length, int flags) override;
  int receiveBytes(void* buffer, int length, int flags) override;

  /// Bytes handed to the system since begin(), TLS included: 0 means that the other side cannot
  /// have seen anything.
  std::size_t bytes_out() const { return bytes_out_; }
  /// Bytes of the answer since begin().
  std::size_t bytes_in() const { return bytes_in_; }
  /// The other side has properly ended its side.
  bool ended() const { return ended_; }
  Trouble trouble() const { return trouble_; }

  /// Whether an idle connection has something to read: its end, or bytes nobody asked for. Both
  /// make it useless.
  bool stirred();

 private:
  ~WireSocket() override = default;  // the Poco socket that holds it counts references

  /// Waits until the socket is ready for `events` (poll(2)); false: the trouble is set.
  bool ready(short events);
  /// Whether a TLS call that returned `result` is to be tried again, after waiting for the socket.
  bool again(int result);
  [[noreturn]] void fail(Trouble trouble);
  Failure connect_failure(const std::string& place) const;

  Deadline deadline_{};
  CancelToken cancel_;
  TlsContext::Connection ssl_;
  std::size_t bytes_out_ = 0;
  std::size_t bytes_in_ = 0;
  bool ended_ = false;
  Trouble trouble_ = Trouble::None;
};

}  // namespace crosswalk::http
