#pragma once

/// \file
/// Where a connector may go: the hosts and ports of its configured addresses, and nowhere else.

#include "http/url.hpp"

#include "crosswalk/result.hpp"

#include <set>
#include <string>
#include <vector>

namespace crosswalk::http {

class Egress {
 public:
  /// Allows exactly the host and port of each address.
  /// \error BadConfig  an address does not parse; the message gives its position, not its text.
  static Result<Egress> from_urls(const std::vector<std::string>& urls);

  void allow(const Url& url) { places_.insert(url.place()); }

  /// Whether the connector may send to `url`.
  /// \error Forbidden        the place is not on the list; the message names it and the list.
  /// \error InvalidArgument  plain http to another machine, and that was not allowed by
  /// `allow_plain_http`.
  Result<> check(const Url& url) const;

  /// Plain http to machines other than this one (off: passwords would travel in clear text).
  bool allow_plain_http = false;

 private:
  std::set<std::string> places_;
};

}  // namespace crosswalk::http
