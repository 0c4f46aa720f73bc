#include "app/config/zone.hpp"

#include "adapters/nearest_word.hpp"

#include <date/date.h>
#include <date/tz.h>

#include <chrono>
#include <stdexcept>
#include <vector>

namespace crosswalk::app {
namespace {

using date::floor;

Result<const date::time_zone*> locate(const std::string& zone) {
  try {
    return date::locate_zone(zone);
  } catch (const std::runtime_error&) {
    std::vector<std::string> known;
    for (const auto& each : date::get_tzdb().zones) known.push_back(each.name());
    return Error{ErrorCode::BadConfig, "\"district/time_zone\": \"" + zone +
                                           "\" is not a time zone of this machine" +
                                           adapters::did_you_mean(zone, known) +
                                           "; names are those of IANA, as \"America/New_York\""};
  }
}

}  // namespace

Result<> check_zone(const std::string& zone) {
  CW_TRY([[maybe_unused]] const date::time_zone* found, locate(zone));
  return {};
}

Result<std::int64_t> local_day(const std::string& zone, std::int64_t now_ms) {
  CW_TRY(const date::time_zone* found, locate(zone));
  const date::sys_time<std::chrono::milliseconds> now{std::chrono::milliseconds{now_ms}};
  return std::int64_t{floor<date::days>(found->to_local(now)).time_since_epoch().count()};
}

std::string local_time(const std::string& zone, std::int64_t at_ms) {
  const date::sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds{at_ms}};
  const auto minute = floor<std::chrono::minutes>(at);
  if (const auto found = locate(zone)) return date::format("%F %H:%M", (*found)->to_local(minute));
  return date::format("%F %H:%MZ", minute);
}

}  // namespace crosswalk::app
