#pragma once

/// \file
/// What became of a run's operations, one after the other: in memory are five bytes an operation
/// and the batches that were asked for last.

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "sync/journal_port.hpp"

namespace crosswalk::sync {

class RunOutcomes {
 public:
  /// Of a run that applied nothing.
  RunOutcomes() = default;
  /// `journal` outlives it. \error NotFound: no such run.
  static Result<RunOutcomes> read(JournalPort& journal, std::int64_t run);

  /// How many operations have a number; each may be without an outcome.
  std::uint64_t size() const { return known_.states.size(); }
  OutcomeState state(std::uint64_t operation) const { return known_.state(operation); }
  /// Fast when asked in the order of the plan.
  Result<std::optional<Outcome>> find(std::uint64_t operation);

 private:
  static constexpr std::size_t kBatches = 32;  // entities and actions take turns within a wave
  using Batch = std::pair<std::uint32_t, std::vector<Outcome>>;
  Result<const std::vector<Outcome>*> batch(std::uint32_t number);

  JournalPort* journal_ = nullptr;
  std::int64_t run_ = 0;
  JournalPort::Known known_;
  std::deque<Batch> kept_;  ///< the last read one at the end
};

}  // namespace crosswalk::sync
