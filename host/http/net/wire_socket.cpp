#include "http/net/wire_socket.hpp"

#include "http/net/would_block.hpp"

#include <Poco/Net/NetException.h>

#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace crosswalk::http {
namespace {

// How soon a stop is noticed. Polling in slices needs no second descriptor and no other thread at
// this socket.
constexpr std::chrono::milliseconds kSlice{50};

std::string words_of(int error) { return std::generic_category().message(error); }

}  // namespace

void WireSocket::begin(Deadline deadline, CancelToken cancel) {
  deadline_ = deadline;
  cancel_ = std::move(cancel);
  bytes_out_ = 0;
  bytes_in_ = 0;
  trouble_ = Trouble::None;
}

std::optional<Failure> WireSocket::connect_to(const Poco::Net::SocketAddress& address) {
  const std::string place = address.toString();
  try {
    connectNB(address);
    setNoDelay(true);
  } catch (const Poco::Exception& problem) {
    close();
    return Failure{FailureKind::Refused, place + ": " + words_of(problem.code())};
  }
  if (!ready(POLLOUT)) return connect_failure(place);
  if (const int error = socketError(); error != 0) {
    close();
    const auto kind = error == ETIMEDOUT ? FailureKind::ConnectTimeout : FailureKind::Refused;
    return Failure{kind, place + ": " + words_of(error)};
  }
  return std::nullopt;
}

std::optional<Failure> WireSocket::start_tls(const TlsContext& tls, const std::string& host) {
  auto ssl = tls.connect(sockfd(), host, bytes_out_);
  if (!ssl) return Failure{FailureKind::Tls, ssl.error().message};
  ssl_ = std::move(*ssl);
  for (;;) {
    ERR_clear_error();
    const int result = SSL_connect(ssl_.get());
    if (result == 1) return std::nullopt;
    if (again(result)) continue;
    if (trouble_ == Trouble::Timeout || trouble_ == Trouble::Cancelled) {
      return connect_failure(host + ", in the TLS handshake");
    }
    return Failure{FailureKind::Tls, handshake_failure(ssl_.get(), host)};
  }
}

void WireSocket::close() {
  if (ssl_) {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    ssl_.reset();  // it must not outlive the descriptor, whose number is given out again
  }
  StreamSocketImpl::close();
}

int WireSocket::sendBytes(const void* buffer, int length, int /*flags*/) {
  for (;;) {
    if (cancel_.stop_requested()) fail(Trouble::Cancelled);
    if (ssl_) {
      ERR_clear_error();
      const int result = SSL_write(ssl_.get(), buffer, length);
      if (result > 0) return result;
      if (!again(result)) fail(trouble_ == Trouble::None ? Trouble::Broken : trouble_);
      continue;
    }
    const auto sent = ::send(sockfd(), buffer, static_cast<std::size_t>(length), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes_out_ += static_cast<std::size_t>(sent);
      return static_cast<int>(sent);
    }
    if (!would_block()) fail(Trouble::Broken);
    if (!ready(POLLOUT)) fail(trouble_);
  }
}

int WireSocket::receiveBytes(void* buffer, int length, int /*flags*/) {
  if (ended_) return 0;
  for (;;) {
    if (ssl_) {
      ERR_clear_error();
      const int result = SSL_read(ssl_.get(), buffer, length);
      if (result > 0) {
        bytes_in_ += static_cast<std::size_t>(result);
        return result;
      }
      ended_ = SSL_get_error(ssl_.get(), result) == SSL_ERROR_ZERO_RETURN;
      if (ended_) return 0;
      if (!again(result)) fail(trouble_ == Trouble::None ? Trouble::Broken : trouble_);
      continue;
    }
    const auto got = ::recv(sockfd(), buffer, static_cast<std::size_t>(length), 0);
    if (got >= 0) {
      bytes_in_ += static_cast<std::size_t>(got);
      ended_ = got == 0;
      return static_cast<int>(got);
    }
    if (!would_block()) fail(Trouble::Broken);
    if (!ready(POLLIN)) fail(trouble_);
  }
}

bool WireSocket::stirred() {
  pollfd entry{sockfd(), POLLIN, 0};
  if (::poll(&entry, 1, 0) != 1) return false;
  if (!ssl_) return true;
  // TLS 1.3 sends session tickets on its own account: only a record for us, or the end, makes it
  // useless.
  char byte = 0;
  ERR_clear_error();
  const int result = SSL_peek(ssl_.get(), &byte, 1);
  return result > 0 || SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ;
}

bool WireSocket::ready(short events) {
  for (;;) {
    const auto now = std::chrono::steady_clock::now();
    if (cancel_.stop_requested())
      trouble_ = Trouble::Cancelled;
    else if (now >= deadline_)
      trouble_ = Trouble::Timeout;
    else
      trouble_ = Trouble::None;
    if (trouble_ != Trouble::None) return false;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - now);
    pollfd entry{sockfd(), events, 0};
    const int count = ::poll(&entry, 1, static_cast<int>(std::min(left, kSlice).count()));
    if (count > 0) return true;
  }
}

bool WireSocket::again(int result) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return ready(POLLIN);
    case SSL_ERROR_WANT_WRITE:
      return ready(POLLOUT);
    default:
      return false;
  }
}

void WireSocket::fail(Trouble trouble) {
  trouble_ = trouble;
  if (trouble == Trouble::Timeout) throw Poco::TimeoutException{};
  throw Poco::Net::ConnectionAbortedException{};
}

Failure WireSocket::connect_failure(const std::string& place) const {
  const bool cancelled = trouble_ == Trouble::Cancelled;
  return {cancelled ? FailureKind::Cancelled : FailureKind::ConnectTimeout, place};
}

}  // namespace crosswalk::http
