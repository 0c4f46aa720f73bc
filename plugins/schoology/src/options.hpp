#pragma once

/// \file
/// The connector's settings, as far as the adapter itself uses them. Key, secret and token stay
/// with the host, which signs.

#include "crosswalk/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::schoology {

struct Options {
  std::string origin = "https://api.schoology.com";  ///< scheme, host and port; no slash at the end
  std::uint32_t concurrency = 4;                     ///< reads in flight at once
  /// What Schoology does with an e-mail address that another account has (contract 6.5); 0:
  /// nothing.
  std::uint32_t email_conflict_resolution = 1;
  bool nested_sections = true;  ///< sections of many courses go in one call, inside their courses
  std::string time_zone;        ///< of the school, an IANA name; "": that of the key's owner

  /// Which id a source's records carry.
  enum class SourceIds : std::uint8_t {
    Own,   ///< Schoology's
    Codes  ///< school_uid, section_school_code, course_code, building_code, where filled
  };
  /// What a source's orgs are.
  enum class Buildings : std::uint8_t {
    Auto,    ///< the buildings, if there are any and the key may read them; else the school
    Always,  ///< the buildings; without the permission a read fails
    Never    ///< the school alone
  };
  SourceIds source_ids = SourceIds::Own;
  Buildings buildings = Buildings::Auto;
  std::int32_t school_year = 0;  ///< of a source: the year it ends in; 0: that of today

  /// \error BadConfig  the message names the setting and says what it must be.
  static Result<Options> parse(std::string_view config_json);
};

}  // namespace crosswalk::schoology
