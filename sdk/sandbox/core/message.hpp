#pragma once

/// \file
/// A request as it arrived and the reply that will leave: what every played system speaks.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::sandbox {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;  ///< upper case
  std::string path;    ///< as received, still percent-encoded, without the query
  std::string query;   ///< as received, without the question mark
  Headers headers;
  std::string body;  ///< chunked bodies already joined

  /// The first header of that name (any case); nothing when it was not sent.
  std::optional<std::string_view> header(std::string_view name) const;
  /// Path and query as they stood in the request line.
  std::string target() const;
};

/// How much of a reply reaches the client. Anything but Whole is a fault.
enum class Delivery {
  Whole,
  Cut,       ///< the connection is reset before the first byte
  HalfBody,  ///< headers announce the whole body, half of it is sent, then the connection closes
};

struct Reply {
  int status = 200;
  std::string content_type;  ///< not sent when empty
  Headers headers;
  std::string body;
  Delivery delivery = Delivery::Whole;
};

}  // namespace crosswalk::sandbox
