#include "http/url.hpp"

#include "http/text.hpp"

#include <algorithm>
#include <charconv>

namespace crosswalk::http {
namespace {

Error bad(const std::string& why) { return {ErrorCode::InvalidArgument, "bad address: " + why}; }

bool printable(char c) { return c > ' ' && c != '\x7f'; }

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : '[' + host + ']';
}

Result<std::uint16_t> parse_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (failed != std::errc{} || end != text.data() + text.size() || port == 0 || port > 65535) {
    return bad("the port is not a number from 1 to 65535");
  }
  return static_cast<std::uint16_t>(port);
}

/// `host`, `host:port`, `[v6]` or `[v6]:port` into the two fields.
Result<> parse_authority(std::string_view text, Url& url) {
  if (text.find('@') != std::string_view::npos) {
    return bad("a user name or password in it; configure an auth profile instead");
  }
  std::string_view port;
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return bad("the bracket of the IPv6 host is not closed");
    port = text.substr(close + 1);
    text = text.substr(1, close - 1);
    if (!port.empty() && !port.starts_with(':')) return bad("text after the IPv6 host");
  } else if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    port = text.substr(colon);
    text = text.substr(0, colon);
  }
  if (text.empty()) return bad("no host");
  url.host = lower(text);
  if (!port.empty()) {
    CW_TRY(url.port, parse_port(port.substr(1)));
  }
  return {};
}

}  // namespace

std::string Url::target() const { return has_query ? path + '?' + query : path; }

std::string Url::authority() const {
  const bool usual = port == (tls ? 443 : 80);
  return usual ? bracketed(host) : place();
}

std::string Url::origin() const { return (tls ? "https://" : "http://") + authority(); }

std::string Url::place() const { return bracketed(host) + ':' + std::to_string(port); }

Result<Url> parse_url(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), printable)) {
    return bad("a blank or control character in it; percent-encode it");
  }
  const auto scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return bad("it must start with https://");
  const std::string scheme = lower(text.substr(0, scheme_end));
  if (scheme != "https" && scheme != "http") return bad("it must start with https://");

  Url url;
  url.tls = scheme == "https";
  url.port = url.tls ? 443 : 80;
  text.remove_prefix(scheme_end + 3);
  text = text.substr(0, text.find('#'));
  const auto authority_end = std::min(text.find_first_of("/?"), text.size());
  CW_CHECK(parse_authority(text.substr(0, authority_end), url));

  text.remove_prefix(authority_end);
  const auto question = text.find('?');
  if (question != std::string_view::npos) {
    url.has_query = true;
    url.query = text.substr(question + 1);
  }
  text = text.substr(0, question);
  if (!text.empty()) url.path = text;
  return url;
}

bool is_loopback(const Url& url) {
  if (url.host == "localhost" || url.host == "::1") return true;
  // A whole dotted quad: 127.evil.example is a name like any other.
  return url.host.starts_with("127.") && std::count(url.host.begin(), url.host.end(), '.') == 3 &&
         url.host.find_first_not_of("0123456789.") == std::string::npos;
}

void add_query(Url& url, std::string_view name, std::string_view value) {
  if (!url.query.empty()) url.query += '&';
  url.query += percent_encode(name) + '=' + percent_encode(value);
  url.has_query = true;
}

}  // namespace crosswalk::http
