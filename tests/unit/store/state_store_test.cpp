#include "store/state_store.hpp"

#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

using sync::StateRecord;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StateStoreTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (!IsSkipped()) begin_run();
  }

  static std::vector<StateRecord> rest_of(sync::StateCursor& cursor) {
    std::vector<StateRecord> all;
    while (true) {
      const auto block = must(cursor.next());
      if (block.empty()) return all;
      all.insert(all.end(), block.begin(), block.end());
    }
  }

  std::vector<StateRecord> all(Entity entity = Entity::User) {
    return rest_of(*must(ports().state.open(entity)));
  }

  void set(std::vector<StateRecord> records, Entity entity = Entity::User) {
    std::vector<sync::Settlement> settlements;
    for (const StateRecord& one : records) {
      sync::Settlement out = settlement(settlements.size(), link(entity, one.key.high, ""));
      out.state = one;
      settlements.push_back(std::move(out));
    }
    must(settle(settlements));
  }

  /// The same for many, without the links that nobody looks at here.
  void lay(const std::vector<StateRecord>& records, bool erased = false) {
    std::vector<store::StateChange> changes;
    for (const StateRecord& one : records) changes.push_back({.record = one, .erased = erased});
    must(database_->in_transaction("test", [&](store::Connection& connection) {
      return store::append_delta(connection, store_->context().integration, Entity::User, changes);
    }));
  }

  void erase(const Key& at, Entity entity = Entity::User) {
    sync::Settlement out;
    out.outcome = applied(0);
    out.forget_state = {entity, at};
    must(settle({out}));
  }

  /// `count` records, `step` apart.
  static std::vector<StateRecord> many(std::uint64_t first, std::uint64_t count, std::uint64_t step,
                                       std::uint64_t content = 1) {
    std::vector<StateRecord> out;
    for (std::uint64_t i = 0; i < count; ++i) out.push_back(record(first + i * step, content));
    return out;
  }

  std::int64_t number_of(const char* sql) {
    return must(
        database_->in_snapshot("test", [&](store::Connection& connection) -> Result<std::int64_t> {
          std::int64_t got = 0;
          const store::EachRow each = [&](const store::Row& row) -> Result<> {
            got = row.integer(0);
            return {};
          };
          CW_CHECK(connection.query(sql, each));
          return got;
        }));
  }
  std::int64_t segments() { return number_of("SELECT count(*) FROM state_segment"); }
  std::int64_t deltas() { return number_of("SELECT count(*) FROM state_delta"); }
  std::int64_t longest_segment() {
    return number_of("SELECT max(length(records)) FROM state_segment");
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, StateStoreTest, engines(), name_of);

TEST_P(StateStoreTest, IsEmptyAtFirst) {
  EXPECT_THAT(all(), IsEmpty());
  EXPECT_EQ(must(ports().state.info(Entity::User)).records, 0U);
  EXPECT_EQ(must(ports().state.info(Entity::User)).mapping, Hash128{});
}

