#include "sync/run_outcomes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace crosswalk::sync {
namespace {

/// Counts what is read of it; everything else is never called here.
class CountingJournal final : public JournalPort {
 public:
  Known state;
  std::map<std::uint32_t, std::vector<Outcome>> batches;
  int reads = 0;

  Result<Known> known(std::int64_t) override { return state; }
  Result<std::vector<Outcome>> outcomes(std::int64_t, std::uint32_t batch) override {
    ++reads;
    return batches[batch];
  }
  Result<> begin(std::int64_t, std::string_view, std::uint64_t, std::uint64_t) override {
    return unused();
  }
  Result<> intend(std::int64_t, std::uint64_t, const Intent&) override { return unused(); }
  Result<> settle(std::int64_t, std::uint64_t, std::uint32_t, std::span<const Settlement>,
                  const Intent*) override {
    return unused();
  }
  Result<> end(std::int64_t) override { return unused(); }

  void had(std::uint32_t batch, std::uint64_t operation, OutcomeState became) {
    if (operation >= state.states.size()) {
      state.states.resize(operation + 1);
      state.batches.resize(operation + 1);
    }
    state.states[operation] = became;
    state.batches[operation] = batch;
    batches[batch].push_back({operation, became, false, "id-" + std::to_string(operation), {}});
  }

 private:
  static Error unused() { return Error{ErrorCode::Internal, "not asked for here"}; }
};

std::string id_of(RunOutcomes& outcomes, std::uint64_t operation) {
  const auto found = outcomes.find(operation);
  return found && *found ? (*found)->destination_id : std::string();
}

TEST(RunOutcomes, FindsTheWordsOfAnOperationInItsBatch) {
  CountingJournal journal;
  journal.had(0, 0, OutcomeState::Applied);
  journal.had(1, 2, OutcomeState::Rejected);
  auto outcomes = RunOutcomes::read(journal, 1);
  ASSERT_TRUE(outcomes);
  EXPECT_EQ(id_of(*outcomes, 0), "id-0");
  EXPECT_EQ(id_of(*outcomes, 1), "") << "it has none";
  EXPECT_EQ(id_of(*outcomes, 2), "id-2");
  EXPECT_EQ(id_of(*outcomes, 3), "") << "beyond the last";
  EXPECT_EQ(outcomes->state(2), OutcomeState::Rejected);
}

TEST(RunOutcomes, SayWhichOperationsWereSentWithoutAnAnswer) {
  CountingJournal journal;
  journal.had(0, 0, OutcomeState::Retry);
  journal.state.open = {{1, {0, 4}}};
  auto outcomes = RunOutcomes::read(journal, 1);
  ASSERT_TRUE(outcomes);
  EXPECT_EQ(outcomes->size(), 5U);
  for (const std::uint64_t sent : {0U, 4U}) {
    EXPECT_TRUE(outcomes->open(sent));
    const auto found = outcomes->find(sent);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->state, OutcomeState::Unknown);
  }
  EXPECT_FALSE(outcomes->open(1));
}

TEST(RunOutcomes, ReadsABatchOnceWhileLanesTakeTurns) {
  CountingJournal journal;
  for (std::uint64_t i = 0; i < 100; ++i) {
    journal.had(static_cast<std::uint32_t>(i % 5), i, OutcomeState::Applied);
  }
  auto outcomes = RunOutcomes::read(journal, 1);
  ASSERT_TRUE(outcomes);
  for (std::uint64_t i = 0; i < 100; ++i) EXPECT_NE(id_of(*outcomes, i), "");
  EXPECT_EQ(journal.reads, 5);
}

TEST(RunOutcomes, KeepsOnlyTheBatchesThatWereAskedForLast) {
  CountingJournal journal;
  for (std::uint32_t i = 0; i < 100; ++i) journal.had(i, i, OutcomeState::Applied);
  auto outcomes = RunOutcomes::read(journal, 1);
  ASSERT_TRUE(outcomes);
  for (std::uint64_t i = 0; i < 100; ++i) EXPECT_NE(id_of(*outcomes, i), "");
  EXPECT_EQ(id_of(*outcomes, 99), "id-99");
  EXPECT_EQ(journal.reads, 100);
  EXPECT_EQ(id_of(*outcomes, 0), "id-0");
  EXPECT_EQ(journal.reads, 101) << "the first one was forgotten";
}

TEST(RunOutcomes, OfARunThatAppliedNothingAreNone) {
  RunOutcomes none;
  EXPECT_EQ(none.size(), 0U);
  const auto found = none.find(0);
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

}  // namespace
}  // namespace crosswalk::sync
