#pragma once

/// \file
/// An absolute http or https address in its parts. The target stays byte for byte as it was given:
/// signatures are computed over it.

#include "crosswalk/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::http {

struct Url {
  bool tls = true;   ///< https
  std::string host;  ///< lower case; an IPv6 address without brackets
  std::uint16_t port = 443;
  std::string path = "/";  ///< starts with a slash, still percent-encoded
  std::string query;       ///< without the question mark, still percent-encoded
  bool has_query = false;

  /// Path and query, as the request line has them.
  std::string target() const;
  /// `host`, or `host:port` when the port is not the scheme's own; IPv6 in brackets. The Host
  /// header.
  std::string authority() const;
  /// `https://authority`.
  std::string origin() const;
  /// `host:port`, always with the port: how the egress list names places.
  std::string place() const;
  std::string text() const { return origin() + target(); }
};

/// \error InvalidArgument  not an absolute http(s) address, or it has a user name, blanks, control
/// characters or
///        a port out of range. The message never repeats the address: it may hold a secret.
Result<Url> parse_url(std::string_view text);

/// `localhost`, 127.0.0.0/8 or ::1.
bool is_loopback(const Url& url);

/// Adds `name=value`, percent-encoded, at the end of the query.
void add_query(Url& url, std::string_view name, std::string_view value);

}  // namespace crosswalk::http
