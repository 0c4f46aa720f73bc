/// What an adapter says, made fit for a log.

#include "adapters/redact.hpp"

#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

TEST(Redactor, HidesSecretsHoweverTheyStand) {
  const Redactor redact({"p@ss word", "token123", "token12345", "ab"});
  EXPECT_EQ(redact("key=token12345&x=token123."), "key=***&x=***.");
  EXPECT_EQ(redact("login p@ss word or p%40ss%20word"), "login *** or ***");
  EXPECT_EQ(redact("tab"), "tab");  // too short a secret to hide
  EXPECT_EQ(redact("token123token123"), "******");
}

TEST(Redactor, DoesNotHideItsOwnStarsForEver) {
  EXPECT_EQ(Redactor({"****"})("a ******** b"), "a ****** b");
}

TEST(OneLine, RepairsAndCuts) {
  EXPECT_EQ(one_line("a\nb\tc\x7F", 100), "a b c ");
  EXPECT_EQ(one_line("Zo\xC3\xAB \xFF\xC3", 100), "Zo\xC3\xAB ??");
  EXPECT_EQ(one_line("Zo\xC3\xAB", 3), "Zo");
  EXPECT_EQ(one_line("", 3), "");
}

}  // namespace
}  // namespace crosswalk::adapters