TEST_P(StateStoreTest, GivesBackWhatSettledSortedByKeyAsANumber) {
  const StateRecord low{.key = {1, ~0ULL}, .source = {2, 3}, .projection = {4, 5}};
  const StateRecord high{
      .key = {0x8000'0000'0000'0000ULL, 0}, .source = {~0ULL, 1}, .projection = {0, ~0ULL}};
  set({high, low});
  reopen();
  EXPECT_THAT(all(), ElementsAre(low, high));
  EXPECT_THAT(all(Entity::Class), IsEmpty());
}

TEST_P(StateStoreTest, LetsTheNewestOfSeveralChangesWin) {
  set({record(1, 1), record(2, 1), record(3, 1)});
  set({record(2, 2)});
  erase(key(3));
  erase(key(1));
  set({record(1, 4)});
  EXPECT_THAT(all(), ElementsAre(record(1, 4), record(2, 2)));
  EXPECT_EQ(must(ports().state.info(Entity::User)).records, 2U);
}

TEST_P(StateStoreTest, ErasesWhatIsNotThereWithoutATrace) {
  erase(key(9));
  EXPECT_THAT(all(), IsEmpty());
  EXPECT_EQ(must(ports().state.info(Entity::User)).records, 0U);
}

TEST_P(StateStoreTest, RemembersTheMappingVersion) {
  must(ports().state.set_mapping(Entity::User, {7, 8}));
  set({record(1)});
  reopen();
  EXPECT_EQ(must(ports().state.info(Entity::User)).mapping, (Hash128{7, 8}));
  EXPECT_EQ(must(ports().state.info(Entity::Class)).mapping, Hash128{});
}

TEST_P(StateStoreTest, DoesNotCompactWhatIsSmall) {
  lay(many(1, 1'000, 1));
  must(ports().state.compact(Entity::User));
  EXPECT_EQ(segments(), 0);
  EXPECT_EQ(deltas(), 1);
}

TEST_P(StateStoreTest, CompactsIntoSegmentsOfAtMostOneMebibyte) {
  const auto records = many(1, 50'000, 10);
  lay(records);
  must(ports().state.compact(Entity::User));
  EXPECT_EQ(segments(), 3);
  EXPECT_EQ(deltas(), 0);
  EXPECT_LE(longest_segment(), 1 << 20);
  EXPECT_EQ(all(), records);
  EXPECT_EQ(must(ports().state.info(Entity::User)).records, 50'000U);
}

TEST_P(StateStoreTest, LaysDeltasOverSegmentsOnBothSidesAndInBetween) {
  lay(many(1'000, 50'000, 10));
  must(ports().state.compact(Entity::User));
  set({record(5), record(1'005), record(1'010, 9), record(10'000'000)});
  erase(key(1'000));
  erase(key(1'000 + 49'999 * 10));

  auto expected = many(1'000, 50'000, 10);
  expected.erase(expected.begin());
  expected.pop_back();
  expected[0] = record(1'010, 9);
  expected.insert(expected.begin(), {record(5), record(1'005)});
  expected.push_back(record(10'000'000));
  EXPECT_EQ(all(), expected);
  EXPECT_EQ(must(ports().state.info(Entity::User)).records, expected.size());
}

TEST_P(StateStoreTest, CompactsAgainOnlyAboveFivePercent) {
  lay(many(1, 50'000, 10));
  must(ports().state.compact(Entity::User));
  lay(many(1, 2'000, 10, 2));  // 4 %
  must(ports().state.compact(Entity::User));
  EXPECT_EQ(deltas(), 1);
  lay(many(1, 1'000, 10, 3));  // 6 % with the other
  must(ports().state.compact(Entity::User));
  EXPECT_EQ(deltas(), 0);
  EXPECT_EQ(all()[0], record(1, 3));
  EXPECT_EQ(all()[1'500], record(15'001, 2));
  EXPECT_EQ(all()[49'999], record(499'991, 1));
}

TEST_P(StateStoreTest, RewritesOnlyTheSegmentsThatWereTouched) {
  lay(many(1, 60'000, 10));
  must(ports().state.compact(Entity::User));
  const std::int64_t before = number_of("SELECT max(sequence) FROM state_segment");
  lay(many(1, 4'000, 10, 2));  // all of them in the first segment
  must(ports().state.compact(Entity::User));
  EXPECT_EQ(deltas(), 0);
  const std::string rewritten =
      "SELECT count(*) FROM state_segment WHERE sequence > " + std::to_string(before);
  EXPECT_EQ(number_of(rewritten.c_str()), 1);
}

TEST_P(StateStoreTest, GoesOnWhenEverythingWasErased) {
  lay(many(1, 3'000, 1));
  must(ports().state.compact(Entity::User));
  lay(many(1, 3'000, 1), true);
  EXPECT_THAT(all(), IsEmpty());
  lay(many(100'000, 2'000, 1));
  must(ports().state.compact(Entity::User));
  EXPECT_EQ(all(), many(100'000, 2'000, 1));
}

TEST_P(StateStoreTest, ShowsACursorTheMomentOfItsOpening) {
  lay(many(1, 50'000, 10));
  must(ports().state.compact(Entity::User));
  auto cursor = must(ports().state.open(Entity::User));
  const auto first = must(cursor->next());
  std::vector<StateRecord> seen(first.begin(), first.end());

  lay(many(1, 50'000, 10, 2));
  erase(key(499'991));
  must(ports().state.compact(Entity::User));
  const auto rest = rest_of(*cursor);
  seen.insert(seen.end(), rest.begin(), rest.end());
  EXPECT_EQ(seen, many(1, 50'000, 10));
  EXPECT_EQ(all().size(), 49'999U);
}

}  // namespace
}  // namespace crosswalk::test
