#include "store/migrate.hpp"

#include <string>

#include "store/dialect.hpp"

namespace crosswalk::store {
namespace {

constexpr const char* kCreateVersions =
    "CREATE TABLE IF NOT EXISTS schema_version "
    "(version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at_ms BIGINT NOT NULL)";
constexpr const char* kLatestVersion = "SELECT coalesce(max(version), 0) FROM schema_version";
constexpr const char* kRecord =
    "INSERT INTO schema_version (version, name, applied_at_ms) VALUES ($1, $2, $3)";
// One process at a time; the number only has to be ours.
constexpr const char* kLockPostgres = "SELECT pg_advisory_xact_lock(7296251)";

Result<std::int64_t> latest(Connection& connection) {
  std::int64_t version = 0;
  CW_CHECK(connection.query(kLatestVersion, [&](const Row& row) -> Result<> {
    version = row.integer(0);
    return {};
  }));
  return version;
}

Result<> lock(Connection& connection) {
  if (connection.engine() == Engine::Postgres) CW_CHECK(connection.script(kLockPostgres));
  return connection.script(kCreateVersions);
}

Error too_new(const Database& database, std::int64_t found, std::int64_t known) {
  return {ErrorCode::BadConfig,
          database.place() + " was written by a newer Crosswalk (schema " + std::to_string(found) +
              ", this one knows " + std::to_string(known) +
              "): install that version again, or restore the backup made before it"};
}

}  // namespace

Result<> migrate(Database& database, std::int64_t now_ms) {
  return migrate(database, now_ms, migrations());
}

Result<> migrate(Database& database, std::int64_t now_ms, std::span<const Migration> steps) {
  const std::int64_t known = steps.empty() ? 0 : steps.back().version;
  // When nothing is to be done a reader need not wait for a writer.
  const auto seen = database.in_snapshot("schema", latest);
  if (seen && *seen == known) return {};

  for (const Migration& step : steps) {
    const std::string what =
        "migration " + std::to_string(step.version) + " " + std::string(step.name);
    const auto run = [&](Connection& connection) -> Result<> {
      CW_CHECK(lock(connection));
      CW_TRY(const std::int64_t found, latest(connection));
      if (found > known) return too_new(database, found, known);
      if (found >= step.version) return {};
      CW_CHECK(connection.script(render(database.engine(), step.sql)));
      CW_CHECK(connection.run(kRecord, step.version, step.name, now_ms));
      return {};
    };
    CW_CHECK(database.in_transaction(what, run));
  }
  return {};
}

}  // namespace crosswalk::store
