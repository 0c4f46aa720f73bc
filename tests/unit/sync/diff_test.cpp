#include "sync/diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::sync {
namespace {

using Kind = Difference::Kind;

StagedRow row(std::uint64_t key, std::uint64_t content) { return {{0, key}, {9, content}}; }
StagedRow withdrawn(std::uint64_t key) { return {{0, key}, kWithdrawnRow}; }
StagedRow held(std::uint64_t key) { return {{0, key}, kHeldRow}; }
StateRecord settled(std::uint64_t key, std::uint64_t content) {
  return {{0, key}, {9, content}, {5, content}};
}

struct Case {
  std::vector<StagedRow> rows;
  std::vector<StateRecord> state;
  DiffOptions options;
};

/// "new 1", "changed 2", ...
std::vector<std::string> told(Case c, bool with_content = true) {
  Partitions::Loaded loaded;
  loaded.rows = c.rows;
  if (with_content) {
    for (const auto& r : c.rows) {
      if (!is_marker(r.source)) loaded.contents.push_back({r.key, r.source, "id", "bytes"});
    }
  }
  std::vector<std::string> out;
  for (const Difference& d : diff(loaded, c.state, c.options)) {
    static const char* const names[] = {"new",       "changed",   "remap", "vanished",
                                        "withdrawn", "duplicate", "unread"};
    out.push_back(std::string(names[static_cast<int>(d.kind)]) + " " + std::to_string(d.key.low));
  }
  return out;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Diff, HasNothingToSayAboutWhatIsTheSame) {
  EXPECT_THAT(told({{row(1, 1), row(2, 2)}, {settled(1, 1), settled(2, 2)}, {}}), IsEmpty());
}

TEST(Diff, TellsNewChangedVanishedAndWithdrawn) {
  EXPECT_THAT(told({{row(1, 1), row(2, 9), withdrawn(4)},
                    {settled(2, 2), settled(3, 3), settled(4, 4)},
                    {}}),
              ElementsAre("new 1", "changed 2", "vanished 3", "withdrawn 4"));
}

TEST(Diff, LeavesAHeldRecordAlone) {
  EXPECT_THAT(told({{held(1)}, {settled(1, 1)}, {}}), IsEmpty());
  EXPECT_THAT(told({{held(1), row(1, 7)}, {settled(1, 1)}, {}}), IsEmpty());
}

TEST(Diff, ForgetsAWithdrawalOfWhatWasNeverThere) {
  EXPECT_THAT(told({{withdrawn(1)}, {}, {}}), IsEmpty());
}

TEST(Diff, CountsEqualRowsOnceAndCallsDifferentOnesDuplicates) {
  EXPECT_THAT(told({{row(1, 1), row(1, 1)}, {settled(1, 1)}, {}}), IsEmpty());
  EXPECT_THAT(told({{row(1, 1), row(1, 2)}, {settled(1, 1)}, {}}), ElementsAre("duplicate 1"));
}

TEST(Diff, AddsUpTheRowsOfAGroupedRecord) {
  const StateRecord both{{0, 1}, {18, 3}, {5, 1}};  // 9+9, 1+2
  EXPECT_THAT(told({{row(1, 1), row(1, 2)}, {both}, {.grouped = true}}), IsEmpty());
  EXPECT_THAT(told({{row(1, 2)}, {both}, {.grouped = true}}), ElementsAre("changed 1"));
}

TEST(Diff, KeepsAGroupedRecordWhileOneClaimStands) {
  EXPECT_THAT(told({{withdrawn(1), row(1, 1)}, {settled(1, 1)}, {.grouped = true}}), IsEmpty());
}

TEST(Diff, LooksAtEverythingAgainUnderANewMapping) {
  EXPECT_THAT(told({{row(1, 1)}, {settled(1, 1)}, {.remap = true}}), ElementsAre("remap 1"));
}

TEST(Diff, SaysWhenTheContentWasNotKept) {
  EXPECT_THAT(told({{row(1, 5)}, {settled(1, 1)}, {}}, /*with_content=*/false),
              ElementsAre("unread 1"));
}

}  // namespace
}  // namespace crosswalk::sync
