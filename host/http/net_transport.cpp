#include "http/net_transport.hpp"

#include "http/net/pool.hpp"
#include "http/net/session.hpp"
#include "http/net/tls_context.hpp"

#include <algorithm>
#include <utility>

namespace crosswalk::http {
namespace {

/// A server may end an idle connection in the very moment we write on it. A request that must not
/// be sent twice then has an unknown outcome, so it takes only a connection that was busy just now.
constexpr std::chrono::milliseconds kLongestIdleOnce{1000};

}  // namespace

struct NetTransport::Parts {
  NetOptions options;
  TlsContext tls;
  Pool pool;
};

Result<std::unique_ptr<NetTransport>> NetTransport::create(NetOptions options) {
  CW_TRY(TlsContext tls, TlsContext::create(options.ca_file, options.system_authorities));
  const std::size_t idle = options.idle_per_origin;
  std::unique_ptr<Parts> parts{new Parts{std::move(options), std::move(tls), Pool{idle}}};
  return std::unique_ptr<NetTransport>{new NetTransport{std::move(parts)}};
}

NetTransport::NetTransport(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
NetTransport::~NetTransport() = default;

WireOutcome NetTransport::exchange(const WireRequest& request, CancelToken cancel) {
  const auto start = std::chrono::steady_clock::now();
  const Deadline deadline = start + request.timeout;
  const std::string origin = request.url.origin();
  const auto longest_idle = request.repeatable
                                ? parts_->options.longest_idle
                                : std::min(parts_->options.longest_idle, kLongestIdleOnce);

  std::unique_ptr<Session> session = parts_->pool.take(origin, longest_idle);
  for (bool kept = session != nullptr;; kept = false) {
    if (!kept) {
      const Deadline connected =
          std::min(deadline, std::chrono::steady_clock::now() + parts_->options.connect_timeout);
      auto made = Session::connect(request.url, parts_->tls, connected, cancel);
      if (auto* failure = std::get_if<Failure>(&made)) return std::move(*failure);
      session = std::get<std::unique_ptr<Session>>(std::move(made));
    }
    WireOutcome outcome = session->exchange(request, deadline, cancel);
    if (auto* failure = std::get_if<Failure>(&outcome); failure != nullptr && kept) {
      if (failure->kind == FailureKind::Unsent) continue;
      failure->stale = failure->kind == FailureKind::Cut && !session->answered();
    }
    if (session->reusable()) parts_->pool.give(origin, std::move(session));
    return outcome;
  }
}

}  // namespace crosswalk::http
