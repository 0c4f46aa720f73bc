#include "http/net/session.hpp"

#include <Poco/Net/DNS.h>
#include <Poco/Net/HostEntry.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <vector>

namespace crosswalk::http {
namespace {

using Addresses = std::vector<Poco::Net::IPAddress>;

/// Empty: the name has none.
Addresses addresses_of(const std::string& host) {
  Poco::Net::IPAddress literal;
  if (Poco::Net::IPAddress::tryParse(host, literal)) return {literal};
  try {
    Addresses found = Poco::Net::DNS::hostByName(host).addresses();
    // The resolver names an address once per socket type.
    Addresses once;
    for (const auto& address : found) {
      if (std::find(once.begin(), once.end(), address) == once.end()) once.push_back(address);
    }
    return once;
  } catch (const Poco::Exception&) {
    return {};
  }
}

}  // namespace

std::variant<std::unique_ptr<Session>, Failure> Session::connect(const Url& url,
                                                                 const TlsContext& tls,
                                                                 Deadline deadline,
                                                                 CancelToken cancel) {
  Failure last{FailureKind::Dns, url.host};
  for (const auto& address : addresses_of(url.host)) {
    auto* wire = new WireSocket;  // the Poco socket takes it
    const Poco::Net::StreamSocket socket{wire};
    wire->begin(deadline, cancel);
    auto failure = wire->connect_to({address, url.port});
    if (!failure && url.tls) failure = wire->start_tls(tls, url.host);
    if (!failure) return std::unique_ptr<Session>{new Session{socket}};
    last = std::move(*failure);
    if (last.kind == FailureKind::Cancelled) break;
  }
  return last;
}

}  // namespace crosswalk::http
