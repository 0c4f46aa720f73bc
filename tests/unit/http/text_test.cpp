#include "http/text.hpp"

#include "http/request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using ::testing::ElementsAre;

TEST(Text, PercentEncodingLeavesTheUnreservedAlone) {
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encode("a b+c&d=e/f%"), "a%20b%2Bc%26d%3De%2Ff%25");
  EXPECT_EQ(percent_encode("\xC3\xA9\x01"), "%C3%A9%01");
}

TEST(Text, PercentDecodingKeepsWhatIsNoEscape) {
  EXPECT_EQ(percent_decode("a%20b%2bc"), "a b+c");
  EXPECT_EQ(percent_decode("100%"), "100%");
  EXPECT_EQ(percent_decode("%4"), "%4");
  EXPECT_EQ(percent_decode("%zz%41"), "%zzA");
  EXPECT_EQ(percent_decode("a+b"), "a+b");
  EXPECT_EQ(form_decode("a+b%2B"), "a b+");
}

TEST(Text, Base64HasTheVectorsOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xFF\xFE\xFD"), "//79");
}

TEST(Text, HexIsLowerCase) { EXPECT_EQ(hex(std::string_view{"\x00\x0F\xFF", 3}), "000fff"); }

TEST(Text, FormPairsKeepOrderAndEmptyValues) {
  EXPECT_THAT(form_pairs("b=2&a=1&&flag&c=x%3Dy+z&b="),
              ElementsAre(Pair{"b", "2"}, Pair{"a", "1"}, Pair{"flag", ""}, Pair{"c", "x=y z"},
                          Pair{"b", ""}));
  EXPECT_TRUE(form_pairs("").empty());
  EXPECT_EQ(form_text({{"a b", "1&2"}, {"c", ""}}), "a%20b=1%262&c=");
}

TEST(Text, WordsCompareWithoutCase) {
  EXPECT_TRUE(same_word("Retry-After", "retry-aFTER"));
  EXPECT_FALSE(same_word("Retry-After", "Retry-Afte"));
  EXPECT_EQ(trim(" \t a b\t "), "a b");
  EXPECT_EQ(trim("  "), "");
}

TEST(FindHeader, TakesTheFirstWithoutCase) {
  const Headers headers{{"Date", "x"}, {"LOCATION", "one"}, {"location", "two"}};
  ASSERT_NE(find_header(headers, "Location"), nullptr);
  EXPECT_EQ(*find_header(headers, "Location"), "one");
  EXPECT_EQ(find_header(headers, "Etag"), nullptr);
}

TEST(EffectOf, FollowsTheMethodUnlessTheRequestSays) {
  const auto effect = [](std::string method, Effect told = Effect::ByMethod, std::string key = "") {
    return effect_of(
        {.method = std::move(method), .effect = told, .idempotency_key = std::move(key)});
  };
  EXPECT_EQ(effect("GET"), Effect::Read);
  EXPECT_EQ(effect("HEAD"), Effect::Read);
  EXPECT_EQ(effect("OPTIONS"), Effect::Read);
  EXPECT_EQ(effect("PUT"), Effect::IdempotentWrite);
  EXPECT_EQ(effect("DELETE"), Effect::IdempotentWrite);
  EXPECT_EQ(effect("POST"), Effect::Write);
  EXPECT_EQ(effect("PATCH"), Effect::Write);
  EXPECT_EQ(effect("POST", Effect::Read), Effect::Read);
  EXPECT_EQ(effect("POST", Effect::IdempotentWrite), Effect::IdempotentWrite);
  EXPECT_EQ(effect("PUT", Effect::Write), Effect::Write);
  EXPECT_EQ(effect("POST", Effect::ByMethod, "k1"), Effect::IdempotentWrite);
  EXPECT_EQ(effect("GET", Effect::IdempotentWrite), Effect::Read);
  EXPECT_EQ(effect("GET", Effect::Write), Effect::Write);  // some servers delete by GET
}

}  // namespace
}  // namespace crosswalk::http
