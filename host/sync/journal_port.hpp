#pragma once

/// \file
/// What the engine needs of a store to survive a crash (see ports.hpp).

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "sync/types.hpp"

namespace crosswalk::sync {

/// Intents before, outcomes after: what makes a crash harmless.
class JournalPort {
 public:
  virtual ~JournalPort() = default;

  /// Starts applying a plan under a lease: checks that the integration's generation is still
  /// `base_generation`
  /// (\error Conflict: stale) and moves it on.
  virtual Result<> begin(std::int64_t run, std::string_view plan, std::uint64_t base_generation,
                         std::uint64_t lease) = 0;

  struct Intent {
    std::uint32_t batch = 0;
    std::vector<std::uint64_t> operations;  ///< indexes into the plan
  };
  /// Makes an intent durable. \error Conflict: the lease is not current any more; nothing was
  /// written, send nothing.
  virtual Result<> intend(std::int64_t run, std::uint64_t lease, const Intent& intent) = 0;

  /// Writes a batch's outcomes with all that they settle, and the next intent, in one durable
  /// transaction. Outcomes that stay Unknown leave their operations open.
  virtual Result<> settle(std::int64_t run, std::uint64_t lease, std::uint32_t batch,
                          std::span<const Settlement> settlements, const Intent* next) = 0;

  /// How far a run came, five bytes an operation: for resuming it, for its report, for undo. The
  /// words of an outcome are in its batch (run_outcomes.hpp).
  struct Known {
    std::vector<OutcomeState> states;    ///< the last of each operation; may end early
    std::vector<std::uint32_t> batches;  ///< that had it; as many as states
    std::vector<Intent> open;            ///< intents without (all) outcomes
    std::uint32_t next_batch = 0;

    /// Unknown: there is no outcome.
    OutcomeState state(std::uint64_t operation) const {
      return operation < states.size() ? states[operation] : OutcomeState::Unknown;
    }
  };
  virtual Result<Known> known(std::int64_t run) = 0;
  /// A batch's outcomes, by index; of several of an operation the last one.
  virtual Result<std::vector<Outcome>> outcomes(std::int64_t run, std::uint32_t batch) = 0;
  virtual Result<> end(std::int64_t run) = 0;
};

}  // namespace crosswalk::sync
