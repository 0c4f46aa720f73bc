#pragma once

/// \file
/// What became of a run's operations, one after the other: in memory are five bytes an operation
/// and the batches that were asked for last.

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
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

  /// Beyond the last operation that was sent; each may be without an outcome.
  std::uint64_t size() const;
  OutcomeState state(std::uint64_t operation) const { return known_.state(operation); }
  /// It was sent, and no answer was heard.
  bool open(std::uint64_t operation) const { return open_.contains(operation); }
  /// Nothing: it was not sent. Fast when asked in the order of the plan.
  Result<std::optional<Outcome>> find(std::uint64_t operation);

 private:
  static constexpr std::size_t kBatches = 32;  // entities and actions take turns within a wave
  using Batch = std::pair<std::uint32_t, std::vector<Outcome>>;
  Result<const std::vector<Outcome>*> batch(std::uint32_t number);

  JournalPort* journal_ = nullptr;
  std::int64_t run_ = 0;
  JournalPort::Known known_;
  std::set<std::uint64_t> open_;
  std::deque<Batch> kept_;  ///< the last read one at the end
};

}  // namespace crosswalk::sync
