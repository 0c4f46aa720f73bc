/// A configuration against its schema: the vectors that ajv agrees with, defaults, and sentences.

#include "adapters/config_schema.hpp"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace crosswalk::adapters {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

ConfigSchema schema(const std::string& json) {
  auto parsed = ConfigSchema::parse(json);
  EXPECT_TRUE(parsed) << parsed.error().message;
  return std::move(parsed).value();
}

/// The members of an object schema, as a schema.
ConfigSchema with(const std::string& properties, const std::string& required = "[]") {
  return schema(R"({"type":"object","required":)" + required + R"(,"properties":)" + properties +
                "}");
}

std::string refusal(const std::string& json) {
  const auto parsed = ConfigSchema::parse(json);
  EXPECT_FALSE(parsed) << json;
  if (parsed) return "";
  EXPECT_EQ(parsed.error().code, ErrorCode::BadData);
  return parsed.error().message;
}

TEST(ConfigSchema, AgreesWithAjv) {  // ajv_vectors.mjs holds the same file against it
  std::ifstream file(ADAPTERS_TEST_FOLDER "/schema_vectors.json");
  const Json vectors = Json::parse(file);
  ASSERT_GT(vectors.size(), 20U);
  for (const Json& vector : vectors) {
    const ConfigSchema one = with(Json{{"value", vector["schema"]}}.dump());
    for (const bool valid : {true, false}) {
      for (const Json& value : vector[valid ? "valid" : "invalid"]) {
        Json config{{"value", value}};
        EXPECT_EQ(one.check(config).empty(), valid) << vector["name"] << ": " << value;
      }
    }
  }
}

TEST(ConfigSchema, FillsDefaultsAlsoInside) {
  const ConfigSchema one = with(R"({
    "rate": {"type": "number", "default": 40},
    "url": {"type": "string", "default": "https://example.org"},
    "roles": {"type": "array", "items": {"type": "object", "properties": {"to": {"type": "string", "default": "x"}}}},
    "inner": {"type": "object", "properties": {"on": {"type": "boolean", "default": true}}}})");
  const auto filled =
      one.accept(R"({"url":"https://other.org","roles":[{},{"to":"y"}],"inner":{}})");
  ASSERT_TRUE(filled) << filled.error().message;
  EXPECT_EQ(
      *filled,
      Json::parse(
          R"({"rate":40,"url":"https://other.org","roles":[{"to":"x"},{"to":"y"}],"inner":{"on":true}})"));
}

TEST(ConfigSchema, ADefaultSatisfiesWhatIsRequired) {
  EXPECT_TRUE(with(R"({"rate":{"type":"number","default":40}})", R"(["rate"])").accept("{}"));
}

TEST(ConfigSchema, NamesEachMistakeWithItsPlace) {
  const ConfigSchema one = with(
      R"({"key":{"type":"string","minLength":1},"rate":{"type":"integer","minimum":1,"maximum":5000},
    "mode":{"enum":["csv","rest"]},"roles":{"type":"array","items":{"type":"string"}}})",
      R"(["key"])");
  Json config = Json::parse(R"({"raet":1,"rate":0,"mode":"rset","roles":["a",7]})");
  std::vector<std::string> pointers;
  std::vector<std::string> messages;
  for (const ConfigProblem& problem : one.check(config)) {
    pointers.push_back(problem.pointer);
    messages.push_back(problem.message);
  }
  EXPECT_THAT(pointers, ElementsAre("/key", "/mode", "/raet", "/rate", "/roles/1"));
  EXPECT_THAT(messages,
              ElementsAre("\"key\" is missing", "\"mode\" must be one of \"csv\", \"rest\"",
                          "\"raet\" is not a setting here (did you mean \"rate\"?)",
                          "\"rate\" must be at least 1", "\"roles/1\" must be a text"));
}

TEST(ConfigSchema, JoinsTheFirstFewInOneError) {
  const ConfigSchema one = with("{}");
  const auto refused = one.accept(R"({"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1})");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(refused.error().message, HasSubstr("\"a\" is not a setting here; \"b\""));
  EXPECT_THAT(refused.error().message, HasSubstr("; and 2 more"));
}

TEST(ConfigSchema, RefusesWhatIsNoObject) {
  EXPECT_EQ(with("{}").accept("not json").error().message, "the configuration is not JSON");
  EXPECT_EQ(with("{}").accept("[]").error().message, "the configuration must be an object");
}

TEST(ConfigSchema, NeverRepeatsAConfiguredValue) {
  const ConfigSchema one = with(
      R"({"secret":{"type":"string","x-secret":true,"minLength":20,"maxLength":5,"pattern":"^x$","format":"uri","enum":["y"],"const":"z"}})");
  const auto refused = one.accept(R"({"secret":"hunter2"})");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, Not(HasSubstr("hunter2")));
}

TEST(ConfigSchema, KnowsAddresses) {
  const ConfigSchema one = with(R"({"url":{"type":"string","format":"uri"}})");
  for (const char* good :
       {"https://api.example.com", "http://127.0.0.1:8080/base", "https://[::1]/x"}) {
    EXPECT_TRUE(one.accept(Json{{"url", good}}.dump())) << good;
  }
  for (const char* bad : {"", "api.example.com", "ftp://example.com", "https://",
                          "https://user@example.com", "https://a b"}) {
    EXPECT_FALSE(one.accept(Json{{"url", bad}}.dump())) << bad;
  }
}

TEST(ConfigSchema, EscapesPointers) {  // RFC 6901 section 3
  Json config{{"a/b~c", 1}};
  EXPECT_EQ(with("{}").check(config).at(0).pointer, "/a~1b~0c");
}

