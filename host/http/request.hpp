#pragma once

/// \file
/// What goes out and what comes back: one HTTP request, one answer.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::http {

struct Header {
  std::string name{};
  std::string value{};
  bool operator==(const Header&) const = default;
};

/// In the order of the wire; a name may repeat.
using Headers = std::vector<Header>;

/// Whether the text is an HTTP token: the alphabet of methods and header names (RFC 9110,
/// section 5.6.2).
bool is_token(std::string_view text);

/// Whether the name is an HTTP token and the value has no control characters: nothing that could
/// start a header of its own (RFC 9110, sections 5.1 and 5.5).
bool is_sendable(const Header& header);

/// The first value of `name` (compared without case), or null.
const std::string* find_header(const Headers& headers, std::string_view name);

/// What a request does at the other side. It decides what may be repeated when an answer is lost,
/// and how the request is counted.
enum class Effect : std::uint8_t {
  ByMethod,  ///< GET, HEAD, OPTIONS read; PUT and DELETE are idempotent writes; the rest are writes
  Read,      ///< changes nothing, whatever the method (a search by POST)
  IdempotentWrite,  ///< twice is the same as once
  Write,            ///< twice may be two things: never repeated once it may have arrived
};

enum class Retry : std::uint8_t {
  HostPolicy,  ///< repeated as retry.hpp says
  Never,       ///< one attempt, whatever comes back
};

struct Request {
  std::string method = "GET";
  std::string url{};  ///< absolute, percent-encoded; https, or http to loopback
  Headers headers{};  ///< Host, Content-Length and authentication are the client's
  std::string body{};
  std::chrono::milliseconds timeout{
      0};                       ///< of one attempt, connecting included; 0 = the client's default
  std::string auth_profile{};   ///< a name of ClientOptions::profiles; empty = no authentication
  std::string rate_bucket{};    ///< a name of ClientOptions::buckets; empty = not limited
  std::uint32_t rate_cost = 1;  ///< tokens of that bucket
  Retry retry = Retry::HostPolicy;
  Effect effect = Effect::ByMethod;
  std::string
      idempotency_key{};       ///< not empty: sent as Idempotency-Key, and the write is idempotent
  std::uint64_t max_body = 0;  ///< bytes of answer; 0 = the client's default
};

/// The effect with ByMethod and the idempotency key resolved.
Effect effect_of(const Request& request);

/// An answer, whatever its status: 3xx, 4xx and 5xx are answers too. Redirects are never followed.
struct Response {
  int status = 0;
  Headers headers{};
  std::string body{};
  std::uint32_t attempts = 1;  ///< requests sent for this answer, this one included
  bool from_recording = false;
  /// An earlier attempt of this write was sent, and its answer never came or was 408 or 5xx: it may
  /// have taken effect, so that a 404 to a DELETE or a 409 to a PUT can be our own doing.
  bool after_lost_answer = false;
};

}  // namespace crosswalk::http
