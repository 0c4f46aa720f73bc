#pragma once

/// \file
/// How far a run has come, as a bar on a terminal or as a line now and then elsewhere. The time is
/// an argument.

#include "app/present/style.hpp"
#include "sync/ports.hpp"

#include <cstdint>
#include <string>

namespace crosswalk::app {

class ProgressText {
 public:
  ProgressText(bool terminal, Style style) : terminal_(terminal), style_(style) {}

  /// What to print now; empty most of the time. A terminal's line is redrawn at most ten times a
  /// second; elsewhere a line appears every ten seconds and at the end of each phase.
  /// `retries`: requests sent again so far. `now_ms`: any clock that does not go back.
  std::string update(const sync::Observer::Progress& progress, std::uint64_t retries,
                     std::int64_t now_ms);

  /// Ends the phase that is shown; its last line stays.
  std::string finish(std::int64_t now_ms);

 private:
  std::string line(std::int64_t now_ms) const;
  std::string last_line(std::int64_t now_ms) const;
  std::string failures() const;

  bool terminal_;
  Style style_;
  std::string phase_;  ///< as shown; empty: none
  bool comparing_ = false;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t retries_ = 0;
  std::uint64_t retries_before_ = 0;  ///< when the phase began
  std::int64_t began_ms_ = 0;
  std::int64_t shown_ms_ = 0;
};

/// "read user" as "Reading users", "apply enrollment" as "Sending enrollments".
std::string phase_words(std::string_view phase);

}  // namespace crosswalk::app
