/// The known word that somebody meant.

#include "adapters/nearest_word.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace crosswalk::adapters {
namespace {

TEST(EditDistance, CountsLettersAndSwaps) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("abc", "abc"), 0U);
  EXPECT_EQ(edit_distance("abc", "abd"), 1U);
  EXPECT_EQ(edit_distance("abc", "acb"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("rate", "raet"), 1U);
}

TEST(NearestWord, IsTheClosestOrNone) {
  const std::vector<std::string> known{"base_url", "consumer_key", "consumer_secret", "rate"};
  EXPECT_EQ(nearest_word("consumer_kye", known), "consumer_key");
  EXPECT_EQ(nearest_word("Base_URL", known), "base_url");
  EXPECT_EQ(nearest_word("baseurl", known), "base_url");
  EXPECT_EQ(nearest_word("rte", known), "rate");
  EXPECT_EQ(nearest_word("password", known), "");
  EXPECT_EQ(nearest_word("x", known), "");
  EXPECT_EQ(nearest_word(std::string(100'000, 'r'), known), "");
}

TEST(DidYouMean, IsAHintOrNothing) {
  const std::vector<std::string> known{"rate"};
  EXPECT_EQ(did_you_mean("raet", known), " (did you mean \"rate\"?)");
  EXPECT_EQ(did_you_mean("secret", known), "");
}

}  // namespace
}  // namespace crosswalk::adapters
