#pragma once

/// \file
/// The addresses of a host name, within a deadline.

#include "http/net/wire_socket.hpp"
#include "http/transport.hpp"

#include <Poco/Net/IPAddress.h>

#include <string>
#include <variant>
#include <vector>

namespace crosswalk::http {

using Addresses = std::vector<Poco::Net::IPAddress>;

/// \return at least one address, each once, in the resolver's order; or Dns (none, or no answer in
/// time), Cancelled.
std::variant<Addresses, Failure> resolve(const std::string& host, Deadline deadline,
                                         const CancelToken& cancel);

}  // namespace crosswalk::http
