#pragma once

/// \file
/// The connector's settings, as far as the adapter itself uses them. The key stays with the host.

#include "crosswalk/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::quickschools {

struct Options {
  enum class Semesters : std::uint8_t { ActiveYear, Active, All };

  std::string base_url = "https://api.quickschools.com/sms/v1";  ///< no slash at the end
  std::string school_code;  ///< the part of the key before the first dot
  std::string school_name;  ///< the code where none is given
  Semesters semesters = Semesters::ActiveYear;
  bool course_per_section = false;

  /// \error BadConfig  the message names the setting and says what it must be.
  static Result<Options> parse(std::string_view config_json);
};

}  // namespace crosswalk::quickschools
