#pragma once

/// \file
/// The connector's settings, as far as the adapter itself uses them. Login and password stay with
/// the host, which logs in.

#include "crosswalk/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::eschoolplus {

/// What carries the operations (contract 2).
enum class Way : std::uint8_t { Session, Plus360, Files };

struct Options {
  Way way = Way::Session;
  std::string base_url;  ///< of the service, without a slash at the end; empty of files
  std::string site_code;
  std::string org_prefix;   ///< before a building's number in its id: the district, else the site
  std::string school_year;  ///< the year it ends in; empty: by the date
  bool summer_school = false;
  bool all_buildings = false;      ///< also those without a calendar, out of district, transfer
  bool class_per_session = false;  ///< else one class for each section
  bool co_teachers = false;
  bool ungraded_courses = false;  ///< study halls, and what receives no mark
  bool guardians = false;
  std::int64_t lead_days = 0;  ///< enrolled so many days before it begins

  /// \error BadConfig  the message names the setting and says what it must be.
  static Result<Options> parse(std::string_view config_json);
};

/// The vendor's part of a consumer key (contract 1.1): "abc" of "OneRoster_ABC_123"; empty: the key
/// has another form.
std::string vendor_of(std::string_view consumer_key);

/// The school year of a day: from July on the next one (contract 1.3). `days` since 1970.
std::string school_year_of(std::int64_t days);

}  // namespace crosswalk::eschoolplus
