#pragma once

/// \file
/// The two things the engine does: make a plan, and carry one out. README.md shows the flow.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <string>
#include <vector>

#include "crosswalk/result.hpp"
#include "model/hash.hpp"
#include "sync/flow.hpp"
#include "sync/plan_codec.hpp"
#include "sync/plan_header.hpp"
#include "sync/ports.hpp"

namespace crosswalk::sync {

/// What a run stands in. Everything is lent and outlives the run.
struct Environment {
  Source& source;
  Destination& destination;
  Store store;
  Observer& observer;
  const model::KeyMaker& keys;
  std::filesystem::path scratch;              ///< a folder of this run's own; emptied by the caller
  std::uint64_t memory_bytes = 256ULL << 20;  ///< above it, rows go to `scratch`
  std::int64_t now_ms = 0;                    ///< when the run began, UTC
  std::int64_t today = 0;  ///< days since 1970, in the district's zone; frozen in the plan
  /// Waits; null: nothing here needs to. Only an unknown outcome does, for the destination's
  /// read-after-write delay.
  std::function<Result<>(std::chrono::milliseconds)> sleep;
  /// The password of new accounts, where one is fixed. Plans, projections and the journal hold
  /// model::kFixedPassword in its place: it is put in as the bytes leave.
  std::string fixed_password;
  std::uint64_t worth_a_thread = 1 << 16;  ///< records; fewer are loaded by who needs them

  /// How the loading of so many records is started.
  std::launch launch_for(std::uint64_t records) const {
    return records < worth_a_thread ? std::launch::deferred : std::launch::async;
  }
};

struct PlanResult {
  std::int64_t run = 0;
  std::string hash;  ///< empty when nothing could be planned
  PlanHeader header;
};

/// Reads the source, compares, decides, and stores a complete plan. Sends nothing; it may list the
/// destination where something would be created for the first time.
/// \error what the source or the store says; the run is recorded as failed with the same sentence.
Result<PlanResult> make_plan(Environment& env, Flow& flow);

struct ApplyOptions {
  std::uint64_t lease = 0;
  bool without_held = false;               ///< send what no hold names
  std::vector<std::string> released;       ///< ids of holds that a person released
  std::uint32_t breaker_consecutive = 20;  ///< failures in a row that pause the run
  std::chrono::milliseconds in_flight{
      0};  ///< on resume: how long a request of the dead holder may still take effect
};

struct ApplyResult {
  std::int64_t run = 0;
  bool paused = false;  ///< resumable by applying the same plan again
  std::string reason;   ///< why it paused
  std::map<std::string, std::uint64_t>
      outcomes;  ///< "created", "updated", "dropped", "restored", "adopted", "noop", "failed",
                 ///< "blocked", "unknown", "skipped"
  std::uint64_t batches = 0;      ///< apply calls made
  std::uint64_t scope_reads = 0;  ///< listings and probes
};

/// Carries out exactly the stored plan, or resumes it.
/// \error Conflict  the plan is stale, or another plan is unfinished.
/// \error Refused   a hold has not been released; nothing was sent.
Result<ApplyResult> apply_plan(Environment& env, const PlanPort::Stored& plan,
                               ApplyOptions options);

/// Reads a stored plan's operations and notes in order, a segment at a time.
class PlanReader {
 public:
  PlanReader(PlanPort& plans, PlanPort::Stored plan) : plans_(plans), plan_(std::move(plan)) {}
  /// The next segment; all lists empty at the end.
  Result<PlanItems> next();

 private:
  PlanPort& plans_;
  PlanPort::Stored plan_;
  std::uint32_t at_ = 0;
};

}  // namespace crosswalk::sync
