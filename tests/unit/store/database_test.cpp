#include "store/database.hpp"

#include <sys/stat.h>

#include <fstream>

#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

using std::chrono::milliseconds;
using store::Connection;
using store::Database;

class DatabaseTest : public ::testing::TestWithParam<store::Engine> {
 protected:
  DatabaseTest() : temp_(GetParam()) {}
  void SetUp() override {
    if (!temp_.unavailable().empty()) GTEST_SKIP() << temp_.unavailable();
    database_ = temp_.open(milliseconds{20});
    must(database_->in_transaction("test", [](Connection& connection) {
      return connection.script("CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT NOT NULL)");
    }));
  }

  static Result<> insert(Connection& connection, std::int64_t a, std::string_view b = "") {
    CW_CHECK(connection.run("INSERT INTO t (a, b) VALUES ($1, $2)", a, b));
    return {};
  }

  static std::int64_t rows(Database& database) {
    return must(database.in_snapshot("test", [](Connection& connection) -> Result<std::int64_t> {
      std::int64_t count = 0;
      const store::EachRow each = [&](const store::Row& row) -> Result<> {
        count = row.integer(0);
        return {};
      };
      CW_CHECK(connection.query("SELECT count(*) FROM t", each));
      return count;
    }));
  }

  TempDatabase temp_;
  std::unique_ptr<Database> database_;
};
INSTANTIATE_TEST_SUITE_P(Engines, DatabaseTest, engines(), name_of);

TEST_P(DatabaseTest, CommitsWhatSucceedsAndRollsBackWhatFails) {
  EXPECT_THAT(database_->in_transaction(
                  "test", [](Connection& connection) { return insert(connection, 1); }),
              IsOk());
  const auto fails = [](Connection& connection) -> Result<> {
    CW_CHECK(insert(connection, 2));
    return Error{ErrorCode::Refused, "no"};
  };
  EXPECT_THAT(database_->in_transaction("what", fails),
              IsErrorSaying(ErrorCode::Refused, "what: no"));
  EXPECT_EQ(rows(*database_), 1);
}

TEST_P(DatabaseTest, ReportsAUniqueViolationAsAConflict) {
  const auto twice = [](Connection& connection) -> Result<> {
    CW_CHECK(insert(connection, 1));
    return insert(connection, 1);
  };
  EXPECT_THAT(database_->in_transaction("test", twice), IsError(ErrorCode::Conflict));
  EXPECT_EQ(rows(*database_), 0);
}

TEST_P(DatabaseTest, ReportsAWrongStatementAsInternal) {
  EXPECT_THAT(database_->in_transaction(
                  "test", [](Connection& connection) { return connection.script("SELEKT"); }),
              IsError(ErrorCode::Internal));
  EXPECT_EQ(rows(*database_), 0);  // the session is good for more
}

TEST_P(DatabaseTest, RefusesANulInTextInsteadOfCuttingIt) {
  const std::string cut("a\0b", 3);
  EXPECT_THAT(database_->in_transaction(
                  "test", [&](Connection& connection) { return insert(connection, 1, cut); }),
              IsError(ErrorCode::BadData));
}

TEST_P(DatabaseTest, GivesBackNumbersAndTextsUnchanged) {
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  const std::string text = "'; DROP TABLE t; -- ü€𝄞\x1f";
  must(database_->in_transaction(
      "test", [&](Connection& connection) { return insert(connection, least, text); }));
  must(database_->in_snapshot("test", [&](Connection& connection) {
    return connection.query("SELECT a, b FROM t", [&](const store::Row& row) -> Result<> {
      EXPECT_EQ(row.integer(0), least);
      EXPECT_EQ(row.text(1), text);
      return {};
    });
  }));
}

