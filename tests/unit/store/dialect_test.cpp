#include "store/dialect.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace crosswalk::store {
namespace {

const Table kTable{.name = "t",
                   .fixed = {{"a", ValueKind::Integer}},
                   .keys = {{"k", ValueKind::Blob}},
                   .values = {{"v", ValueKind::Text}, {"n", ValueKind::Integer}}};

TEST(Dialect, WritesTheWordsOfEachEngineIntoAMigration) {
  const std::string_view sql =
      "CREATE TABLE t (id {id}, b {blob}) {clustered};\n--postgres: ALTER TABLE t;\n";
  EXPECT_EQ(render(Engine::Sqlite, sql),
            "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b BLOB) WITHOUT ROWID;\n"
            "--postgres: ALTER TABLE t;\n");
  EXPECT_EQ(render(Engine::Postgres, sql),
            "CREATE TABLE t (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b BYTEA) ;\nALTER "
            "TABLE t;\n");
}

TEST(Dialect, UpsertsARowAtATimeOrAllAtOnce) {
  EXPECT_EQ(upsert_rows(Engine::Sqlite, kTable),
            "INSERT INTO t (a, k, v, n) VALUES ($1, $2, $3, $4) ON CONFLICT (a, k) DO UPDATE SET v "
            "= excluded.v, "
            "n = excluded.n");
  EXPECT_EQ(
      upsert_rows(Engine::Postgres, kTable),
      "INSERT INTO t (a, k, v, n) SELECT $1, * FROM unnest($2::bytea[], $3::text[], $4::bigint[]) "
      "ON CONFLICT (a, k) DO UPDATE SET v = excluded.v, n = excluded.n");
}

TEST(Dialect, AddsToTheValueThatIsThere) {
  Table counter = kTable;
  counter.values = {{"n", ValueKind::Integer}};
  EXPECT_EQ(add_rows(Engine::Sqlite, counter),
            "INSERT INTO t (a, k, n) VALUES ($1, $2, $3) ON CONFLICT (a, k) DO UPDATE SET n = t.n "
            "+ excluded.n");
}

TEST(Dialect, LooksUpThroughTheIndexWhateverThePlannerThinks) {
  EXPECT_EQ(lookup_rows(Engine::Sqlite, kTable, " AND t.v <> ''"),
            "SELECT v, n FROM t t WHERE t.a = $1 AND t.k = $2 AND t.v <> ''");
  EXPECT_EQ(
      lookup_rows(Engine::Postgres, kTable),
      "SELECT k.n, f.* FROM unnest($2::bytea[]) WITH ORDINALITY AS k (k, n) CROSS JOIN LATERAL "
      "(SELECT v, n FROM t t WHERE t.a = $1 AND t.k = k.k OFFSET 0) f ORDER BY k.n");
}

TEST(Dialect, TurnsSqlitesCodesIntoReactions) {
  const auto code = [](int extended) { return sqlite_error(extended, "x", "/f").code; };
  EXPECT_EQ(code(SQLITE_BUSY), ErrorCode::Conflict);
  EXPECT_EQ(code(SQLITE_BUSY_SNAPSHOT), ErrorCode::Conflict);
  EXPECT_EQ(code(SQLITE_CONSTRAINT_UNIQUE), ErrorCode::Conflict);
  EXPECT_EQ(code(SQLITE_CONSTRAINT_PRIMARYKEY), ErrorCode::Conflict);
  EXPECT_EQ(code(SQLITE_CONSTRAINT_NOTNULL), ErrorCode::Internal);
  EXPECT_EQ(code(SQLITE_FULL), ErrorCode::Unavailable);
  EXPECT_EQ(code(SQLITE_IOERR_FSYNC), ErrorCode::Unavailable);
  EXPECT_EQ(code(SQLITE_READONLY), ErrorCode::BadConfig);
  EXPECT_EQ(code(SQLITE_CANTOPEN), ErrorCode::BadConfig);
  EXPECT_EQ(code(SQLITE_NOTADB), ErrorCode::BadData);
  EXPECT_EQ(code(SQLITE_ERROR), ErrorCode::Internal);
}

TEST(Dialect, SaysWhichFileAndWhatToDo) {
  const Error full =
      sqlite_error(SQLITE_FULL, "database or disk is full", "/var/lib/crosswalk/state.db");
  EXPECT_NE(full.message.find("/var/lib/crosswalk/state.db"), std::string::npos);
  EXPECT_NE(full.message.find("free space"), std::string::npos);
  const Error busy = sqlite_error(SQLITE_BUSY, "database is locked", "/s.db");
  EXPECT_NE(busy.message.find("another process is writing to /s.db"), std::string::npos);
}

TEST(Dialect, TurnsPostgresStatesIntoReactions) {
  const auto code = [](const char* state) { return postgres_error(state, "x").code; };
  EXPECT_EQ(code("23505"), ErrorCode::Conflict);
  EXPECT_EQ(code("55P03"), ErrorCode::Conflict);
  EXPECT_EQ(code("23502"), ErrorCode::Internal);
  EXPECT_EQ(code("53100"), ErrorCode::Unavailable);
  EXPECT_EQ(code("57P01"), ErrorCode::Unavailable);
  EXPECT_EQ(code("08006"), ErrorCode::Unavailable);
  EXPECT_EQ(code(""), ErrorCode::Unavailable);
  EXPECT_EQ(code("40P01"), ErrorCode::Unavailable);
  EXPECT_EQ(code("28P01"), ErrorCode::Unauthenticated);
  EXPECT_EQ(code("3D000"), ErrorCode::BadConfig);
  EXPECT_EQ(code("42501"), ErrorCode::Forbidden);
  EXPECT_EQ(code("22021"), ErrorCode::BadData);
  EXPECT_EQ(code("42601"), ErrorCode::Internal);
}

}  // namespace
}  // namespace crosswalk::store
