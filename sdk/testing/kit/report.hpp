#pragma once

/// \file
/// The results of all checks on one adapter file, and how they are written down.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "testing/kit/check.hpp"

namespace crosswalk::kit {

struct CheckResult {
  enum class Kind : std::uint8_t {
    Passed,
    Failed,
    Skipped,
    Quirk  ///< failed, and the manifest declares it with its reason
  };
  std::string id;
  std::string sentence;
  Kind kind = Kind::Passed;
  std::string evidence;  ///< what was seen; of a skipped one: why
  std::string why;       ///< of a quirk: the manifest's words
  std::int64_t milliseconds = 0;
};

struct Report {
  std::string file;
  std::string sha256;
  std::string adapter;  ///< its id; empty: unknown
  std::string version;
  std::vector<CheckResult> results;
  std::vector<std::string> stale_quirks;  ///< declared, and the check passed or does not exist

  std::size_t count(CheckResult::Kind kind) const;
  bool good() const { return count(CheckResult::Kind::Failed) == 0; }
};

/// "passed", "failed", "skipped", "quirk".
std::string_view word(CheckResult::Kind kind);

/// Turns failures that the manifest's `quirks` declare into quirks, and names those that are stale.
void declare_quirks(Report& report, const nlohmann::json& manifest);

nlohmann::ordered_json to_json(const Report& report);
/// One suite; quirks are skipped cases with their reason.
std::string to_junit(const Report& report);

}  // namespace crosswalk::kit