// A second process on the same state: it may read, but not write while the first one does.
TEST_P(DatabaseTest, LetsOthersReadButNotWriteTheSameWhileItWrites) {
  auto other = temp_.open(milliseconds{20});
  must(database_->in_transaction("first", [&](Connection& connection) -> Result<> {
    CW_CHECK(insert(connection, 1));
    EXPECT_EQ(rows(*other), 0);
    const auto second =
        other->in_transaction("second", [](Connection& theirs) { return insert(theirs, 1); });
    EXPECT_THAT(second, IsErrorSaying(ErrorCode::Conflict, "another process is writing"));
    return {};
  }));
  EXPECT_EQ(rows(*other), 1);
  EXPECT_THAT(other->in_transaction("later", [](Connection& theirs) { return insert(theirs, 2); }),
              IsOk());
}

TEST_P(DatabaseTest, ASnapshotSeesOneMoment) {
  must(database_->in_snapshot("test", [&](Connection& connection) -> Result<> {
    std::int64_t count = -1;
    const store::EachRow each = [&](const store::Row& row) -> Result<> {
      count = row.integer(0);
      return {};
    };
    CW_CHECK(connection.query("SELECT count(*) FROM t", each));
    EXPECT_EQ(count, 0);
    CW_CHECK(
        database_->in_transaction("test", [](Connection& writer) { return insert(writer, 1); }));
    CW_CHECK(connection.query("SELECT count(*) FROM t", each));
    EXPECT_EQ(count, 0);
    return {};
  }));
  EXPECT_EQ(rows(*database_), 1);
}

TEST(DatabaseUrl, IsRefusedWithTheSettingsName) {
  for (const char* url : {"", "sqlite:", "mysql://x", "/some/file.db"}) {
    EXPECT_THAT(Database::open({.url = url}), IsErrorSaying(ErrorCode::BadConfig, "store.url"))
        << url;
  }
}

TEST(DatabaseUrl, NeverShowsAPassword) {
  const auto refused =
      Database::open({.url = "postgresql://me:hunter2@127.0.0.1:1/db?password=hunter3"});
  ASSERT_THAT(refused, IsErrorSaying(ErrorCode::Unavailable, "127.0.0.1:1/db"));
  EXPECT_EQ(refused.error().message.find("hunter"), std::string::npos) << refused.error().message;
}

TEST(SqliteFile, IsReadableByItsOwnerAlone) {
  const TempDatabase temp{store::Engine::Sqlite};
  const auto database = temp.open();
  for (const auto& entry : std::filesystem::directory_iterator(temp.folder())) {
    struct stat status{};
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 077U, 0U) << entry.path();
  }
}

TEST(SqliteFile, NeedsItsFolder) {
  EXPECT_THAT(Database::open({.url = "sqlite:/nowhere/at/all/state.db"}),
              IsErrorSaying(ErrorCode::BadConfig, "/nowhere/at/all"));
}

TEST(SqliteFile, MustBeADatabase) {
  const TempDatabase temp{store::Engine::Sqlite};
  std::ofstream(temp.folder() / "state.db") << std::string(10'000, 'x');
  EXPECT_THAT(Database::open({.url = temp.url()}), IsErrorSaying(ErrorCode::BadData, "state.db"));
}

TEST(SqliteFile, SaysWhenTheDiskIsFullAndKeepsWhatWasThere) {
  const TempDatabase temp{store::Engine::Sqlite};
  const auto database = temp.open();
  must(database->in_transaction("test", [](Connection& connection) {
    // The engine's own limit stands for the disk's end: both are SQLITE_FULL.
    return connection.script("CREATE TABLE t (a BLOB); PRAGMA max_page_count = 100");
  }));
  const auto fill = [&] {
    return database->in_transaction("test", [](Connection& connection) {
      return connection.script("INSERT INTO t VALUES (zeroblob(200000))");
    });
  };
  EXPECT_THAT(fill(), IsOk());
  auto last = fill();
  while (last) last = fill();
  EXPECT_THAT(last, IsErrorSaying(ErrorCode::Unavailable,
                                  "no room left for " + (temp.folder() / "state.db").string()));
  EXPECT_THAT(
      database->in_transaction(
          "test", [](Connection& connection) { return connection.script("DELETE FROM t"); }),
      IsOk());
}

}  // namespace
}  // namespace crosswalk::test
