#include "store/plan_store.hpp"

#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

class PlanStoreTest : public StoreTest {
 protected:
  std::uint64_t draft(const std::vector<std::string>& segments) {
    const std::uint64_t number = must(ports().plans.begin());
    for (std::uint32_t i = 0; i < segments.size(); ++i)
      must(ports().plans.append(number, i, segments[i]));
    return number;
  }

  static std::string hash(char digit) { return "abcd" + std::string(60, digit); }
};
INSTANTIATE_TEST_SUITE_P(Engines, PlanStoreTest, engines(), name_of);

TEST_P(PlanStoreTest, KeepsASealedPlanAsItWasWritten) {
  const std::string large(1 << 20, 'x');
  must(ports().plans.seal(draft({large, "second"}), hash('1'), R"({"creates":2})"));
  reopen();
  const auto found = must(ports().plans.find("abcd1"));
  EXPECT_EQ(found.hash, hash('1'));
  EXPECT_EQ(found.header_json, R"({"creates":2})");
  EXPECT_EQ(found.segments, 2U);
  EXPECT_EQ(found.created_ms, kNowMs);
  EXPECT_EQ(must(ports().plans.segment(hash('1'), 0)), large);
  EXPECT_EQ(must(ports().plans.segment(hash('1'), 1)), "second");
  EXPECT_THAT(ports().plans.segment(hash('1'), 2), IsError(ErrorCode::NotFound));
}

TEST_P(PlanStoreTest, KeepsAnEmptySegment) {
  must(ports().plans.seal(draft({""}), hash('1'), "{}"));
  EXPECT_EQ(must(ports().plans.segment(hash('1'), 0)), "");
}

TEST_P(PlanStoreTest, FindsByAPrefixThatNamesOne) {
  must(ports().plans.seal(draft({"a"}), hash('1'), "{}"));
  must(ports().plans.seal(draft({"b"}), hash('2'), "{}"));
  EXPECT_EQ(must(ports().plans.find("abcd2")).hash, hash('2'));
  EXPECT_EQ(must(ports().plans.find(hash('1'))).hash, hash('1'));
  EXPECT_THAT(ports().plans.find("abcd"), IsErrorSaying(ErrorCode::Conflict, "give more digits"));
  EXPECT_THAT(ports().plans.find("ffff"), IsError(ErrorCode::NotFound));
  EXPECT_THAT(ports().plans.find("abc"), IsError(ErrorCode::InvalidArgument));
  EXPECT_THAT(ports().plans.find("abc%"), IsError(ErrorCode::InvalidArgument));
}

TEST_P(PlanStoreTest, KeepsTheFirstOfTwoEqualPlans) {
  must(ports().plans.seal(draft({"a"}), hash('1'), R"({"first":true})"));
  const std::uint64_t second = draft({"a"});
  must(ports().plans.seal(second, hash('1'), R"({"first":false})"));
  EXPECT_EQ(must(ports().plans.find("abcd1")).header_json, R"({"first":true})");
  EXPECT_THAT(ports().plans.append(second, 1, "more"), IsError(ErrorCode::NotFound));
}

TEST_P(PlanStoreTest, NeverChangesASealedPlan) {
  const std::uint64_t number = draft({"a"});
  must(ports().plans.seal(number, hash('1'), "{}"));
  EXPECT_THAT(ports().plans.append(number, 1, "more"), IsError(ErrorCode::NotFound));
  EXPECT_THAT(ports().plans.seal(number, hash('2'), "{}"), IsError(ErrorCode::NotFound));
  EXPECT_THAT(ports().plans.discard(number), IsError(ErrorCode::NotFound));
  EXPECT_EQ(must(ports().plans.find("abcd")).segments, 1U);
}

TEST_P(PlanStoreTest, ForgetsADiscardedDraft) {
  const std::uint64_t number = draft({"a"});
  must(ports().plans.discard(number));
  EXPECT_THAT(ports().plans.seal(number, hash('1'), "{}"), IsError(ErrorCode::NotFound));
}

TEST_P(PlanStoreTest, ClearsDraftsOfYesterday) {
  const std::uint64_t old = draft({"a"});
  now_ms_ += 3'600'000;
  const std::uint64_t young = draft({"a"});
  now_ms_ += 86'400'000 - 1;
  draft({});
  EXPECT_THAT(ports().plans.append(old, 1, "b"), IsError(ErrorCode::NotFound));
  EXPECT_THAT(ports().plans.append(young, 1, "b"), IsOk());
}

TEST_P(PlanStoreTest, RefusesWhatIsNoSegmentOrNoHash) {
  const std::uint64_t number = draft({"a"});
  EXPECT_THAT(ports().plans.append(number, 1, std::string((1 << 20) + 1, 'x')),
              IsError(ErrorCode::InvalidArgument));
  EXPECT_THAT(ports().plans.append(number, 0, "again"), IsError(ErrorCode::Conflict));
  EXPECT_THAT(ports().plans.seal(number, "abcd", "{}"), IsError(ErrorCode::InvalidArgument));
  EXPECT_THAT(ports().plans.seal(number, std::string(64, 'X'), "{}"),
              IsError(ErrorCode::InvalidArgument));
}

TEST_P(PlanStoreTest, KeepsIntegrationsApart) {
  const std::uint64_t number = draft({"a"});
  const auto other = open("other");
  EXPECT_THAT(other->ports().plans.append(number, 1, "x"), IsError(ErrorCode::NotFound));
  must(ports().plans.seal(number, hash('1'), "{}"));
  EXPECT_THAT(other->ports().plans.find("abcd1"), IsError(ErrorCode::NotFound));
  EXPECT_THAT(other->ports().plans.segment(hash('1'), 0), IsError(ErrorCode::NotFound));
}

}  // namespace
}  // namespace crosswalk::test
