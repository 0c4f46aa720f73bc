#pragma once

/// \file
/// A kind of system that can be played, and what one is started with.

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"
#include "sandbox/core/clock.hpp"
#include "sandbox/core/system.hpp"
#include "sandbox/district/district.hpp"

namespace crosswalk::sandbox {

struct SystemStart {
  std::string key;            ///< consumer key, client id, login or API key; empty: the kind's own
  std::string secret;         ///< its secret or password; empty: the kind's own
  std::string settings_json;  ///< changes to the settings, an object; empty: none
  std::string seed_json;      ///< records added to the starting state; empty: none
  const District* district = nullptr;  ///< whom it holds; null: its small default state
};

struct Kind {
  std::string_view name;  ///< as on the command line, such as "schoology"
  std::string_view about;
  std::string_view key;  ///< what the starting credentials are, when none are given
  std::string_view secret;
  /// BadConfig when an option does not fit. The clock outlives the system; the district need not.
  Result<std::unique_ptr<System>> (*create)(const SystemStart& start, const std::string& base_url,
                                            Clock& clock);
  /// Settings under which nothing is limited or slow, an object; empty: it has no such limits.
  std::string_view unlimited = {};
  /// The files that the system writes of a district (null: its small default state), their texts by
  /// their names; null: it writes none.
  Result<std::map<std::string, std::string>> (*files)(const District* district) = nullptr;
};

}  // namespace crosswalk::sandbox
