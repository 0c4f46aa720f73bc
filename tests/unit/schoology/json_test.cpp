#include "crosswalk/json.hpp"

#include <gtest/gtest.h>

namespace crosswalk::schoology {
namespace {

TEST(ParseJson, PassesOverAByteOrderMark) {
  const auto document = parse_json("\xEF\xBB\xBF{\"id\": 1}");
  ASSERT_TRUE(document);
  EXPECT_EQ(text_at(*document, "id"), "1");
}

TEST(ParseJson, RefusesWhatIsNoJsonWithoutRepeatingIt) {
  for (const auto* body : {"", "<html><body>Jane Doe</body></html>", "{\"name\": \"Jane Doe",
                           "\"\xC3\x28\"", "\xEF\xBB\xBF", "nonsense"}) {
    const auto document = parse_json(body);
    ASSERT_FALSE(document) << body;
    EXPECT_EQ(document.error().code, ErrorCode::BadData);
    EXPECT_EQ(document.error().message.find("Jane"), std::string::npos);
  }
  EXPECT_NE(parse_json("  <html>").error().message.find("web page"), std::string::npos);
}

// Contract 4.3: numbers, numeric texts, null and missing keys are mixed freely.
TEST(TextOf, ReadsScalarsAsTexts) {
  const Json row = {
      {"a", "5"},  {"b", 5},       {"c", nullptr},       {"d", ""}, {"e", true},
      {"f", 17.5}, {"g", 90011.0}, {"h", Json::array()}, {"i", -3}, {"j", Json::object()}};
  EXPECT_EQ(text_at(row, "a"), "5");
  EXPECT_EQ(text_at(row, "b"), "5");
  EXPECT_EQ(text_at(row, "c"), "");
  EXPECT_EQ(text_at(row, "d"), "");
  EXPECT_EQ(text_at(row, "e"), "1");
  EXPECT_EQ(text_at(row, "f"), "17.5");
  EXPECT_EQ(text_at(row, "g"), "90011");
  EXPECT_EQ(text_at(row, "h"), std::nullopt);
  EXPECT_EQ(text_at(row, "i"), "-3");
  EXPECT_EQ(text_at(row, "j"), std::nullopt);
  EXPECT_EQ(text_at(row, "nothing"), std::nullopt);
  EXPECT_EQ(text_at(Json::array(), "a"), std::nullopt);
}

// Contract 10: live ids are above 8 * 10^9; none may be rounded.
TEST(TextOf, KeepsLargeIdsExact) {
  const auto row = parse_json(R"({"a": 8123456789, "b": 18446744073709551615, "c": 1e300})");
  ASSERT_TRUE(row);
  EXPECT_EQ(text_at(*row, "a"), "8123456789");
  EXPECT_EQ(text_at(*row, "b"), "18446744073709551615");
  EXPECT_EQ(text_at(*row, "c"), std::nullopt);
}

TEST(IdJson, IsANumberWhereItIsOne) {
  EXPECT_EQ(id_json("90011").dump(), "90011");
  EXPECT_EQ(id_json("18446744073709551615").dump(), "18446744073709551615");
  EXPECT_EQ(id_json("18446744073709551616").dump(), "\"18446744073709551616\"");
  EXPECT_EQ(id_json("007").dump(), "\"007\"");
  EXPECT_EQ(id_json("-1").dump(), "\"-1\"");
  EXPECT_EQ(id_json("").dump(), "\"\"");
}

}  // namespace
}  // namespace crosswalk::schoology