TEST(ConfigSchema, AVeryLongValueDoesNotEndTheProcess) {
  const ConfigSchema one = with(R"({"x":{"type":"string","pattern":"^(a|b)*$"}})");
  EXPECT_TRUE(one.accept(Json{{"x", std::string(2000, 'a')}}.dump()));
  EXPECT_FALSE(one.accept(Json{{"x", std::string(1'000'000, 'a')}}.dump()));
}

TEST(ConfigSchema, ListsSecretsAndPaths) {
  const ConfigSchema one =
      with(R"({"b":{"type":"string","x-secret":true},"a":{"type":"string","x-secret":true},
                                    "p":{"type":"string","x-path":true},"q":{"type":"string"}})");
  EXPECT_THAT(one.secrets(), ElementsAre("a", "b"));
  EXPECT_THAT(one.paths(), ElementsAre("p"));
  EXPECT_THAT(one.names(), ElementsAre("a", "b", "p", "q"));
}

TEST(ConfigSchemaParse, RefusesAKeywordThatNobodyWouldCheck) {
  EXPECT_THAT(refusal(R"({"type":"object","properties":{"a":{"oneOf":[]}}})"),
              HasSubstr("at /properties/a: the keyword \"oneOf\" is not one this host checks"));
  EXPECT_THAT(refusal(R"({"type":"object","properties":{"a":{"minLenght":1}}})"),
              HasSubstr("did you mean \"minLength\"?"));
  EXPECT_TRUE(ConfigSchema::parse(R"({"type":"object","$schema":"s","$id":"i","x-anything":1})"));
}

TEST(ConfigSchemaParse, RefusesWhatCannotBe) {
  EXPECT_THAT(refusal("{"), HasSubstr("not JSON"));
  EXPECT_THAT(refusal(R"({"type":"string"})"), HasSubstr("must be \"object\""));
  EXPECT_THAT(refusal(R"({"type":"objekt"})"), HasSubstr("/type"));
  EXPECT_THAT(refusal(R"({"type":"object","required":["a"]})"),
              HasSubstr("names \"a\", which is not among the properties"));
  EXPECT_THAT(refusal(R"({"type":"object","properties":{"a":{"pattern":"("}}})"),
              HasSubstr("does not compile"));
  EXPECT_THAT(refusal(R"({"type":"object","properties":{"a":{"minLength":-1}}})"),
              HasSubstr("whole number"));
  EXPECT_THAT(refusal(R"({"type":"object","properties":{"a":{"format":"email"}}})"),
              HasSubstr("only \"uri\""));
  EXPECT_THAT(refusal(R"({"type":"object","properties":{"a":{"enum":[]}}})"), HasSubstr("/enum"));
  EXPECT_THAT(refusal(R"({"type":"object","properties":{"a":{"type":"integer","default":"x"}}})"),
              HasSubstr("default or example is refused"));
  EXPECT_THAT(
      refusal(R"({"type":"object","properties":{"a":{"type":"integer","examples":["x"]}}})"),
      HasSubstr("default or example is refused"));
}

TEST(ConfigSchemaParse, SecretsAndPathsAreTextsAtTheTop) {
  EXPECT_THAT(refusal(R"({"type":"object","properties":{"a":{"type":"integer","x-secret":true}}})"),
              HasSubstr("texts at the top"));
  EXPECT_THAT(
      refusal(
          R"({"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"string","x-path":true}}}}})"),
      HasSubstr("texts at the top"));
}

TEST(ConfigSchemaParse, ASchemaOfEndlessDepthIsRefused) {
  std::string deep = R"({"type":"object","properties":{"a":)";
  for (int i = 0; i < 50; ++i) deep += R"({"items":)";
  deep += "{}" + std::string(50, '}') + "}}";
  EXPECT_THAT(refusal(deep), HasSubstr("nested too deeply"));
}

TEST(ConfigSample, IsMadeOfDefaultsExamplesAndFirstChoices) {
  const ConfigSchema one = with(R"({
    "url":{"type":"string","format":"uri"}, "key":{"type":"string","minLength":10}, "site":{"type":"string","examples":["S1"]},
    "mode":{"enum":["csv","rest"]}, "rate":{"type":"number","default":40}, "n":{"type":"integer","minimum":3},
    "kind":{"const":"k"}, "inner":{"type":"object","required":["on"],"properties":{"on":{"type":"boolean"}}},
    "list":{"type":"array"}, "left_out":{"type":"string"}})",
                                R"(["url","key","site","mode","n","kind","inner","list"])");
  Json sample = one.sample();
  EXPECT_EQ(
      sample,
      Json::parse(
          R"({"url":"https://sample.invalid","key":"sample0000","site":"S1","mode":"csv","rate":40,
    "n":3,"kind":"k","inner":{"on":false},"list":[]})"));
  EXPECT_THAT(one.check(sample), IsEmpty());
}

TEST(ConfigSample, IsTheManifestsOwnWhereItGivesAWholeOne) {
  const auto one = ConfigSchema::parse(R"({"type":"object","required":["mode"],
    "examples":[{"mode":"signed","key":"k"}], "additionalProperties":false, "properties":{
    "mode":{"enum":["open","signed"]}, "key":{"type":"string"}, "rate":{"type":"integer","default":4}}})");
  ASSERT_TRUE(one) << one.error().message;
  EXPECT_EQ(one->sample(), Json::parse(R"({"mode":"signed","key":"k","rate":4})"));
}

TEST(ConfigSample, MayNotSatisfyAPatternWithoutExample) {
  const ConfigSchema one = with(R"({"a":{"type":"string","pattern":"^[0-9]+$"}})", R"(["a"])");
  Json sample = one.sample();
  EXPECT_EQ(one.check(sample).size(), 1U);
}

}  // namespace
}  // namespace crosswalk::adapters
