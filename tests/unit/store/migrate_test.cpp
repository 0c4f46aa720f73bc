#include "store/migrate.hpp"

#include <thread>

#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

using store::Migration;

constexpr Migration kFirst{1, "first", "CREATE TABLE one (id {id}, bytes {blob} NOT NULL);"};
constexpr Migration kSecond{2, "second",
                            "CREATE TABLE two (a BIGINT); INSERT INTO two VALUES (7);"};
constexpr Migration kBroken{3, "broken",
                            "CREATE TABLE three (a BIGINT); INSERT INTO nowhere VALUES (1);"};

class MigrateTest : public ::testing::TestWithParam<store::Engine> {
 protected:
  MigrateTest() : temp_(GetParam()) {}
  void SetUp() override {
    if (!temp_.unavailable().empty()) GTEST_SKIP() << temp_.unavailable();
    database_ = must(store::Database::open({.url = temp_.url()}));
  }

  std::vector<std::int64_t> column(const char* sql) {
    return must(database_->in_snapshot("test", [&](store::Connection& connection) {
      std::vector<std::int64_t> all;
      const store::EachRow each = [&](const store::Row& row) -> Result<> {
        all.push_back(row.integer(0));
        return {};
      };
      auto done = connection.query(sql, each);
      return done ? Result<std::vector<std::int64_t>>(all) : done.error();
    }));
  }

  Result<> migrate(const std::vector<Migration>& steps) {
    return store::migrate(*database_, kNowMs, steps);
  }

  TempDatabase temp_;
  std::unique_ptr<store::Database> database_;
};
INSTANTIATE_TEST_SUITE_P(Engines, MigrateTest, engines(), name_of);

TEST_P(MigrateTest, RunsEachStepOnceAndRecordsIt) {
  must(migrate({kFirst}));
  must(migrate({kFirst, kSecond}));
  must(migrate({kFirst, kSecond}));
  EXPECT_THAT(column("SELECT version FROM schema_version ORDER BY version"),
              ::testing::ElementsAre(1, 2));
  EXPECT_THAT(column("SELECT a FROM two"), ::testing::ElementsAre(7));
}

TEST_P(MigrateTest, LeavesNothingOfAStepThatFails) {
  EXPECT_THAT(migrate({kFirst, kSecond, kBroken}),
              IsErrorSaying(ErrorCode::Internal, "migration 3 broken"));
  EXPECT_THAT(column("SELECT max(version) FROM schema_version"), ::testing::ElementsAre(2));
  must(migrate({kFirst, kSecond, {3, "mended", "CREATE TABLE three (a BIGINT);"}}));
}

TEST_P(MigrateTest, RefusesWhatANewerProgramWrote) {
  must(migrate({kFirst, kSecond}));
  EXPECT_THAT(migrate({kFirst}),
              IsErrorSaying(ErrorCode::BadConfig, "newer Crosswalk (schema 2, this one knows 1)"));
}

TEST_P(MigrateTest, RunsTheStepsOfThisProgramOnAFreshDatabase) {
  must(store::migrate(*database_, kNowMs));
  EXPECT_THAT(column("SELECT max(version) FROM schema_version"),
              ::testing::ElementsAre(store::migrations().back().version));
}

TEST_P(MigrateTest, IsSafeWhenTwoProcessesDoItAtOnce) {
  auto other = must(store::Database::open({.url = temp_.url()}));
  Result<> theirs;
  std::jthread thread{[&] { theirs = store::migrate(*other, kNowMs); }};
  const Result<> ours = store::migrate(*database_, kNowMs);
  thread.join();
  EXPECT_THAT(ours, IsOk());
  EXPECT_THAT(theirs, IsOk());
}

TEST(Migrations, AreNumberedFromOneWithoutGaps) {
  int expected = 0;
  for (const Migration& step : store::migrations())
    EXPECT_EQ(step.version, ++expected) << step.name;
  EXPECT_GE(expected, 1);
}

}  // namespace
}  // namespace crosswalk::test
