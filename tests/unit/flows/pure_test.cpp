/// The small parts: indexes, patterns, constraints, codes, grade levels, names.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "flows/roster/constraints.hpp"
#include "flows/roster/grade_level.hpp"
#include "flows/roster/key_index.hpp"
#include "flows/roster/known_names.hpp"
#include "flows/roster/value_pattern.hpp"
#include "model/hash.hpp"

namespace crosswalk::flows {
namespace {

using model::FieldValue;

model::Key key(std::uint64_t n) { return model::hash_bytes(std::to_string(n)); }

TEST(KeyIndex, NumbersKeysInTheirOrder) {
  KeyIndex index;
  EXPECT_EQ(index.find(key(0)), kNone);
  for (std::uint32_t i = 0; i < 10'000; ++i) EXPECT_EQ(index.insert(key(i)), std::pair(i, true));
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    EXPECT_EQ(index.insert(key(i)), std::pair(i, false));
    EXPECT_EQ(index.find(key(i)), i);
    EXPECT_EQ(index.key(i), key(i));
  }
  EXPECT_EQ(index.find(key(10'000)), kNone);
}

TEST(KeyFlags, HoldKeysWithAFlag) {
  KeyFlags set;
  EXPECT_FALSE(set.contains(key(1)));
  for (std::uint64_t i = 0; i < 10'000; ++i) set.set(key(i), i % 3 == 0);
  EXPECT_EQ(set.size(), 10'000U);
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    EXPECT_TRUE(set.contains(key(i)));
    EXPECT_EQ(set.flag(key(i)), i % 3 == 0);
  }
  EXPECT_FALSE(set.contains(key(10'000)));
  EXPECT_FALSE(set.flag(key(10'000)));
  set.set(key(3), false);
  EXPECT_FALSE(set.flag(key(3)));
  EXPECT_EQ(set.size(), 10'000U);
  set.set(model::Key{}, true);
  EXPECT_TRUE(set.contains(model::Key{}));
}

// The fast forms say the same as the library's regular expressions.
TEST(ValuePattern, AgreesWithRegularExpressions) {
  const char* patterns[] = {
      "^\\S+$",    "^\\S*$",     "^[^,]+$",    "^[a-z0-9._-]+$",           "^[A-Z]*$", "^\\d+$",
      "^[\\w.]+$", "^[^\\s,]+$", "^[0-9]{4}$", "^[^,\\s]([^,]*[^,\\s])?$", "^a|b$",    "^(x+)$"};
  const char* texts[] = {"",        "a",  "ab", "a b", "a,b", "Abc", "1234", "12345",
                         "a.b-c_d", " a", "a ", "\t",  "x",   "xx",  "A_1"};
  for (const char* pattern : patterns) {
    const auto compiled = ValuePattern::compile(pattern);
    ASSERT_TRUE(compiled) << pattern;
    for (const char* text : texts) {
      EXPECT_EQ(compiled->matches(text), std::regex_match(text, std::regex(pattern)))
          << pattern << " on \"" << text << '"';
    }
  }
}

TEST(ValuePattern, NeedsNoRegularExpressionForOneClassRepeated) {
  for (const char* pattern : {"^\\S+$", "^[^,]+$", "^[a-z0-9._-]+$", "^[^\\s,]*$"}) {
    EXPECT_TRUE(ValuePattern::compile(pattern)->fast()) << pattern;
  }
  EXPECT_FALSE(ValuePattern::compile("^[0-9]{4}$")->fast());
  EXPECT_FALSE(ValuePattern::compile("("));
  EXPECT_FALSE(ValuePattern::compile("^(a+)+$")->matches(std::string(5000, 'a')))
      << "too long for the library";
}

model::Field text_field(const std::string& name) {
  model::Field f;
  f.name = f.from = name;
  return f;
}

std::string broken(const std::vector<model::Field>& fields, const model::Projection& projection,
                   model::Entity entity = model::Entity::User) {
  const auto constraints = Constraints::create(entity, fields);
  EXPECT_TRUE(constraints);
  const auto violation = constraints->check(projection);
  return violation ? violation->code + ": " + violation->reason : "";
}

TEST(Constraints, SayFieldRuleAndWhatToDo) {
  using testing::HasSubstr;
  using testing::StartsWith;
  auto name = text_field("givenName");
  name.required = true;
  name.max_length = 4;
  EXPECT_EQ(broken({name}, {FieldValue::of(std::string("Zoë1"))}), "") << "code points, not bytes";
  EXPECT_THAT(broken({name}, {FieldValue::of(std::string("Zoë12"))}),
              StartsWith("givenName.max_length: givenName has 5"));
  EXPECT_THAT(broken({name}, {FieldValue::absent()}), StartsWith("givenName.required: "));
  EXPECT_THAT(broken({name}, {FieldValue::of(std::string())}), StartsWith("givenName.required: "))
      << "empty is missing";
  EXPECT_THAT(broken({name}, {FieldValue::absent()}), HasSubstr("fields.user.givenName"));

  auto code = text_field("code");
  code.pattern = "^[^,]+$";
  EXPECT_THAT(broken({code}, {FieldValue::of(std::string("a,b"))}),
              HasSubstr("it must match ^[^,]+$"));
  EXPECT_THAT(broken({code}, {FieldValue::of(std::string("a,b"))}), HasSubstr("codes.user"));
  EXPECT_THAT(broken({code}, {FieldValue::of(std::vector<std::string>{"a", "b,c"})}),
              StartsWith("code.pattern"));
  EXPECT_EQ(broken({code}, {FieldValue::absent()}), "");

  auto username = text_field("username");
  username.required_with_any = {"username", "email"};
  EXPECT_THAT(broken({username, text_field("email")}, {{}, {}}),
              StartsWith("username.required_with_any"));
  EXPECT_EQ(broken({username, text_field("email")}, {{}, FieldValue::of(std::string("a@b"))}), "");

  auto ref = text_field("class");
  ref.type = model::FieldType::Ref;
  ref.max_length = 1;
  EXPECT_EQ(
      broken({ref}, {FieldValue::of(std::string("a long source id"))}, model::Entity::Enrollment),
      "");
}

TEST(Constraints, NeverShowAPassword) {
  auto password = text_field("password");
  password.pattern = "^[0-9]+$";
  EXPECT_THAT(broken({password}, {FieldValue::of(std::string("hunter2"))}),
              testing::Not(testing::HasSubstr("hunter2")));
}

TEST(GradeLevel, HasOneFormForTheWaysOfWritingIt) {
  const std::pair<const char*, const char*> cases[] = {
      {"7", "07"},     {"07", "07"},        {"Grade 7", "07"},      {"grade 12", "12"},
      {"7th", "07"},   {"1st Grade", "01"}, {"Gr. 3", "03"},        {"K", "KG"},
      {"KF", "KG"},    {"kg", "KG"},        {"Kindergarten", "KG"}, {"PK", "PK"},
      {"Pre-K", "PK"}, {"UG", "UG"},        {"Other", "Other"},     {"", ""},
      {"7A", "7A"},    {"123", "123"}};
  for (const auto& [text, level] : cases) EXPECT_EQ(grade_level(text), level) << text;
  EXPECT_EQ(grade_number("07"), 7);
  EXPECT_EQ(grade_number("KG"), 0);
  EXPECT_EQ(grade_number("PK"), -1);
  for (const char* none : {"UG", "", "00", "14", "7"}) EXPECT_FALSE(grade_number(none)) << none;
}

TEST(KnownNames, ListTheClosestAndAll) {
  EXPECT_EQ(closest("cuorse", {"class", "course", "user"}), "course");
  EXPECT_EQ(closest("zebra", {"class", "course", "user"}), "");
  std::vector<std::string> many;
  for (int i = 10; i < 40; ++i) many.push_back(std::to_string(i));
  EXPECT_THAT(listed(many), testing::HasSubstr("and 10 more"));
  EXPECT_EQ(listed({}), "none");
}

}  // namespace
}  // namespace crosswalk::flows
