#pragma once

/// \file
/// The transport that really uses the network: TCP, TLS with verification, kept-alive connections
/// per origin.

#include "http/transport.hpp"

#include "crosswalk/result.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace crosswalk::http {

struct NetOptions {
  std::string ca_file{};           ///< PEM, trusted besides the system's authorities; empty = none
  bool system_authorities = true;  ///< false: `ca_file` alone is trusted
  std::chrono::milliseconds connect_timeout{10'000};  ///< TLS handshake included
  std::chrono::milliseconds longest_idle{15'000};     ///< an idle connection is not used after that
  std::size_t idle_per_origin = 8;
};

/// TLS 1.2 or newer; the certificate chain and the host name are always checked. Its times are the
/// machine's: a test's clock cannot hurry a packet.
///
/// A kept connection that turns out to be dead is replaced by a fresh one as long as nothing was
/// written on it.
class NetTransport final : public Transport {
 public:
  /// \error BadConfig  the CA file cannot be read.
  static Result<std::unique_ptr<NetTransport>> create(NetOptions options);
  ~NetTransport() override;

  WireOutcome exchange(const WireRequest& request, CancelToken cancel) override;

 private:
  struct Parts;
  explicit NetTransport(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosswalk::http
