#include "store/journal_store.hpp"

#include <algorithm>

#include "store/dialect.hpp"
#include "store/journal_format.hpp"

namespace crosswalk::store {
namespace {

using sync::Outcome;
using sync::OutcomeState;
using sync::Settlement;

constexpr const char* kLease =
    "SELECT connector_id FROM lease WHERE number = $1 AND connector_id IN ($2, $3) AND holder <> "
    "''";
constexpr const char* kRun = "SELECT journal, plan FROM run WHERE id = $1 AND integration_id = $2";
constexpr const char* kAdvance =
    "UPDATE integration SET generation = generation + 1 WHERE id = $1 AND generation = $2";
constexpr const char* kBegin = "UPDATE run SET journal = 1, state = $1, plan = $2 WHERE id = $3";
constexpr const char* kEnd = "UPDATE run SET journal = 2 WHERE id = $1 AND integration_id = $2";
constexpr const char* kIntend =
    "INSERT INTO journal (run_id, batch, operations, outcomes) VALUES ($1, $2, $3, $4)";
constexpr const char* kOutcomes = "SELECT outcomes FROM journal WHERE run_id = $1 AND batch = $2";
constexpr const char* kSetOutcomes =
    "UPDATE journal SET outcomes = $1 WHERE run_id = $2 AND batch = $3";
constexpr const char* kAllOutcomes =
    "SELECT batch, outcomes FROM journal WHERE run_id = $1 ORDER BY batch";
constexpr const char* kAllOperations =
    "SELECT batch, operations FROM journal WHERE run_id = $1 ORDER BY batch";

enum Phase : std::int64_t { NotBegun = 0, Open = 1, Ended = 2 };

/// Holds until the transaction ends: nobody can take the lease over in between.
Result<> check_lease(Connection& connection, const Context& context, std::uint64_t lease) {
  bool current = false;
  const EachRow each = [&](const Row&) -> Result<> {
    current = true;
    return {};
  };
  const std::string sql = std::string(kLease) + std::string(for_share(connection.engine()));
  CW_CHECK(connection.query(sql, each, lease, context.source, context.destination));
  if (current) return {};
  return Error{ErrorCode::Conflict,
               "lease " + std::to_string(lease) +
                   " is not current any more: another process may be writing; nothing was "
                   "written, send nothing, start again"};
}

struct RunRow {
  Phase phase = NotBegun;
  std::string plan;
};

Result<RunRow> read_run(Connection& connection, const Context& context, std::int64_t run) {
  std::optional<RunRow> found;
  const EachRow each = [&](const Row& row) -> Result<> {
    found = RunRow{.phase = static_cast<Phase>(row.integer(0)), .plan = row.text(1)};
    return {};
  };
  CW_CHECK(connection.query(kRun, each, run, context.integration));
  if (!found) return Error{ErrorCode::NotFound, "there is no run " + std::to_string(run)};
  return *std::move(found);
}

Result<> check_open(Connection& connection, const Context& context, std::int64_t run,
                    std::uint64_t lease) {
  CW_CHECK(check_lease(connection, context, lease));
  CW_TRY(const RunRow row, read_run(connection, context, run));
  if (row.phase == Open) return {};
  return Error{
      ErrorCode::InvalidArgument,
      "run " + std::to_string(run) + (row.phase == Ended ? " has ended" : " has begun no plan")};
}

Result<> write_intent(Connection& connection, std::int64_t run,
                      const sync::JournalPort::Intent& intent) {
  const std::string operations = encode_operations(intent.operations);
  CW_CHECK(connection.run(kIntend, run, intent.batch, Blob{operations}, Blob{""}));
  return {};
}

/// Adds to what the batch had already; an unknown outcome is no outcome.
Result<> write_outcomes(Connection& connection, std::int64_t run, std::uint32_t batch,
                        std::span<const Settlement> settlements) {
  bool there = false;
  std::string outcomes;
  const EachRow each = [&](const Row& row) -> Result<> {
    there = true;
    outcomes = row.text(0);
    return {};
  };
  CW_CHECK(connection.query(kOutcomes, each, run, batch));
  for (const Settlement& settlement : settlements) {
    if (settlement.outcome.state != OutcomeState::Unknown)
      append_outcome(outcomes, settlement.outcome);
  }
  CW_CHECK(there ? connection.run(kSetOutcomes, Blob{outcomes}, run, batch)
                 : connection.run(kIntend, run, batch, Blob{""}, Blob{outcomes}));
  return {};
}

/// Far more than a plan can have: a number beyond it was not written by us.
constexpr std::uint64_t kMostOperations = std::uint64_t{1} << 27;

/// Notes which batch had the last outcome of each operation; batches come in order.
Result<> note_outcomes(sync::JournalPort::Known& known, std::uint32_t batch,
                       std::string_view bytes) {
  CW_TRY(const std::vector<Outcome> outcomes, decode_outcomes(bytes));
  for (const Outcome& outcome : outcomes) {
    if (outcome.index >= kMostOperations)
      return Error{ErrorCode::Internal, "the journal of the run is damaged"};
    if (outcome.index >= known.states.size()) {
      known.states.resize(outcome.index + 1, OutcomeState::Unknown);
      known.batches.resize(outcome.index + 1);
    }
    known.states[outcome.index] = outcome.state;
    known.batches[outcome.index] = batch;
  }
  return {};
}

/// Drops the operations that have an outcome of this batch or of a later one.
void keep_open(sync::JournalPort::Intent& intent, const sync::JournalPort::Known& known) {
  std::erase_if(intent.operations, [&](std::uint64_t operation) {
    return known.state(operation) != OutcomeState::Unknown &&
           known.batches[operation] >= intent.batch;
  });
}

}  // namespace

Result<> JournalStore::begin(std::int64_t run, std::string_view plan, std::uint64_t base_generation,
                             std::uint64_t lease) {
  return context_.database.in_transaction("journal.begin", [&](Connection& connection) -> Result<> {
    CW_CHECK(check_lease(connection, context_, lease));
    CW_TRY(const RunRow row, read_run(connection, context_, run));
    if (row.phase == Open && row.plan == plan) return {};
    if (row.phase != NotBegun) {
      return Error{ErrorCode::Conflict,
                   "run " + std::to_string(run) + " has begun another plan, or has ended"};
    }
    CW_TRY(const std::uint64_t moved,
           connection.run(kAdvance, context_.integration, base_generation));
    if (moved == 0) {
      return Error{ErrorCode::Conflict,
                   "the plan is stale: another one was begun since it was made; plan again"};
    }
    CW_CHECK(
        connection.run(kBegin, static_cast<std::int64_t>(sync::RunState::Applying), plan, run));
    return {};
  });
}

Result<> JournalStore::intend(std::int64_t run, std::uint64_t lease, const Intent& intent) {
  return context_.database.in_transaction("journal.intend",
                                          [&](Connection& connection) -> Result<> {
                                            CW_CHECK(check_open(connection, context_, run, lease));
                                            return write_intent(connection, run, intent);
                                          });
}

Result<> JournalStore::settle(std::int64_t run, std::uint64_t lease, std::uint32_t batch,
                              std::span<const Settlement> settlements, const Intent* next) {
  bool taken = false;
  auto settled =
      context_.database.in_transaction("journal.settle", [&](Connection& connection) -> Result<> {
        CW_CHECK(check_open(connection, context_, run, lease));
        CW_CHECK(write_outcomes(connection, run, batch, settlements));
        if (auto written = writer_.write(connection, settlements); !written) {
          taken = written.error().code == ErrorCode::Conflict;
          return written;
        }
        return next == nullptr ? Result<>{} : write_intent(connection, run, *next);
      });
  if (!taken) return settled;
  if (auto named = writer_.name_conflict(settlements))
    return in_context(*std::move(named), "journal.settle");
  return settled;
}

Result<sync::JournalPort::Known> JournalStore::known(std::int64_t run) {
  return context_.database.in_snapshot(
      "journal.known", [&](Connection& connection) -> Result<Known> {
        CW_CHECK(read_run(connection, context_, run));
        Known known;
        const EachRow outcomes = [&](const Row& row) {
          return note_outcomes(known, static_cast<std::uint32_t>(row.integer(0)), row.bytes(1));
        };
        CW_CHECK(connection.query(kAllOutcomes, outcomes, run));
        const EachRow operations = [&](const Row& row) -> Result<> {
          Intent intent{.batch = static_cast<std::uint32_t>(row.integer(0)), .operations = {}};
          CW_TRY(intent.operations, decode_operations(row.bytes(1)));
          keep_open(intent, known);
          known.next_batch = intent.batch + 1;
          if (!intent.operations.empty()) known.open.push_back(std::move(intent));
          return {};
        };
        CW_CHECK(connection.query(kAllOperations, operations, run));
        return known;
      });
}

Result<std::vector<Outcome>> JournalStore::outcomes(std::int64_t run, std::uint32_t batch) {
  return context_.database.in_snapshot("journal.outcomes",
                                       [&](Connection& connection) -> Result<std::vector<Outcome>> {
                                         CW_CHECK(read_run(connection, context_, run));
                                         std::vector<Outcome> all;
                                         const EachRow each = [&](const Row& row) -> Result<> {
                                           CW_TRY(all, decode_outcomes(row.bytes(0)));
                                           return {};
                                         };
                                         CW_CHECK(connection.query(kOutcomes, each, run, batch));
                                         std::ranges::stable_sort(all, {}, &Outcome::index);
                                         std::vector<Outcome> last;
                                         for (Outcome& outcome : all) {
                                           if (!last.empty() && last.back().index == outcome.index)
                                             last.pop_back();
                                           last.push_back(std::move(outcome));
                                         }
                                         return last;
                                       });
}

Result<> JournalStore::end(std::int64_t run) {
  return context_.database.in_transaction("journal.end", [&](Connection& connection) -> Result<> {
    CW_TRY(const std::uint64_t ended, connection.run(kEnd, run, context_.integration));
    if (ended == 0) return Error{ErrorCode::NotFound, "there is no run " + std::to_string(run)};
    return {};
  });
}

}  // namespace crosswalk::store
