#pragma once

/// \file
/// How to ask Schoology: addresses, headers, redirects, and what a status means. The host signs,
/// limits the rate and repeats; the adapter never sees a secret.

#include "crosswalk/host.hpp"

#include <string>
#include <string_view>

namespace crosswalk::schoology {

/// Copied freely; usable during a call of the host only.
class Client {
 public:
  /// `origin`: scheme, host and port.
  Client(Host host, std::string origin) : host_(host), origin_(std::move(origin)) {}

  /// A signed GET of a path with its query, `/v1/...`.
  HttpRequest get(std::string_view path) const;
  /// A signed write; `body` is JSON or empty; `retry` is CW_RETRY_*.
  HttpRequest write(std::string_view method, std::string_view path, std::string body,
                    std::uint32_t retry = CW_RETRY_HOST) const;

  /// Sends and waits. A GET that is answered with a redirect is asked again at its target, under a
  /// signature of its own, at most 3 times and only at our own origin: the old signature would be
  /// refused as a replay (contract 3.6).
  /// \error BadData  too many redirects, or one without a target.
  Result<HttpResponse> send(const HttpRequest& request) const;

  /// The body of a GET that must succeed. `what` names it in messages.
  /// \error as refusal() and Http::send()
  Result<std::string> fetch(std::string_view path, std::string_view what) const;

  const Host& host() const { return host_; }

 private:
  Host host_;
  std::string origin_;
};

/// The path and query of an address that Schoology gave (`links.next`, `Location`). Its origin is
/// dropped: it may be the public one although we came through another (contract 4.5).
/// \error BadData  it is not below /v1/.
Result<std::string> own_path(std::string_view url);

/// What an answer that is not 2xx means to a read of `what`. `now_s`: our clock, seconds since
/// 1970, 0 if unknown; a 401 is often a wrong clock (contract 3.4, 10).
Error refusal(const HttpResponse& answer, std::string_view what, std::int64_t now_s);

}  // namespace crosswalk::schoology
