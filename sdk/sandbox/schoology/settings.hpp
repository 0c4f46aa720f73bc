#pragma once

/// \file
/// The switches of the Schoology sandbox (contract section 11, and the state-wide faults).

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "crosswalk/result.hpp"

namespace crosswalk::sandbox::schoology {

struct Settings {
  std::int64_t clock_skew_s = 300;   ///< how far a timestamp may be off, either way (3.4)
  bool strict_sequence = false;      ///< timestamps of a key may not go back (3.4)
  bool hmac_sha256 = false;          ///< takes that signature method too
  std::int64_t token_days = 90;      ///< age at which an access token dies (3.7)
  bool sections_ext_direct = false;  ///< sections/ext answers 200 instead of 303 (3.6)
  std::string types = "live";        ///< docs or live, where the two differ (4.3)
  std::string attendance = "empty";  ///< empty or 410 (6.16)
  std::string public_origin = "https://api.schoology.com";  ///< second try of signatures (3.3)

  std::int64_t rate_credits = 50;  ///< per key and window; 0: no limit (5.3)
  std::int64_t rate_window_s = 5;
  std::int64_t rate_cost_read = 1;
  std::int64_t rate_cost_write = 1;
  std::int64_t retry_after =
      -1;  ///< -1: no Retry-After; 0: seconds to the refill; else that number

  std::int64_t read_delay_requests = 0;  ///< reads lag behind writes by so many requests
  std::int64_t read_delay_ms = 0;        ///< and by so many milliseconds of the sandbox's clock
  bool soft_delete = false;  ///< deleted courses, sections, enrollments stay in a bin, codes taken
};

nlohmann::json to_json(const Settings& settings);

/// `current` with the named changes; InvalidArgument names an unknown setting or a wrong type.
Result<Settings> with_changes(Settings current, const nlohmann::json& changes);

}  // namespace crosswalk::sandbox::schoology
