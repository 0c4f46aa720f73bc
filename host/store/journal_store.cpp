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

/// An outcome, and the batch that had it.
struct Dated {
  Outcome outcome;
  std::uint32_t batch = 0;
};

std::uint64_t index_of(const Dated& dated) { return dated.outcome.index; }

/// By index; of several outcomes of an operation the last one.
Result<std::vector<Dated>> read_outcomes(Connection& connection, std::int64_t run) {
  std::vector<Dated> all;
  const EachRow each = [&](const Row& row) -> Result<> {
    CW_TRY(std::vector<Outcome> outcomes, decode_outcomes(row.bytes(1)));
    for (Outcome& outcome : outcomes) {
      all.push_back({std::move(outcome), static_cast<std::uint32_t>(row.integer(0))});
    }
    return {};
  };
  CW_CHECK(connection.query(kAllOutcomes, each, run));
  std::ranges::stable_sort(all, {}, index_of);
  std::vector<Dated> last;
  for (Dated& dated : all) {
    if (!last.empty() && index_of(last.back()) == index_of(dated)) last.pop_back();
    last.push_back(std::move(dated));
  }
  return last;
}

/// Drops the operations that have an outcome of this batch or of a later one.
void keep_open(sync::JournalPort::Intent& intent, const std::vector<Dated>& outcomes) {
  std::erase_if(intent.operations, [&](std::uint64_t operation) {
    const auto at = std::ranges::lower_bound(outcomes, operation, {}, index_of);
    return at != outcomes.end() && index_of(*at) == operation && at->batch >= intent.batch;
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
        CW_TRY(std::vector<Dated> outcomes, read_outcomes(connection, run));
        const EachRow each = [&](const Row& row) -> Result<> {
          Intent intent{.batch = static_cast<std::uint32_t>(row.integer(0)), .operations = {}};
          CW_TRY(intent.operations, decode_operations(row.bytes(1)));
          keep_open(intent, outcomes);
          known.next_batch = intent.batch + 1;
          if (!intent.operations.empty()) known.open.push_back(std::move(intent));
          return {};
        };
        CW_CHECK(connection.query(kAllOperations, each, run));
        known.outcomes.reserve(outcomes.size());
        for (Dated& dated : outcomes) known.outcomes.push_back(std::move(dated.outcome));
        return known;
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
