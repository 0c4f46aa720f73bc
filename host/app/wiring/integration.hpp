#pragma once

/// \file
/// One integration, opened: its memories, its two sides, and the engine's two verbs on them.

#include "app/cli/command_line.hpp"
#include "app/wiring/app.hpp"
#include "app/wiring/lease_keeper.hpp"
#include "app/wiring/process_lock.hpp"
#include "app/wiring/scratch_folder.hpp"
#include "http/metrics.hpp"
#include "model/hash.hpp"
#include "store/integration_store.hpp"
#include "sync/engine.hpp"
#include "sync/undo.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::app {

/// The right to write to the destination, for as long as it lives: the only process on this
/// machine, and the only machine.
struct WriteAccess {
  ProcessLock lock;
  std::unique_ptr<LeaseKeeper> lease;
};

/// Not thread-safe.
class Integration {
 public:
  /// Both are lent. Neither connector is opened yet.
  /// \error BadConfig  the integration is known already, with other connectors
  static Result<std::unique_ptr<Integration>> open(App& app, const IntegrationConfig& config);
  Integration(const Integration&) = delete;
  Integration& operator=(const Integration&) = delete;

  const IntegrationConfig& config() const { return config_; }
  sync::Store& store() { return store_; }
  const model::KeyMaker& keys() const { return *keys_; }

  /// What the destination's adapter declares; null when that adapter is not here any more.
  const model::DestinationSchema* schema();

  /// Refuses to plan and apply in one go what its destination takes from a person's hand only.
  /// \error BadConfig  the connector, and the two commands that do it
  Result<> allow_unattended();

  /// Reads the source and stores a complete plan; sends nothing.
  Result<sync::PlanResult> plan(const Limits& limits, sync::Observer& observer);

  /// Plans to take a run back; sends nothing.
  Result<sync::PlanResult> plan_undo(std::int64_t run, const sync::UndoScope& scope,
                                     sync::Observer& observer);

  struct Approval {
    bool without_held = false;
    std::vector<std::string> released;  ///< ids of holds
  };
  /// Carries out a stored plan, or goes on with it. Takes the right to write for that long, unless
  /// the caller holds it already.
  Result<sync::ApplyResult> apply(const sync::PlanPort::Stored& plan, const Approval& approval,
                                  sync::Observer& observer);

  /// Keeps others from writing from now on.
  /// \error Conflict  another process or machine is at work
  Result<> take_write_access();

  /// Requests sent in this process.
  http::Counters destination_calls() const;
  http::Counters source_calls() const;

 private:
  Integration(App& app, const IntegrationConfig& config,
              std::unique_ptr<store::IntegrationStore> memories, sync::Store store)
      : app_(app), config_(config), memories_(std::move(memories)), store_(store) {}

  Result<Connector*> side(std::unique_ptr<Connector>& connector, const std::string& name);
  Result<sync::Environment> environment(sync::Source& source, sync::Destination& destination,
                                        sync::Observer& observer, const ScratchFolder& scratch);

  App& app_;
  const IntegrationConfig& config_;
  std::unique_ptr<store::IntegrationStore> memories_;
  sync::Store store_;
  std::optional<model::KeyMaker> keys_;
  std::unique_ptr<Connector> source_;
  std::unique_ptr<Connector> destination_;
  std::optional<WriteAccess> access_;
};

}  // namespace crosswalk::app
