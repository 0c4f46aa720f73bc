#include "store/run_store.hpp"

namespace crosswalk::store {
namespace {

using sync::RunState;
using Run = sync::RunPort::Run;

constexpr const char* kCreateRun =
    "INSERT INTO run (integration_id, state, plan, summary, error, started_at_ms, ended_at_ms, "
    "journal) "
    "VALUES ($1, $2, '', '', '', $3, 0, 0) RETURNING id";
constexpr const char* kUpdate =
    "UPDATE run SET state = $1, plan = $2, summary = $3, error = $4, started_at_ms = $5, "
    "ended_at_ms = $6 "
    "WHERE id = $7 AND integration_id = $8";
constexpr const char* kGet =
    "SELECT id, state, plan, summary, error, started_at_ms, ended_at_ms FROM run WHERE id = $1 AND "
    "integration_id = $2";
constexpr const char* kLatestRuns =
    "SELECT id, state, plan, summary, error, started_at_ms, ended_at_ms FROM run WHERE "
    "integration_id = $1 "
    "ORDER BY id DESC LIMIT $2";
constexpr const char* kUnfinished =
    "SELECT id, state, plan, summary, error, started_at_ms, ended_at_ms FROM run "
    "WHERE integration_id = $1 AND state IN ($2, $3) ORDER BY id DESC LIMIT 1";
constexpr const char* kGeneration = "SELECT generation FROM integration WHERE id = $1";

std::int64_t number(RunState state) { return static_cast<std::int64_t>(state); }

/// Collects the rows of the statements above.
EachRow into(std::vector<Run>& runs) {
  return [&runs](const Row& row) -> Result<> {
    runs.push_back({.id = row.integer(0),
                    .state = static_cast<RunState>(row.integer(1)),
                    .plan = row.text(2),
                    .summary_json = row.text(3),
                    .error = row.text(4),
                    .started_ms = row.integer(5),
                    .ended_ms = row.integer(6)});
    return {};
  };
}

Error no_run(std::int64_t id) {
  return {ErrorCode::NotFound,
          "there is no run " + std::to_string(id) + ": see runs for those that there are"};
}

}  // namespace

Result<std::int64_t> RunStore::create(std::int64_t now_ms) {
  return context_.database.in_transaction(
      "run.create", [&](Connection& connection) -> Result<std::int64_t> {
        std::int64_t id = 0;
        const EachRow each = [&](const Row& row) -> Result<> {
          id = row.integer(0);
          return {};
        };
        CW_CHECK(connection.query(kCreateRun, each, context_.integration,
                                  number(RunState::Planning), now_ms));
        return id;
      });
}

Result<> RunStore::update(const Run& run) {
  return context_.database.in_transaction("run.update", [&](Connection& connection) -> Result<> {
    CW_TRY(const std::uint64_t updated,
           connection.run(kUpdate, number(run.state), run.plan, run.summary_json, run.error,
                          run.started_ms, run.ended_ms, run.id, context_.integration));
    if (updated == 0) return no_run(run.id);
    return {};
  });
}

Result<Run> RunStore::get(std::int64_t id) {
  return context_.database.in_snapshot("run.get", [&](Connection& connection) -> Result<Run> {
    std::vector<Run> runs;
    CW_CHECK(connection.query(kGet, into(runs), id, context_.integration));
    if (runs.empty()) return no_run(id);
    return std::move(runs.front());
  });
}

Result<std::vector<Run>> RunStore::latest(std::uint32_t limit) {
  return context_.database.in_snapshot(
      "run.latest", [&](Connection& connection) -> Result<std::vector<Run>> {
        std::vector<Run> runs;
        CW_CHECK(connection.query(kLatestRuns, into(runs), context_.integration, limit));
        return runs;
      });
}

Result<std::optional<Run>> RunStore::unfinished() {
  return context_.database.in_snapshot(
      "run.unfinished", [&](Connection& connection) -> Result<std::optional<Run>> {
        std::vector<Run> runs;
        CW_CHECK(connection.query(kUnfinished, into(runs), context_.integration,
                                  number(RunState::Applying), number(RunState::Paused)));
        if (runs.empty()) return std::optional<Run>();
        return std::optional<Run>(std::move(runs.front()));
      });
}

Result<std::uint64_t> RunStore::generation() {
  return context_.database.in_snapshot(
      "run.generation", [&](Connection& connection) -> Result<std::uint64_t> {
        std::uint64_t generation = 0;
        const EachRow each = [&](const Row& row) -> Result<> {
          generation = row.count(0);
          return {};
        };
        CW_CHECK(connection.query(kGeneration, each, context_.integration));
        return generation;
      });
}

}  // namespace crosswalk::store
