#include "sync/fingerprints.hpp"

#include <gtest/gtest.h>

#include <random>

namespace crosswalk::sync {
namespace {

model::Hash128 random_hash(std::mt19937_64& random) { return {random(), random()}; }

TEST(Fingerprints, NeverSaysNoToWhatWasInserted) {
  std::mt19937_64 random(1);
  std::vector<std::pair<model::Key, model::Hash128>> all;
  Fingerprints set(5'000, 7);  // fewer than inserted: lines overflow
  for (int i = 0; i < 20'000; ++i) {
    all.emplace_back(random_hash(random), random_hash(random));
    if (i < 7'000) set.insert(all.back().first, all.back().second);
  }
  for (std::size_t i = 0; i < 7'000; ++i) ASSERT_TRUE(set.contains(all[i].first, all[i].second));
}

TEST(Fingerprints, SaysNoToOtherContentOfAKnownKey) {
  std::mt19937_64 random(2);
  Fingerprints set(10'000, 3);
  std::vector<model::Key> keys;
  for (int i = 0; i < 10'000; ++i) {
    keys.push_back(random_hash(random));
    set.insert(keys.back(), {1, 1});
  }
  int wrong = 0;
  for (const model::Key& key : keys) wrong += set.contains(key, {1, 2}) ? 1 : 0;
  EXPECT_EQ(wrong, 0);
}

TEST(Fingerprints, TakesSixBytesARecord) {
  EXPECT_LE(Fingerprints(10'000'000, 1).bytes(), 64U << 20);
}

}  // namespace
}  // namespace crosswalk::sync
