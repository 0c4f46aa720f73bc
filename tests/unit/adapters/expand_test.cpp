/// References of a manifest into a configuration.

#include "adapters/expand.hpp"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

using Json = nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Json kConfig = Json::parse(
    R"({"url":"https://a.org","rate":40,"on":true,"list":[1,2],"_x1":"y","none":null})");

Json expanded(const std::string& json) {
  auto result = expand(Json::parse(json), kConfig);
  EXPECT_TRUE(result) << result.error().message;
  return std::move(result).value();
}

TEST(Expand, ALoneReferenceTakesTheValueWithItsType) {
  EXPECT_EQ(expanded(R"({"a":"{rate}","b":"{on}","c":"{list}","d":"{url}"})"),
            Json::parse(R"({"a":40,"b":true,"c":[1,2],"d":"https://a.org"})"));
}

TEST(Expand, InsideATextItIsWrittenOut) {
  EXPECT_EQ(expanded(R"(["{url}/token?n={rate}&on={on}","{_x1}{_x1}"])"),
            Json::parse(R"(["https://a.org/token?n=40&on=true","yy"])"));
}

TEST(Expand, OtherBracesAreJustBraces) {
  EXPECT_EQ(expanded(R"(["{","}","{}","{1}","{a b}","{rate","{{rate}}","{a.b}"])"),
            Json::parse(R"(["{","}","{}","{1}","{a b}","{rate","{40}","{a.b}"])"));
}

TEST(Expand, WhatIsNotSetIsLeftOut) {
  EXPECT_EQ(expanded(R"({"a":"{missing}","b":["{missing}","{rate}","{none}"],"c":{"d":"{none}"}})"),
            Json::parse(R"({"b":[40],"c":{}})"));
}

TEST(Expand, ButNotFromTheMiddleOfAText) {
  for (const char* text : {"{missing}/x", "x{none}", "{list}/x"}) {
    const auto result = expand(Json(text), kConfig);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, ErrorCode::BadConfig);
    EXPECT_THAT(result.error().message, HasSubstr("must be set"));
  }
}

TEST(Expand, ChangesNothingElse) {
  EXPECT_EQ(expanded(R"({"a":[1,true,null,{"b":2.5}]})"),
            Json::parse(R"({"a":[1,true,null,{"b":2.5}]})"));
}

TEST(Expand, AValueIsNotExpandedAgain) {
  EXPECT_EQ(*expand(Json("{a}/{b}"), Json{{"a", "{b}"}, {"b", "x"}}), "{b}/x");
}

TEST(References, AreListedOnce) {
  EXPECT_THAT(references(Json::parse(R"(["{a}","{b}/{a}",{"x":"{c}","{d}":1}])")),
              ElementsAre("a", "b", "c"));
}

}  // namespace
}  // namespace crosswalk::adapters
