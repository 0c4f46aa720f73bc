#include "http/net/resolve.hpp"
#include "http/net/session.hpp"

#include <Poco/Net/StreamSocket.h>

#include <utility>

namespace crosswalk::http {

std::variant<std::unique_ptr<Session>, Failure> Session::connect(const Url& url,
                                                                 const TlsContext& tls,
                                                                 Deadline deadline,
                                                                 CancelToken cancel) {
  auto resolved = resolve(url.host, deadline, cancel);
  if (auto* failure = std::get_if<Failure>(&resolved)) return std::move(*failure);
  const Addresses addresses = std::get<Addresses>(std::move(resolved));

  Failure last;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    // An address that swallows packets must leave time for the next one.
    const auto now = std::chrono::steady_clock::now();
    const auto share = (deadline - now) / static_cast<std::int64_t>(addresses.size() - i);
    auto* wire = new WireSocket;  // the Poco socket takes it
    const Poco::Net::StreamSocket socket{wire};
    wire->begin(now + share, cancel);
    auto failure = wire->connect_to({addresses[i], url.port});
    if (!failure && url.tls) failure = wire->start_tls(tls, url.host);
    if (!failure) return std::unique_ptr<Session>{new Session{socket}};
    last = std::move(*failure);
    if (last.kind == FailureKind::Cancelled) break;
  }
  return last;
}

}  // namespace crosswalk::http
