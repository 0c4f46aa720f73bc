#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "store/bytes.hpp"
#include "store/compressed.hpp"
#include "store/journal_format.hpp"
#include "store/state_format.hpp"
#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

using store::StateChange;
using sync::StateRecord;

RC_GTEST_PROP(Bytes, NumbersComeBack, (std::vector<std::uint64_t> numbers)) {
  std::string bytes;
  for (const std::uint64_t number : numbers) store::put_number(bytes, number);
  store::ByteReader reader{bytes};
  for (const std::uint64_t number : numbers) RC_ASSERT(must(reader.number()) == number);
  RC_ASSERT(reader.at_end());
}

TEST(Bytes, RefusesWhatEndsTooEarlyOrNever) {
  EXPECT_THAT(store::ByteReader{""}.number(), IsError(ErrorCode::BadData));
  EXPECT_THAT(store::ByteReader{"\xff"}.number(), IsError(ErrorCode::BadData));
  EXPECT_THAT(store::ByteReader{std::string(11, '\xff')}.number(), IsError(ErrorCode::BadData));
  EXPECT_THAT(store::ByteReader{"\x05"
                                "abcd"}
                  .text(),
              IsError(ErrorCode::BadData));
}

TEST(Compressed, KeepsSmallAndIncompressibleBytesAsTheyAre) {
  for (const std::string& bytes :
       {std::string(), std::string("\0x", 2), std::string(store::kSmall - 1, 'a')}) {
    EXPECT_EQ(store::compressed(bytes).size(), bytes.size() + 1);
    EXPECT_EQ(must(store::inflated(store::compressed(bytes))), bytes);
  }
}

TEST(Compressed, DeflatesWhatGetsSmaller) {
  const std::string bytes(100'000, 'a');
  EXPECT_LT(store::compressed(bytes).size(), 1'000U);
  EXPECT_EQ(must(store::inflated(store::compressed(bytes))), bytes);
}

TEST(Compressed, RefusesDamage) {
  std::string kept = store::compressed(std::string(100'000, 'a'));
  EXPECT_THAT(store::inflated(""), IsError(ErrorCode::BadData));
  EXPECT_THAT(store::inflated(std::string_view(kept).substr(0, kept.size() / 2)),
              IsError(ErrorCode::BadData));
  std::string huge;
  store::put_number(huge, store::kMostInflated + 1);
  EXPECT_THAT(store::inflated(huge + "x"), IsError(ErrorCode::BadData));
}

RC_GTEST_PROP(JournalFormat, OperationsComeBack, (std::vector<std::uint64_t> operations)) {
  RC_ASSERT(must(store::decode_operations(store::encode_operations(operations))) == operations);
}

TEST(JournalFormat, NeedsAByteForEachOperationOfARun) {
  std::vector<std::uint64_t> operations;
  for (std::uint64_t i = 0; i < 50; ++i) operations.push_back(9'000'000 + i);
  EXPECT_LT(store::encode_operations(operations).size(), 55U);
}

TEST(JournalFormat, OutcomesOfTwoPartsComeBackInOrder) {
  std::string blob;
  sync::Outcome one = applied(7, "700");
  sync::Outcome two{.index = 3,
                    .state = sync::OutcomeState::Rejected,
                    .exists = true,
                    .destination_id = "",
                    .message = "no"};
  store::append_outcome(blob, one);
  std::string more;
  store::append_outcome(more, two);
  const auto outcomes = must(store::decode_outcomes(blob + more));
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_EQ(outcomes[0].destination_id, "700");
  EXPECT_EQ(outcomes[1].state, sync::OutcomeState::Rejected);
  EXPECT_TRUE(outcomes[1].exists);
  EXPECT_EQ(outcomes[1].message, "no");
  EXPECT_THAT(store::decode_outcomes(std::string_view(blob).substr(1)),
              IsError(ErrorCode::BadData));
}

TEST(StateFormat, SortsBytesLikeNumbers) {
  const std::vector<StateRecord> low{{.key = {1, ~0ULL}, .source = {}, .projection = {}}};
  const std::vector<StateRecord> high{{.key = {1ULL << 63U, 0}, .source = {}, .projection = {}}};
  EXPECT_LT(store::encode_segment(low), store::encode_segment(high));
  EXPECT_EQ(store::encode_segment(low).size(), store::kRecordBytes);
}

TEST(StateFormat, ASegmentIsAtMostOneMebibyte) { EXPECT_EQ(store::kSegmentRecords, 21'845U); }

TEST(StateFormat, RefusesDamage) {
  std::vector<StateRecord> records;
  EXPECT_THAT(store::decode_segment(std::string(47, 'x'), records), IsError(ErrorCode::BadData));
  std::vector<StateChange> changes;
  EXPECT_THAT(store::decode_delta("abc", changes), IsError(ErrorCode::BadData));
  EXPECT_THAT(store::decode_delta(std::string("\0\0\0\2", 4) + std::string(48, 'x'), changes),
              IsError(ErrorCode::BadData));
  EXPECT_THAT(store::decode_delta(std::string("\0\0\0\0", 4) + std::string(15, 'x'), changes),
              IsError(ErrorCode::BadData));
}

/// Few keys, so that they meet.
std::vector<StateChange> some_changes() {
  using Parts = std::tuple<std::uint64_t, std::uint64_t, bool>;
  const auto any = rc::gen::container<std::vector<Parts>>(
      rc::gen::tuple(rc::gen::inRange<std::uint64_t>(0, 20),
                     rc::gen::inRange<std::uint64_t>(1, 100), rc::gen::arbitrary<bool>()));
  std::vector<StateChange> changes;
  for (const auto& [high, content, erased] : *any) {
    changes.push_back({.record = erased ? StateRecord{key(high), {}, {}} : record(high, content),
                       .erased = erased});
  }
  return changes;
}

using Model = std::map<Key, StateRecord>;

void play(Model& model, const std::vector<StateChange>& changes) {
  for (const StateChange& change : changes) {
    if (change.erased) {
      model.erase(change.record.key);
    } else {
      model[change.record.key] = change.record;
    }
  }
}

std::vector<StateRecord> records_of(const Model& model) {
  std::vector<StateRecord> out;
  for (const auto& [at, one] : model) out.push_back(one);
  return out;
}

RC_GTEST_PROP(StateFormat, AnOverlaidSegmentIsWhatAMapWouldBe, ()) {
  Model model;
  const auto first = some_changes();
  play(model, first);
  const std::vector<StateRecord> segment = records_of(model);

  auto changes = some_changes();
  play(model, changes);
  store::sort_newest_wins(changes);
  std::vector<StateChange> decoded;
  RC_ASSERT(static_cast<bool>(store::decode_delta(store::encode_delta(changes), decoded)));
  store::sort_newest_wins(decoded);
  std::vector<StateRecord> out;
  store::overlay(segment, decoded, out);
  RC_ASSERT(out == records_of(model));
}

}  // namespace
}  // namespace crosswalk::test
