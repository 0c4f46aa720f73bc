#include "wire.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::powerschool {
namespace {

using ::testing::SizeIs;

// Contract 3.2.2 to 3.2.4: one is an object, several are an array, none is absent or "".
TEST(Wire, AListMayBeOneManyOrNone) {
  const Json one = Json::parse(R"({"x": {"id": 1}})");
  const Json many = Json::parse(R"({"x": [{"id": 1}, {"id": 2}, "odd"]})");
  const Json empty = Json::parse(R"({"x": ""})");
  EXPECT_THAT(as_list(member(one, "x")), SizeIs(1));
  EXPECT_THAT(as_list(member(many, "x")), SizeIs(2));
  EXPECT_THAT(as_list(member(empty, "x")), SizeIs(0));
  EXPECT_THAT(as_list(nullptr), SizeIs(0));
}

TEST(Wire, AnEmptyBlockIsAnEmptyObject) {
  const Json student = Json::parse(R"({"phones": "", "name": {"last_name": "X"}})");
  EXPECT_EQ(text_in(block(student, "phones"), "main"), "");
  EXPECT_EQ(text_in(block(student, "name"), "last_name"), "X");
  EXPECT_TRUE(block(student, "absent").empty());
}

// Contract 3.2.6: whatever looks like a number or a truth value arrives as one.
TEST(Wire, TextsComeAsNumbersAndFlags) {
  const Json object =
      Json::parse(R"({"a": 78654, "b": "050010", "c": true, "d": "7", "e": 1e30, "f": [1]})");
  EXPECT_EQ(text_in(object, "a"), "78654");
  EXPECT_EQ(text_in(object, "b"), "050010");
  EXPECT_EQ(text_in(object, "c"), "true");
  EXPECT_EQ(int_in(object, "d"), 7);
  EXPECT_EQ(int_in(object, "b"), 50010);
  EXPECT_FALSE(int_in(object, "c"));
  EXPECT_FALSE(as_text(member(object, "e"))) << "its digits are lost";
  EXPECT_FALSE(as_text(member(object, "f")));
  EXPECT_TRUE(flag_in(object, "c"));
  EXPECT_FALSE(flag_in(object, "d"));
}

TEST(Wire, AnIdIsAtLeastOne) {
  const Json object = Json::parse(R"({"a": 0, "b": -5, "c": "12", "d": "x", "e": 4})");
  EXPECT_EQ(id_in(object, "a"), "");
  EXPECT_EQ(id_in(object, "b"), "");
  EXPECT_EQ(id_in(object, "c"), "12");
  EXPECT_EQ(id_in(object, "d"), "");
  EXPECT_EQ(id_in(object, "e"), "4");
}

TEST(Wire, ADateIsADayOrNothingOrAFault) {
  const Json object = Json::parse(R"({"a": "2026-08-17", "b": "", "c": "17/08/2026"})");
  EXPECT_EQ((*date_in(object, "a"))->days, 20682);
  EXPECT_FALSE(date_in(object, "b")->has_value());
  EXPECT_FALSE(date_in(object, "absent")->has_value());
  EXPECT_FALSE(date_in(object, "c"));
}

}  // namespace
}  // namespace crosswalk::powerschool
