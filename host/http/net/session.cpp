#include "http/net/session.hpp"

#include <Poco/Net/HTTPHeaderStream.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <charconv>
#include <sstream>

namespace crosswalk::http {
namespace {

constexpr std::size_t kChunkHeadMax = 1024;
constexpr int kHeaderLinesMax = 200;

bool has_body(const WireRequest& request) {
  return !request.body.empty() || request.method == "POST" || request.method == "PUT" ||
         request.method == "PATCH";
}

}  // namespace

WireSocket& Session::wire() const {
  // Poco hands its socket out non-const only; the session was made over a WireSocket.
  return *static_cast<WireSocket*>(const_cast<Session*>(this)->socket().impl());
}

WireOutcome Session::exchange(const WireRequest& request, Deadline deadline, CancelToken cancel) {
  reusable_ = false;
  wire().begin(deadline, std::move(cancel));
  try {
    send(request);
    Poco::Net::HTTPResponse head;
    head.setFieldLimit(kHeaderLinesMax);
    do {  // 100 Continue and its like come before the answer
      head.clear();
      Poco::Net::HTTPHeaderInputStream stream{*this};
      head.read(stream);
      if (wire().ended()) return failure(request, Read::Broken);
    } while (head.getStatus() < 200);

    WireResponse response{.status = head.getStatus()};
    for (const auto& [name, value] : head) response.headers.push_back({name, value});
    const Read read = read_body(request, head, response.body);
    if (read != Read::Whole) return failure(request, read);
    reusable_ = head.getKeepAlive() && !wire().ended() && buffered() == 0;
    return response;
  } catch (const Poco::Exception&) {
    return failure(request, wire().ended() ? Read::Broken : Read::Malformed);
  }
}

void Session::send(const WireRequest& request) {
  Poco::Net::HTTPRequest head{request.method, request.url.target(),
                              Poco::Net::HTTPMessage::HTTP_1_1};
  head.setHost(request.url.authority());
  for (const Header& header : request.headers) head.add(header.name, header.value);
  if (has_body(request)) head.setContentLength64(static_cast<std::int64_t>(request.body.size()));

  std::ostringstream text;
  head.write(text);
  text << request.body;
  const std::string bytes = std::move(text).str();
  for (std::size_t sent = 0; sent < bytes.size();) {
    const std::size_t piece = std::min<std::size_t>(bytes.size() - sent, 1U << 20U);
    sent +=
        static_cast<std::size_t>(write(bytes.data() + sent, static_cast<std::streamsize>(piece)));
  }
}

Session::Read Session::read_body(const WireRequest& request, const Poco::Net::HTTPResponse& head,
                                 std::string& body) {
  const int status = head.getStatus();
  if (request.method == "HEAD" || status == 204 || status == 304) return Read::Whole;
  if (head.getChunkedTransferEncoding()) return read_chunked(request.max_body, body);
  if (!head.hasContentLength()) return read_to_end(request.max_body, body);
  const std::int64_t length = head.getContentLength64();
  if (length < 0) return Read::Malformed;
  if (static_cast<std::uint64_t>(length) > request.max_body) return Read::TooLarge;
  return read_counted(static_cast<std::uint64_t>(length), body);
}

Session::Read Session::read_counted(std::uint64_t length, std::string& body) {
  while (length > 0) {
    // Grown as it comes: a length that the server only claims takes no memory.
    const auto piece = std::min<std::uint64_t>(length, 64U << 10U);
    const std::size_t have = body.size();
    body.resize(have + piece);
    const int got = read(body.data() + have, static_cast<std::streamsize>(piece));
    body.resize(have + static_cast<std::size_t>(got));
    if (got == 0) return Read::Broken;
    length -= static_cast<std::uint64_t>(got);
  }
  return Read::Whole;
}

// RFC 9112 section 7.1.
Session::Read Session::read_chunked(std::uint64_t limit, std::string& body) {
  std::string line;
  for (;;) {
    if (!read_line(line)) return wire().ended() ? Read::Broken : Read::Malformed;
    std::uint64_t length = 0;
    const auto parsed = std::from_chars(line.data(), line.data() + line.size(), length, 16);
    const std::string_view rest{parsed.ptr, line.data() + line.size()};
    const bool clean = rest.empty() || rest.front() == ';' || rest.front() == ' ';
    if (parsed.ec != std::errc{} || !clean) return Read::Malformed;
    if (length == 0) break;
    if (length > limit - body.size()) return Read::TooLarge;
    if (const Read part = read_counted(length, body); part != Read::Whole) return part;
    if (!read_line(line)) return wire().ended() ? Read::Broken : Read::Malformed;
    if (!line.empty()) return Read::Malformed;
  }
  do {  // trailers, which nobody needs, up to the empty line
    if (!read_line(line)) return wire().ended() ? Read::Broken : Read::Malformed;
  } while (!line.empty());
  return Read::Whole;
}

Session::Read Session::read_to_end(std::uint64_t limit, std::string& body) {
  for (;;) {
    const Read part =
        read_counted(std::min<std::uint64_t>(limit + 1 - body.size(), 64U << 10U), body);
    if (body.size() > limit) return Read::TooLarge;
    if (part == Read::Broken)
      return Read::Whole;  // the end of the connection is the end of the body
  }
}

bool Session::read_line(std::string& line) {
  line.clear();
  for (int c = get(); c != std::char_traits<char>::eof(); c = get()) {
    if (c == '\n') {
      if (line.ends_with('\r')) line.pop_back();
      return true;
    }
    if (line.size() == kChunkHeadMax) return false;
    line += static_cast<char>(c);
  }
  return false;
}

Failure Session::failure(const WireRequest& request, Read read) const {
  const bool sent = wire().bytes_out() > 0;
  switch (wire().trouble()) {
    case WireSocket::Trouble::Timeout:
      return {sent ? FailureKind::Timeout : FailureKind::Unsent, request.url.place()};
    case WireSocket::Trouble::Cancelled:
      return {sent ? FailureKind::CancelledSent : FailureKind::Cancelled, ""};
    case WireSocket::Trouble::Broken:
      return {sent ? FailureKind::Cut : FailureKind::Unsent, request.url.place()};
    case WireSocket::Trouble::None:
      break;
  }
  if (read == Read::TooLarge) {
    return {FailureKind::TooLarge, "more than " + std::to_string(request.max_body) +
                                       " bytes; ask for smaller pages or raise the limit"};
  }
  if (read == Read::Malformed) return {FailureKind::Malformed, request.url.place()};
  return {FailureKind::Cut, request.url.place()};
}

}  // namespace crosswalk::http
