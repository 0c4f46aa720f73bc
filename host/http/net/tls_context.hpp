#pragma once

/// \file
/// What every TLS connection shares: trusted authorities, the oldest version, and how its bytes
/// reach a socket.

#include "crosswalk/result.hpp"

#include <openssl/ssl.h>

#include <memory>
#include <string>

namespace crosswalk::http {

/// Thread-safe once made.
class TlsContext {
 public:
  /// \param ca_file             PEM with authorities to trust; empty: none.
  /// \param system_authorities  whether the system's are trusted too.
  /// \error BadConfig  the file cannot be read or holds no certificate.
  /// \error Internal   OpenSSL cannot start.
  static Result<TlsContext> create(const std::string& ca_file, bool system_authorities);

  struct FreeSsl {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  using Connection = std::unique_ptr<SSL, FreeSsl>;

  /// A client connection over `socket`, set to accept only a certificate for `host` (name or
  /// address).
  /// \param bytes_out  counts what is handed to the socket; outlives the connection.
  /// \error Internal   OpenSSL is out of memory.
  Result<Connection> connect(int socket, const std::string& host, std::size_t& bytes_out) const;

 private:
  struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  struct FreeMethod {
    void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
  };
  std::unique_ptr<SSL_CTX, FreeContext> context_;
  std::unique_ptr<BIO_METHOD, FreeMethod> socket_method_;
};

/// Why the handshake of `ssl` failed, for the operator: the check that refused the certificate, or
/// OpenSSL's reason.
std::string handshake_failure(const SSL* ssl, const std::string& host);

}  // namespace crosswalk::http
