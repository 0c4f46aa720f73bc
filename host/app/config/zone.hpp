#pragma once

/// \file
/// Which day it is in the district.

#include "crosswalk/result.hpp"

#include <cstdint>
#include <string>

namespace crosswalk::app {

/// \error BadConfig  the zone is not in the machine's IANA database; the message names the nearest.
Result<> check_zone(const std::string& zone);

/// Days since 1970-01-01 of the local date at `now_ms` (UTC, milliseconds).
/// \error BadConfig  as check_zone().
Result<std::int64_t> local_day(const std::string& zone, std::int64_t now_ms);

/// `at_ms` as "2026-03-05 14:07" in the zone; in UTC with a "Z" where the zone is not known.
std::string local_time(const std::string& zone, std::int64_t at_ms);

}  // namespace crosswalk::app
