#pragma once

/// \file
/// The whole engine on a real SQLite file, between a roster in memory and a world in memory.

#include <filesystem>
#include <memory>
#include <string>

#include "flows/roster/settings.hpp"
#include "model/hash.hpp"
#include "store/database.hpp"
#include "store/integration_store.hpp"
#include "support/roster.hpp"
#include "support/world.hpp"
#include "sync/engine.hpp"
#include "sync/undo.hpp"

namespace crosswalk::test {

/// Thrown by a World's or a journal's crash point: the process dies here.
struct Crash {};

class Quiet final : public sync::Observer {
 public:
  void progress(const Progress&) override {}
  void event(std::string_view, std::string_view) override {}
  bool cancelled() const override { return stop; }
  bool stop = false;
};

/// Counts down to a crash at store transactions; wraps the journal.
class CrashingJournal final : public sync::JournalPort {
 public:
  explicit CrashingJournal(sync::JournalPort& inner, std::function<void(const char*)> at)
      : inner_(inner), at_(std::move(at)) {}
  Result<> begin(std::int64_t run, std::string_view plan, std::uint64_t generation,
                 std::uint64_t lease) override;
  Result<> intend(std::int64_t run, std::uint64_t lease, const Intent& intent) override;
  Result<> settle(std::int64_t run, std::uint64_t lease, std::uint32_t batch,
                  std::span<const sync::Settlement> settlements, const Intent* next) override;
  Result<Known> known(std::int64_t run) override { return inner_.known(run); }
  Result<std::vector<sync::Outcome>> outcomes(std::int64_t run, std::uint32_t batch) override {
    return inner_.outcomes(run, batch);
  }
  Result<> end(std::int64_t run) override;

 private:
  sync::JournalPort& inner_;
  std::function<void(const char*)> at_;
};

class Harness {
 public:
  Harness();
  ~Harness();

  /// Closes and opens the database again, as a new process would.
  void reopen();

  /// Plans. Fails the test when the engine reports an error, unless `error` takes it.
  sync::PlanResult plan(const Roster& roster, Error* error = nullptr);
  sync::ApplyResult apply(const std::string& hash, Error* error = nullptr);
  /// Applies under somebody else's lease number; whether it went through.
  bool apply_under(const sync::PlanPort::Stored& plan, std::uint64_t lease);
  /// Plans the undoing of a run; returns the plan's hash.
  sync::PlanResult undo(std::int64_t run, const sync::UndoScope& scope = {});
  /// Plans and applies.
  sync::ApplyResult night(const Roster& roster);

  sync::Store ports();
  std::vector<sync::Operation> operations(const std::string& hash);
  std::vector<sync::Note> notes(const std::string& hash);

  World world;
  Quiet observer;
  flows::RosterSettings settings;
  flows::Selection selection;
  sync::ApplyOptions options;
  std::int64_t now_ms = 1'790'000'000'000;  ///< September 2026
  std::int64_t today = 20717;               ///< 2026-09-21
  std::function<void(const char*)> at;      ///< crash points of the journal
  std::function<void(RosterSource&)> prepare_source;
  std::uint32_t batch_rows = 7;
  std::uint64_t memory_bytes = 1 << 20;

 private:
  struct Inside;
  sync::Environment environment(RosterSource& source);
  std::filesystem::path folder_;
  std::unique_ptr<Inside> inside_;
};

}  // namespace crosswalk::test
