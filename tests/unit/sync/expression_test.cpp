#include "sync/expression.hpp"

#include <gtest/gtest.h>

#include <map>

#include "sync/text_pattern.hpp"

namespace crosswalk::sync {
namespace {

using model::FieldValue;

class Values final : public Expression::Names {
 public:
  bool find(std::string_view name, FieldValue& value) override {
    const auto at = values_.find(name);
    if (at == values_.end()) return false;
    value = at->second;
    return true;
  }
  std::map<std::string, FieldValue, std::less<>> values_{
      {"givenName", FieldValue::of(std::string("Zoë"))},
      {"familyName", FieldValue::of(std::string("O'Neil"))},
      {"identifier", FieldValue::of(std::string("0042"))},
      {"email", FieldValue::absent()},
      {"grades", FieldValue::of(std::vector<std::string>{"07", "08"})},
      {"mapped.code", FieldValue::of(std::string("u1"))},
      {"metadata.home room", FieldValue::of(std::string("B 12"))},
  };
};

constexpr std::string_view kGroups[] = {"mapped", "metadata"};

Result<FieldValue> evaluated(std::string_view text) {
  auto expression = Expression::compile(text, kGroups);
  if (!expression) return expression.error();
  Values values;
  return expression->evaluate(values);
}

std::string text_of(std::string_view text) {
  const auto value = evaluated(text);
  if (!value) return "error: " + value.error().message;
  if (value->kind == FieldValue::Kind::Absent) return "(absent)";
  if (value->kind == FieldValue::Kind::Text) return value->text;
  std::string out;
  for (const auto& item : value->items) out += "[" + item + "]";
  return out;
}

struct Expected {
  const char* expression;
  const char* value;
};

void PrintTo(const Expected& c, std::ostream* out) { *out << c.expression; }

class Evaluates : public testing::TestWithParam<Expected> {};

TEST_P(Evaluates, To) {
  EXPECT_EQ(text_of(GetParam().expression), GetParam().value) << GetParam().expression;
}

INSTANTIATE_TEST_SUITE_P(
    Expression, Evaluates,
    testing::Values(
        Expected{"givenName", "Zoë"}, Expected{"email", "(absent)"}, Expected{"nil", "(absent)"},
        Expected{"'x'", "x"}, Expected{"upper(givenName)", "ZOË"},
        Expected{"lower('ÉCOLE')", "école"}, Expected{"upper(email)", "(absent)"},
        Expected{"sub(givenName, 1, 3)", "Zoë"}, Expected{"sub(givenName, -1)", "ë"},
        Expected{"sub('abc', 2, 99)", "bc"}, Expected{"sub('abc', 3, 2)", ""},
        Expected{"sub('abc', 0)", "abc"}, Expected{"trim('  a b ')", "a b"},
        Expected{"replace(familyName, \"'\", '')", "ONeil"},
        Expected{"replace('a.b.c', '.', '--')", "a--b--c"},
        Expected{"replace('abc', '', 'x')", "abc"},
        Expected{"concat(givenName, email, ' ', 7)", "Zoë 7"},
        Expected{"coalesce(email, '', identifier)", "0042"},
        Expected{"coalesce(email)", "(absent)"}, Expected{"match(identifier, '^0*(%d+)$')", "42"},
        Expected{"match('abc', '%d')", "(absent)"}, Expected{"tonumber(identifier) + 1", "43"},
        Expected{"7 / 2", "3.5"}, Expected{"8 / 2", "4"}, Expected{"1 == 1", "true"},
        Expected{"tostring(12)", "12"}, Expected{"tonumber('x')", "(absent)"},
        Expected{"grades", "[07][08]"}, Expected{"grades[1]", "07"},
        Expected{"{givenName, identifier}", "[Zoë][0042]"}, Expected{"{}", ""},
        Expected{"mapped.code .. '-' .. sub(identifier, 3)", "u1-42"},
        Expected{"metadata['home room']", "B 12"}, Expected{"email or 'none'", "none"},
        Expected{"#identifier > 3 and 'long' or 'short'", "long"}));

struct BadCase {
  const char* expression;
  const char* says;
};

void PrintTo(const BadCase& c, std::ostream* out) { *out << c.expression; }

class Refuses : public testing::TestWithParam<BadCase> {};

TEST_P(Refuses, WithAReason) {
  const auto value = evaluated(GetParam().expression);
  ASSERT_FALSE(value) << GetParam().expression << " gave " << text_of(GetParam().expression);
  EXPECT_NE(value.error().message.find(GetParam().says), std::string::npos)
      << value.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Expression, Refuses,
    testing::Values(
        // Not an expression.
        BadCase{"givenName ..", "expression:1"}, BadCase{"givenName; os.exit()", "expected"},
        // What Lua has elsewhere is not here.
        BadCase{"os.time()", "\"os\""}, BadCase{"io", "\"io\""},
        BadCase{"load('return 1')()", "\"load\""}, BadCase{"require 'os'", "\"require\""},
        BadCase{"pcall(upper)", "\"pcall\""}, BadCase{"getmetatable('')", "\"getmetatable\""},
        BadCase{"setmetatable({}, {})", "\"setmetatable\""},
        BadCase{"rawset(_ENV, 'x', 1)", "\"rawset\""}, BadCase{"_G", "\"_G\""},
        BadCase{"string.rep('x', 1000000000)", "\"string\""},
        BadCase{"('x'):rep(1000000000)", "index a string"}, BadCase{"debug", "\"debug\""},
        BadCase{"coroutine", "\"coroutine\""}, BadCase{"error()", "\"error\""},
        BadCase{"mapped.nothing", "mapped.nothing"},
        // Limits.
        BadCase{"(function() while true do end end)()", "too many steps"},
        BadCase{"(function() local function f() return f() end return f() end)()",
                "too many steps"},
        BadCase{"(function() local function f() return 1 + f() end return f() end)()",
                "not enough memory"},
        BadCase{"(function() local s = 'xxxxxxxx' while true do s = s .. s end end)()",
                "not enough memory"},
        BadCase{"(function() local t = {} for i = 1, 1e9 do t[i] = i end end)()", ""},
        BadCase{"(function() local s = 'xxxxxxxx' for i = 1, 15 do s = s .. s end return s end)()",
                "too long"},
        BadCase{"(function() local s = 'xxxxxxxx' for i = 1, 13 do s = s .. s end return concat(s, "
                "s) end)()",
                "too long"},
        BadCase{"(function() local s = 'xxxxxxxx' for i = 1, 10 do s = s .. s end return "
                "replace(s, 'x', s) end)()",
                "too long"},
        BadCase{"match((function() local s = 'xxxxxxxx' for i = 1, 8 do s = s .. s end return s "
                "end)(), "
                "'.-.-.-.-.-.-y')",
                "too many steps"},
        BadCase{"(function() local t = {} for i = 1, 2000 do t[i] = 'x' end return t end)()",
                "list that is too long"},
        // Results that are no text.
        BadCase{"upper", "function"}, BadCase{"{ {} }", "table"},
        BadCase{"givenName + 1", "arithmetic"}, BadCase{"email .. 'x'", "nil"},
        BadCase{"upper({})", "string expected"},
        // Nothing can be set.
        BadCase{"(function() x = 1 return x end)()", "cannot set"},
        BadCase{"(function() mapped.code = 1 return 1 end)()", "cannot set"}));

TEST(Expression, LeavesNothingBehindForTheNextEvaluation) {
  auto expression = Expression::compile(
      "(function() _ENV = {givenName = 'evil'} return givenName end)()", kGroups);
  ASSERT_TRUE(expression);
  Values values;
  ASSERT_EQ(expression->evaluate(values)->text, "evil");
  auto second = Expression::compile(
      "(function() local v = givenName; _ENV = {givenName = 'evil'} return v end)()");
  ASSERT_TRUE(second);
  EXPECT_EQ(second->evaluate(values)->text, "Zoë");
  EXPECT_EQ(second->evaluate(values)->text, "Zoë");
}

TEST(Expression, CannotReplaceAFunction) {
  auto expression = Expression::compile("(function() upper = lower return 1 end)()");
  ASSERT_TRUE(expression);
  Values values;
  EXPECT_FALSE(expression->evaluate(values));
}

TEST(Expression, WorksAgainAfterAFailure) {
  auto expression = Expression::compile("email .. givenName");
  ASSERT_TRUE(expression);
  Values values;
  EXPECT_EQ(expression->evaluate(values).error().code, ErrorCode::BadData);
  values.values_["email"] = FieldValue::of(std::string("a"));
  for (int i = 0; i < 10'000; ++i) ASSERT_EQ(expression->evaluate(values)->text, "aZoë");
}

TEST(Expression, TellsAnUnknownNameFromBadData) {
  auto expression = Expression::compile("givenname");
  ASSERT_TRUE(expression);
  Values values;
  EXPECT_EQ(expression->evaluate(values).error().code, ErrorCode::BadConfig);
}

TEST(Expression, TakesNoBytecodeAndNoEndlessText) {
  EXPECT_FALSE(Expression::compile("\x1bLua"));
  EXPECT_FALSE(Expression::compile(std::string(5000, ' ') + "1"));
  EXPECT_FALSE(Expression::compile(std::string(1000, '(') + "1" + std::string(1000, ')')));
}

TEST(TextPattern, FollowsLua) {
  struct {
    const char* subject;
    const char* pattern;
    const char* text;  // null: no match
  } const cases[] = {
      {"hello", "l+", "ll"},
      {"hello", "^l", nullptr},
      {"hello", "o$", "o"},
      {"key=value", "=(.*)", "value"},
      {"a]b", "[]]", "]"},
      {"abc", "[^a]", "b"},
      {"x-1", "%-%d", "-1"},
      {"aaa", "a-$", "aaa"},
      {"room 12b", "%d+%a?", "12b"},
      {"", "^$", ""},
      {"abc", "x*", ""},
      {"A7", "%u[0-9]", "A7"},
      {"12", "%D", nullptr},
      {"a.b", "(%w)%.(%w)", "a"},
      {"äb", "%a", "b"},
  };
  for (const auto& c : cases) {
    const auto found = TextPattern::find(c.subject, c.pattern);
    EXPECT_EQ(found.fault, nullptr) << c.pattern;
    EXPECT_EQ(found.matched, c.text != nullptr) << c.subject << " ~ " << c.pattern;
    EXPECT_EQ(found.text, c.text != nullptr ? c.text : "") << c.subject << " ~ " << c.pattern;
  }
}

TEST(TextPattern, SaysWhatIsWrongWithAPattern) {
  for (const char* pattern : {"%", "[a", "(a", "a)", "[%"}) {
    EXPECT_NE(TextPattern::find("a", pattern).fault, nullptr) << pattern;
  }
  EXPECT_NE(TextPattern::find("a", std::string(200, 'a')).fault, nullptr);
  EXPECT_NE(TextPattern::find(std::string(5000, 'a'), "a").fault, nullptr);
}

}  // namespace
}  // namespace crosswalk::sync
