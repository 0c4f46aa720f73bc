#pragma once

/// \file
/// A clock that is off, as part of a refusal's sentence: signatures and tokens hold for minutes
/// only.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crosswalk/dates.hpp"

namespace crosswalk {

/// " This machine's clock is 90 s ahead of WHOSE"; empty within a minute, or where one of the two
/// is not known. `date`: the answer's Date header; `now_s`: our clock, seconds since 1970, 0: none.
inline std::string clock_words(std::string_view date, std::int64_t now_s, std::string_view whose) {
  constexpr std::int64_t kTolerance_s = 60;
  const auto server = parse_http_date(date);
  if (!server || now_s == 0) return {};
  const std::int64_t off = now_s - *server;
  if (std::llabs(off) <= kTolerance_s) return {};
  return " This machine's clock is " + std::to_string(std::llabs(off)) + " s " +
         (off > 0 ? "ahead of " : "behind ") + std::string(whose);
}

}  // namespace crosswalk
