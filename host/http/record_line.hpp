#pragma once

/// \file
/// One line of a recording, written and read. Pure.

#include "http/transport.hpp"

#include "crosswalk/result.hpp"

#include <string>
#include <string_view>

namespace crosswalk::http {

/// What tells recorded requests apart: method, address without secrets, SHA-256 of the body (empty
/// for none, and for a token or login request, whose body is a secret).
std::string record_key(const WireRequest& request);

/// One JSON object, without a line end.
std::string record_line(const WireRequest& request, const WireOutcome& outcome);

struct RecordedAnswer {
  std::string key;
  WireOutcome outcome;
};

/// \error BadData  not a line that record_line() wrote.
Result<RecordedAnswer> read_record_line(std::string_view line);

}  // namespace crosswalk::http
