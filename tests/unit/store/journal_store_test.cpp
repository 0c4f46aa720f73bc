#include "store/journal_store.hpp"
#include "sync/run_outcomes.hpp"

#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

using sync::Outcome;
using sync::OutcomeState;
using Intent = sync::JournalPort::Intent;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

class JournalStoreTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (!IsSkipped()) begin_run();
  }

  sync::JournalPort::Known known() { return must(ports().journal.known(run_)); }

  /// All there are, by index.
  std::vector<Outcome> outcomes() {
    auto all = must(sync::RunOutcomes::read(ports().journal, run_));
    std::vector<Outcome> out;
    for (std::uint64_t i = 0; i < all.size(); ++i) {
      const auto one = must(all.find(i));
      if (one && one->state != OutcomeState::Unknown) out.push_back(*one);
    }
    return out;
  }

  static sync::Settlement outcome(std::uint64_t index, OutcomeState state) {
    sync::Settlement out;
    out.outcome.index = index;
    out.outcome.state = state;
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, JournalStoreTest, engines(), name_of);

auto is_intent(std::uint32_t batch, std::vector<std::uint64_t> operations) {
  return ::testing::AllOf(Field(&Intent::batch, batch), Field(&Intent::operations, operations));
}

auto has_outcome(std::uint64_t index, OutcomeState state) {
  return ::testing::AllOf(Field(&Outcome::index, index), Field(&Outcome::state, state));
}

TEST_P(JournalStoreTest, KnowsNothingOfARunThatJustBegan) {
  EXPECT_THAT(outcomes(), IsEmpty());
  EXPECT_THAT(known().open, IsEmpty());
  EXPECT_EQ(known().next_batch, 0U);
}

