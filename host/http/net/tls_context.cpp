#include "http/net/tls_context.hpp"

#include "http/net/would_block.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <cerrno>

namespace crosswalk::http {
namespace {

/// What the socket BIO carries.
struct SocketBio {
  int socket;
  std::size_t* bytes_out;
  bool ended;
};

SocketBio& data_of(BIO* bio) { return *static_cast<SocketBio*>(BIO_get_data(bio)); }

// OpenSSL's own socket BIO would raise SIGPIPE on a connection that the server has closed.
int bio_write(BIO* bio, const char* bytes, int length) {
  BIO_clear_retry_flags(bio);
  const auto sent =
      ::send(data_of(bio).socket, bytes, static_cast<std::size_t>(length), MSG_NOSIGNAL);
  if (sent < 0 && would_block()) BIO_set_retry_write(bio);
  if (sent > 0) *data_of(bio).bytes_out += static_cast<std::size_t>(sent);
  return static_cast<int>(sent);
}

int bio_read(BIO* bio, char* bytes, int length) {
  BIO_clear_retry_flags(bio);
  const auto got = ::recv(data_of(bio).socket, bytes, static_cast<std::size_t>(length), 0);
  if (got < 0 && would_block()) BIO_set_retry_read(bio);
  data_of(bio).ended = got == 0;
  return static_cast<int>(got);
}

// The signature is OpenSSL's.
long bio_control(BIO* bio, int command, long /*number*/, void* /*pointer*/) {
  if (command == BIO_CTRL_FLUSH) return 1;
  if (command == BIO_CTRL_EOF) return data_of(bio).ended ? 1 : 0;
  return 0;
}

int bio_destroy(BIO* bio) {
  delete static_cast<SocketBio*>(BIO_get_data(bio));
  return 1;
}

Result<> trust(SSL_CTX* context, const std::string& ca_file, bool system_authorities) {
  // A machine that has none still works with the given file.
  if (system_authorities) SSL_CTX_set_default_verify_paths(context);
  if (ca_file.empty()) return {};
  if (SSL_CTX_load_verify_file(context, ca_file.c_str()) != 1) {
    ERR_clear_error();
    return Error{ErrorCode::BadConfig,
                 "CA file " + ca_file + ": cannot be read, or holds no PEM certificate"};
  }
  return {};
}

}  // namespace

Result<TlsContext> TlsContext::create(const std::string& ca_file, bool system_authorities) {
  TlsContext tls;
  tls.context_.reset(SSL_CTX_new(TLS_client_method()));
  tls.socket_method_.reset(
      BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "crosswalk socket"));
  if (!tls.context_ || !tls.socket_method_) {
    return Error{ErrorCode::Internal, "OpenSSL gave no TLS context"};
  }
  BIO_meth_set_write(tls.socket_method_.get(), bio_write);
  BIO_meth_set_read(tls.socket_method_.get(), bio_read);
  BIO_meth_set_ctrl(tls.socket_method_.get(), bio_control);
  BIO_meth_set_destroy(tls.socket_method_.get(), bio_destroy);

  SSL_CTX* context = tls.context_.get();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  CW_CHECK(trust(context, ca_file, system_authorities));
  return tls;
}

Result<TlsContext::Connection> TlsContext::connect(int socket, const std::string& host,
                                                   std::size_t& bytes_out) const {
  Connection ssl{SSL_new(context_.get())};
  BIO* bio = BIO_new(socket_method_.get());
  if (!ssl || bio == nullptr) {
    BIO_free(bio);
    return Error{ErrorCode::Internal, "OpenSSL gave no TLS connection"};
  }
  BIO_set_data(bio, new SocketBio{socket, &bytes_out, false});
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl.get(), bio, bio);  // the connection owns the BIO from here

  X509_VERIFY_PARAM* checks = SSL_get0_param(ssl.get());
  X509_VERIFY_PARAM_set_hostflags(checks, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (X509_VERIFY_PARAM_set1_ip_asc(checks, host.c_str()) != 1) {
    ERR_clear_error();
    // SSL_set_tlsext_host_name() without its old-style cast.
    const long named = SSL_ctrl(ssl.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                                const_cast<char*>(host.c_str()));
    if (SSL_set1_host(ssl.get(), host.c_str()) != 1 || named != 1) {
      return Error{ErrorCode::Internal, "OpenSSL did not take the host name"};
    }
  }
  SSL_set_connect_state(ssl.get());
  return ssl;
}

std::string handshake_failure(const SSL* ssl, const std::string& host) {
  const long check = SSL_get_verify_result(ssl);
  if (check == X509_V_OK) {
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    return std::string{"handshake failed: "} + (reason != nullptr ? reason : "no reason given");
  }
  std::string text = "the certificate of " + host + " was refused: ";
  text += X509_verify_cert_error_string(check);
  if (check == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
      check == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN ||
      check == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT) {
    text += "; if its authority is yours, name its CA file in the connector";
  }
  return text;
}

}  // namespace crosswalk::http
