#pragma once

/// \file
/// One attempt on the wire: the seam where the network, a recording or a test's fake answers.

#include "http/clock.hpp"
#include "http/request.hpp"
#include "http/url.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace crosswalk::http {

/// A request as it is sent: signed, all headers there but Host, Content-Length and Connection.
struct WireRequest {
  std::string method{};
  Url url{};
  Headers headers{};
  std::string_view body{};               ///< outlives the exchange
  std::chrono::milliseconds timeout{0};  ///< from now to the last byte of the answer
  std::uint64_t max_body = 0;            ///< bytes
  bool repeatable = false;   ///< may be sent twice when a pooled connection turns out to be dead
  bool credentials = false;  ///< a token or login request: its answer holds secrets
  std::string label{};       ///< the address before authentication, without secrets: for recordings
};

/// Why no whole answer came. The kinds are told apart because the operator's next step differs.
enum class FailureKind : std::uint8_t {
  Dns,             ///< the name has no address
  Refused,         ///< nobody listens there, or no route
  ConnectTimeout,  ///< no connection in time
  Tls,             ///< the handshake failed; the detail names the check
  Unsent,          ///< the connection broke before a byte was written
  Timeout,         ///< sent, and no whole answer in time
  Cut,             ///< sent, and the connection ended without a whole answer
  Malformed,       ///< sent, and what came is not HTTP
  TooLarge,        ///< sent, and the answer is larger than WireRequest::max_body
  Cancelled,       ///< somebody asked us to stop, and nothing had been sent
  CancelledSent,   ///< somebody asked us to stop after the first byte was sent
  NotRecorded,     ///< a replay has no (further) answer for this request
};

/// Whether a byte of the request may have reached the other side.
bool was_sent(FailureKind kind);

/// The kind as a stable word: "dns", "refused", ...
std::string_view name_of(FailureKind kind);

struct Failure {
  FailureKind kind = FailureKind::Cut;
  std::string detail{};  ///< a sentence part without secrets
  /// A kept connection ended before a byte of the answer came: the server most likely closed it
  /// while it was idle.
  bool stale = false;
};

struct WireResponse {
  int status = 0;
  Headers headers{};
  std::string body{};
  bool from_recording = false;
};

using WireOutcome = std::variant<WireResponse, Failure>;

/// Thread-safe. Never throws, never follows a redirect, never sends a request twice: a signed one
/// may be used once.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual WireOutcome exchange(const WireRequest& request, CancelToken cancel) = 0;
};

}  // namespace crosswalk::http
