#pragma once

/// \file
/// The connector's settings, as far as the adapter itself uses them. The secret stays with the
/// host, which signs in.

#include "crosswalk/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::powerschool {

/// How rosters are read (contract 2.4): resources below /ws/v1, or named queries of our plugin.
enum class Mode { Auto, V1, PowerQuery };

std::string_view to_text(Mode mode);

struct Options {
  std::string origin;  ///< scheme, host and port; no slash at the end
  Mode mode = Mode::Auto;
  std::int32_t start_year = 0;  ///< 0: the school year of today
  bool coteachers = false;      ///< v1: ask for them with a query that PowerSchool ships
  std::uint32_t concurrency = 1;
  std::uint32_t query_page_size = 5000;
  std::string query_prefix = "org.example.bridge";

  /// \error BadConfig  the message names the setting and says what it must be.
  static Result<Options> parse(std::string_view config_json);

  /// The calendar year in which the school year to read begins.
  /// \param now_ms  milliseconds since 1970
  std::int32_t year_at(std::uint64_t now_ms) const;
};

/// PowerSchool's number of a school year (contract 4): 36 is 2026-2027.
inline std::int32_t year_id(std::int32_t start_year) { return start_year - 1990; }

}  // namespace crosswalk::powerschool
