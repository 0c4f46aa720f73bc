/// Adapters that pass every first look and lie at run time are refused by the instance.

#include "plugins.hpp"

#include "crosswalk/batch_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

using ::testing::HasSubstr;

class Liar : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    adapter_ = test::load("liar").release();
  }  // never unloaded anyway

  Result<std::unique_ptr<Instance>> make(const std::string& lie) {
    InstanceLimits limits;
    limits.batch_bytes = 4096;
    limits.batch_bytes_max = 65536;
    return Instance::create(*adapter_, R"({"lie":")" + lie + "\"}", lent_.services(), limits);
  }

  /// The error of reading everything, or an empty one.
  Error read(const std::string& lie) {
    auto instance = make(lie);
    if (!instance) return instance.error();
    auto stream = (*instance)->open({.entity = "org", .columns = {"sourcedId", "name"}});
    if (!stream) return stream.error();
    Batch batch;
    for (bool more = true; more;) {
      auto next = (*stream)->next(batch);
      if (!next) {
        EXPECT_EQ((*stream)->next(batch).error().code,
                  ErrorCode::InvalidArgument);  // dead for good
        return next.error();
      }
      more = *next;
    }
    auto end = (*stream)->finish();
    return end ? Error{ErrorCode::Internal, ""} : end.error();
  }

  std::vector<Outcome> apply(const std::string& lie, Error* error = nullptr) {
    auto instance = make(lie);
    EXPECT_TRUE(instance);
    std::vector<std::uint64_t> memory(512);
    auto* base = reinterpret_cast<std::uint8_t*>(memory.data());
    BatchWriter writer(base, 4096, 2, 5);
    for (std::uint64_t i = 0; i < 2; ++i) {
      writer.begin(CW_ROW_CREATE, 0, 100 + i);
      writer.commit();
    }
    const std::vector<std::string> columns{"id", "code"};
    std::vector<Outcome> outcomes;
    auto done = (*instance)->apply({"user", columns, {base, 4096}, 5}, outcomes);
    if (!done && error != nullptr) *error = done.error();
    return outcomes;
  }

  static Adapter* adapter_;
  test::Lent lent_;
};
Adapter* Liar::adapter_ = nullptr;

TEST_F(Liar, TellsTheTruthWhenItIsNotAskedToLie) {
  EXPECT_EQ(read("").message, "");
  const auto outcomes = apply("");
  EXPECT_EQ(outcomes[0].state, Outcome::State::Applied);
  EXPECT_EQ(outcomes[0].remote_id, "id");
  EXPECT_EQ(outcomes[1].state, Outcome::State::Unknown);  // not reported
}

TEST_F(Liar, IsCaughtInEveryLieAboutABatch) {
  for (const auto& [lie, sentence] :
       {std::pair{"rows", "rows and its arena do not fit"},
        {"text_off", "a text outside the arena"},
        {"text_len", "a text outside the arena"},
        {"schema", "another schema id"},
        {"not_utf8", "not UTF-8"},
        {"op", "row 0 has an operation of apply"},
        {"bad_row", "refused row 0 has no reason in words"},
        {"overrun", "wrote past the end of its buffer"},
        {"empty_batches", "empty batches without end"},
        {"count", "counts 2 rows and 0 refused ones, but sent 1 and 0"},
        {"refused", "counts 1 rows and 1 refused ones, but sent 1 and 0"},
        {"no_stream", "open() said OK and made nothing"}}) {
    const Error error = read(lie);
    EXPECT_EQ(error.code, ErrorCode::Internal) << lie;
    EXPECT_THAT(error.message, HasSubstr(sentence)) << lie;
    EXPECT_THAT(error.message, HasSubstr("broken 1 breaks its contract")) << lie;
  }
}

TEST_F(Liar, MayNotAskForRoomForEver) {
  const Error error = read("more_room");
  EXPECT_EQ(error.code, ErrorCode::BadData);
  EXPECT_THAT(error.message, HasSubstr("the limit is 65536"));
}

TEST_F(Liar, UnknownStatusesAreFailures) {
  EXPECT_EQ(read("next_status").code, ErrorCode::InvalidArgument);
  EXPECT_EQ(make("odd_status").error().code, ErrorCode::InvalidArgument);
}

TEST_F(Liar, AnErrorWithoutItsEndStaysInItsBounds) {
  const Error error = make("long_error").error();
  EXPECT_EQ(error.code, ErrorCode::Internal);
  EXPECT_LT(error.message.size(), 700U);
}

TEST_F(Liar, WhatCannotBeTrueOfAnOutcomeIsUnknown) {
  for (const char* lie :
       {"outcome_off", "outcome_len", "outcome_id", "outcome_not_utf8", "outcome_state"}) {
    const auto outcomes = apply(lie);
    ASSERT_EQ(outcomes.size(), 2U) << lie;
    EXPECT_EQ(outcomes[0].state, Outcome::State::Unknown) << lie;
    EXPECT_EQ(outcomes[0].status, CW_E_INTERNAL) << lie;
    EXPECT_EQ(outcomes[0].change_id, 100U) << lie;
    EXPECT_EQ(outcomes[0].remote_id, "") << lie;
  }
}

TEST_F(Liar, AnOutcomeIsNotLostForItsWords) {
  const auto outcomes = apply("message_not_utf8");
  EXPECT_EQ(outcomes[0].state, Outcome::State::Applied);
  EXPECT_EQ(outcomes[0].message, "?");
}

TEST_F(Liar, ChangingTheBuffersOwnFieldsChangesNothing) {
  const auto outcomes = apply("outcome_buffer");
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_EQ(outcomes[0].state, Outcome::State::Applied);
}

TEST_F(Liar, WritingPastTheOutcomesFailsTheCallAndLeavesAllUnknown) {
  for (const char* lie : {"outcome_overrun", "slot_overrun"}) {
    Error error;
    const auto outcomes = apply(lie, &error);
    EXPECT_THAT(error.message, HasSubstr("wrote past the end of its outcomes")) << lie;
    for (const Outcome& outcome : outcomes)
      EXPECT_EQ(outcome.state, Outcome::State::Unknown) << lie;
  }
}

TEST_F(Liar, AReportMustBeOneAndEnd) {
  auto instance = make("");
  ASSERT_TRUE(instance);
  EXPECT_THAT((*instance)->check().error().message, HasSubstr("its check report is not JSON"));
  instance = make("endless_report");
  EXPECT_EQ((*instance)->check().error().code, ErrorCode::Internal);
}

TEST_F(Liar, CapabilitiesMayNotExceedTheManifest) {
  auto instance = make("");
  const auto capabilities = (*instance)->capabilities();
  ASSERT_FALSE(capabilities);
  EXPECT_EQ(capabilities.error().code, ErrorCode::Internal);
  EXPECT_THAT(capabilities.error().message, HasSubstr("/destination/entities/user/operations"));
}

}  // namespace
}  // namespace crosswalk::adapters