TEST_P(JournalStoreTest, RemembersIntentsOverARestart) {
  must(ports().journal.intend(run_, lease_, {.batch = 0, .operations = {3, 4, 900'000'000'000}}));
  reopen();
  EXPECT_THAT(known().open, ElementsAre(is_intent(0, {3, 4, 900'000'000'000})));
  EXPECT_EQ(known().next_batch, 1U);
}

TEST_P(JournalStoreTest, GivesBackEveryFieldOfAnOutcome) {
  sync::Settlement rejected = outcome(5, OutcomeState::Rejected);
  rejected.outcome.exists = true;
  rejected.outcome.destination_id = "77";
  rejected.outcome.message = std::string("field \0 too long", 16);
  must(settle({rejected}));
  reopen();
  const std::vector<Outcome> all = outcomes();
  ASSERT_EQ(all.size(), 1U);
  const Outcome& got = all[0];
  EXPECT_EQ(got.index, 5U);
  EXPECT_EQ(got.state, OutcomeState::Rejected);
  EXPECT_TRUE(got.exists);
  EXPECT_EQ(got.destination_id, "77");
  EXPECT_EQ(got.message, rejected.outcome.message);
}

TEST_P(JournalStoreTest, ClosesAnIntentWithItsOutcomesAndOpensTheNext) {
  must(ports().journal.intend(run_, lease_, {.batch = 0, .operations = {0, 1}}));
  const Intent next{.batch = 1, .operations = {2, 3}};
  must(settle({outcome(1, OutcomeState::Applied), outcome(0, OutcomeState::Noop)}, &next));
  EXPECT_THAT(outcomes(), ElementsAre(has_outcome(0, OutcomeState::Noop),
                                      has_outcome(1, OutcomeState::Applied)));
  EXPECT_THAT(known().open, ElementsAre(is_intent(1, {2, 3})));
  EXPECT_EQ(known().next_batch, 2U);
}

TEST_P(JournalStoreTest, LeavesUnknownOperationsOpenUntilTheyAreSettledLater) {
  must(ports().journal.intend(run_, lease_, {.batch = 0, .operations = {0, 1, 2}}));
  must(ports().journal.settle(
      run_, lease_, 0,
      std::vector{outcome(0, OutcomeState::Applied), outcome(1, OutcomeState::Unknown)}, nullptr));
  EXPECT_THAT(outcomes(), ElementsAre(has_outcome(0, OutcomeState::Applied)));
  EXPECT_THAT(known().open, ElementsAre(is_intent(0, {1, 2})));

  must(ports().journal.settle(
      run_, lease_, 0,
      std::vector{outcome(1, OutcomeState::Adopted), outcome(2, OutcomeState::Retry)}, nullptr));
  EXPECT_THAT(known().open, IsEmpty());
  EXPECT_THAT(outcomes(), ElementsAre(has_outcome(0, OutcomeState::Applied),
                                      has_outcome(1, OutcomeState::Adopted),
                                      has_outcome(2, OutcomeState::Retry)));
}

TEST_P(JournalStoreTest, TakesTheOutcomeOfTheLastBatchThatTriedAnOperation) {
  must(ports().journal.intend(run_, lease_, {.batch = 0, .operations = {7}}));
  const Intent again{.batch = 1, .operations = {7}};
  must(settle({outcome(7, OutcomeState::Retry)}, &again));
  EXPECT_THAT(known().open,
              ElementsAre(is_intent(1, {7})));  // the retry is open, its first try is not
  must(settle({outcome(7, OutcomeState::Applied)}));
  EXPECT_THAT(outcomes(), ElementsAre(has_outcome(7, OutcomeState::Applied)));
  EXPECT_THAT(known().open, IsEmpty());
}

TEST_P(JournalStoreTest, RefusesAStalePlan) {
  const std::uint64_t generation = must(ports().runs.generation());
  const std::int64_t second = must(ports().runs.create(kNowMs));
  EXPECT_THAT(ports().journal.begin(second, "other", generation - 1, lease_),
              IsErrorSaying(ErrorCode::Conflict, "stale"));
  EXPECT_THAT(ports().journal.begin(second, "other", generation, lease_), IsOk());
  EXPECT_EQ(must(ports().runs.generation()), generation + 1);
}

TEST_P(JournalStoreTest, GoesOnWithARunThatBeganBefore) {
  const std::uint64_t generation = must(ports().runs.generation());
  const std::uint64_t newer =
      must(ports().leases.acquire(kDestination, "test", kNowMs, kNowMs + 1));
  EXPECT_THAT(ports().journal.begin(run_, "plan", generation - 1, newer), IsOk());
  EXPECT_EQ(must(ports().runs.generation()), generation);
  EXPECT_THAT(ports().journal.begin(run_, "another", generation, newer),
              IsError(ErrorCode::Conflict));
}

TEST_P(JournalStoreTest, MakesARunOneThatIsApplying) {
  const auto unfinished = must(ports().runs.unfinished());
  ASSERT_TRUE(unfinished);
  EXPECT_EQ(unfinished->id, run_);
  EXPECT_EQ(unfinished->plan, "plan");
}

// Invariant 17: a holder that lost its lease inserts no further intent, and settles nothing.
TEST_P(JournalStoreTest, WritesNothingUnderALeaseThatIsNotCurrent) {
  const std::uint64_t taken =
      must(ports().leases.acquire(kDestination, "another host", kNowMs + 60'001, kNowMs + 120'000));
  EXPECT_THAT(ports().journal.intend(run_, lease_, {.batch = 0, .operations = {1}}),
              IsError(ErrorCode::Conflict));
  EXPECT_THAT(settle({settlement(1, link(Entity::User, 1, "a"))}),
              IsErrorSaying(ErrorCode::Conflict, "lease"));
  EXPECT_THAT(known().open, IsEmpty());
  EXPECT_THAT(outcomes(), IsEmpty());
  EXPECT_THAT(must(ports().links.find(Entity::User, std::vector{key(1)})), IsEmpty());

  must(ports().leases.release(kDestination, taken));
  EXPECT_THAT(ports().journal.intend(run_, taken, {.batch = 0, .operations = {1}}),
              IsError(ErrorCode::Conflict));
}

TEST_P(JournalStoreTest, WritesUnderAnExpiredLeaseThatNobodyTookOver) {
  now_ms_ += 3'600'000;
  EXPECT_THAT(ports().journal.intend(run_, lease_, {.batch = 0, .operations = {1}}), IsOk());
}

TEST_P(JournalStoreTest, RefusesTheLeaseOfAConnectorThatIsNotTheIntegrations) {
  must(store::open_connector(*database_, "springfield", "library"));
  const std::uint64_t other =
      must(ports().leases.acquire("library", "test", kNowMs, kNowMs + 60'000));
  EXPECT_THAT(ports().journal.intend(run_, other, {.batch = 0, .operations = {1}}),
              IsError(ErrorCode::Conflict));
}

TEST_P(JournalStoreTest, WritesAllOfABatchOrNothing) {
  must(ports().journal.intend(run_, lease_, {.batch = 0, .operations = {0, 1}}));
  must(ports().journal.settle(run_, lease_, 0,
                              std::vector{settlement(0, link(Entity::User, 1, "a"))}, nullptr));
  sync::Settlement good = settlement(2, link(Entity::User, 2, "b"));
  good.state = record(2);
  good.projection = "image";
  const sync::Settlement bad = settlement(3, link(Entity::User, 3, "a"));
  const Intent next{.batch = 2, .operations = {9}};
  EXPECT_THAT(ports().journal.settle(run_, lease_, 1, std::vector{good, bad}, &next),
              IsError(ErrorCode::Conflict));

  EXPECT_THAT(outcomes(), ElementsAre(has_outcome(0, OutcomeState::Applied)));
  EXPECT_THAT(known().open, ElementsAre(is_intent(0, {1})));
  EXPECT_EQ(must(ports().state.info(Entity::User)).records, 0U);
  EXPECT_EQ(must(ports().links.count(Entity::User, {})), 1U);
  EXPECT_THAT(must(ports().links.projections(Entity::User, std::vector{key(2)})), ElementsAre(""));
}

TEST_P(JournalStoreTest, RefusesTheSameIntentTwice) {
  must(ports().journal.intend(run_, lease_, {.batch = 0, .operations = {0}}));
  EXPECT_THAT(ports().journal.intend(run_, lease_, {.batch = 0, .operations = {1}}),
              IsError(ErrorCode::Conflict));
}

TEST_P(JournalStoreTest, RefusesAStateWithoutALink) {
  sync::Settlement lost = outcome(0, OutcomeState::Applied);
  lost.state = record(1);
  EXPECT_THAT(settle({lost}), IsError(ErrorCode::InvalidArgument));
}

TEST_P(JournalStoreTest, RefusesToSettleInARunThatHasNotBegunOrHasEnded) {
  const std::int64_t fresh = must(ports().runs.create(kNowMs));
  EXPECT_THAT(ports().journal.intend(fresh, lease_, {.batch = 0, .operations = {0}}),
              IsError(ErrorCode::InvalidArgument));
  must(ports().journal.end(run_));
  EXPECT_THAT(settle({outcome(0, OutcomeState::Applied)}), IsError(ErrorCode::InvalidArgument));
  EXPECT_THAT(ports().journal.known(run_), IsOk());
  EXPECT_THAT(ports().journal.known(4711), IsError(ErrorCode::NotFound));
}

}  // namespace
}  // namespace crosswalk::test
