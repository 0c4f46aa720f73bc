#pragma once

/// \file
/// What became of an applied plan, as text for a person.

#include "app/exit_code.hpp"
#include "app/present/record_text.hpp"
#include "app/present/style.hpp"
#include "http/metrics.hpp"
#include "sync/engine.hpp"

#include <string>
#include <vector>

namespace crosswalk::app {

/// An operation that did not end well, and the destination's words.
struct FailedRecord {
  sync::Operation operation;
  sync::Outcome outcome;
};

struct ResultView {
  std::string plan;  ///< hash
  sync::ApplyResult result;
  bool interrupted = false;          ///< a signal asked us to stop
  http::Counters calls;              ///< of the destination's connector, in this process
  std::uint64_t seconds = 0;         ///< from the first to the last step
  std::vector<FailedRecord> failed;  ///< a few of them
  NameOf name_of;
};

std::string render_result(const ResultView& view, const Style& style);

/// "API calls: 12 writes, 4 reads, ..."
std::string render_calls(const http::Counters& calls);

/// Done, SomeFailed, Paused or Interrupted.
ExitCode exit_code_for(const sync::ApplyResult& result, bool interrupted);

}  // namespace crosswalk::app
