/// Rows as a page shows and edits them.

#include "sandbox/core/collections.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/core/collection_system.hpp"

namespace crosswalk::sandbox::test {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

Collections rooms() {
  return Collections({{"rooms", 7, {{"name", Shape::Text, true}, {"beds", Shape::WholeOrNull}}},
                      {"guests",
                       1,
                       {{"room", Shape::Text, false, "", "rooms"},
                        {"tags", Shape::Texts},
                        {"here", Shape::Flag, false, true},
                        {"more", Shape::Object},
                        {"visits", Shape::Rows}}}});
}

TEST(Collections, FillInWhatIsMissing) {
  Collections all = rooms();
  EXPECT_EQ(*all.add("rooms", {{"name", "Blue"}}), "7");
  EXPECT_EQ(*all.add("rooms", {{"id", 8}, {"name", "Red"}}), "8") << "ids are texts";
  EXPECT_EQ(*all.add("rooms", {{"name", "Green"}}), "9");
  EXPECT_EQ(all.find("rooms", "7")->at("beds"), nullptr);
  ASSERT_TRUE(all.add("guests", Json::object()));
  EXPECT_EQ(*all.find("guests", "1"), (Json{{"id", "1"},
                                            {"room", ""},
                                            {"tags", Json::array()},
                                            {"here", true},
                                            {"more", Json::object()},
                                            {"visits", Json::array()}}));
}

TEST(Collections, RefuseWhatDoesNotFit) {
  Collections all = rooms();
  const auto complaint = [&](const char* where, const Json& row) {
    const auto added = all.add(where, row);
    return added ? std::string() : added.error().message;
  };
  EXPECT_THAT(complaint("cellar", Json::object()), HasSubstr("no collection"));
  EXPECT_THAT(complaint("rooms", Json::array()), HasSubstr("object"));
  EXPECT_THAT(complaint("rooms", Json::object()), HasSubstr("name is missing"));
  EXPECT_THAT(complaint("rooms", {{"name", 7}}), HasSubstr("name must be a text"));
  EXPECT_THAT(complaint("rooms", {{"name", "x"}, {"beds", "2"}}),
              HasSubstr("whole number or null"));
  EXPECT_THAT(complaint("rooms", {{"id", nullptr}, {"name", "x"}}), HasSubstr("id must be"));
  EXPECT_THAT(complaint("guests", {{"tags", {1}}}), HasSubstr("list of texts"));
  EXPECT_THAT(complaint("guests", {{"visits", {"x"}}}), HasSubstr("list of objects"));
  EXPECT_THAT(complaint("guests", {{"here", "yes"}}), HasSubstr("true or false"));
}

TEST(Collections, ChangeAndErase) {
  Collections all = rooms();
  for (const char* name : {"a", "b", "c"}) ASSERT_TRUE(all.add("rooms", {{"name", name}}));
  ASSERT_TRUE(all.change("rooms", "8", {{"name", "B"}, {"id", "9"}}));
  EXPECT_EQ(all.find("rooms", "8")->at("name"), "B") << "an id does not change";
  EXPECT_FALSE(all.change("rooms", "8", {{"typo", 1}}));
  EXPECT_EQ(all.change("rooms", "1", {{"name", "x"}}).error().code, ErrorCode::NotFound);
  EXPECT_TRUE(all.erase("rooms", "7"));
  EXPECT_FALSE(all.erase("rooms", "7"));
  EXPECT_EQ(all.find("rooms", "9")->at("name"), "c");
  EXPECT_EQ(all.rows("rooms").size(), 2U);
}

TEST(Collections, LoadWhatTheyDumped) {
  Collections all = rooms();
  ASSERT_TRUE(all.add("rooms", {{"name", "Blue"}}));
  ASSERT_TRUE(all.add("guests", {{"room", "7"}}));
  Collections other = rooms();
  ASSERT_TRUE(other.load(all.dump()));
  EXPECT_EQ(other.dump(), all.dump());
  EXPECT_TRUE(other.check_references());
  other.erase("rooms", "7");
  EXPECT_THAT(other.check_references().error().message, HasSubstr("guests 1: room 7"));
  EXPECT_THAT(other.load({{"rooms", {{{"name", 1}}}}}).error().message, HasSubstr("rooms[0]"));
  EXPECT_FALSE(other.load({{"rooms", 1}}));
  EXPECT_FALSE(other.load(7));
}

TEST(Settings, KeepTheirNamesAndTypes) {
  const Json before{{"rate", 8}, {"strict", true}, {"name", ""}};
  EXPECT_EQ((*changed_settings(before, {{"rate", -1}}))["rate"], -1);
  EXPECT_FALSE(changed_settings(before, {{"rate", 1.5}}));
  EXPECT_FALSE(changed_settings(before, {{"strict", 1}}));
  EXPECT_FALSE(changed_settings(before, {{"typo", 1}}));
  EXPECT_FALSE(changed_settings(before, Json::array()));
}

}  // namespace
}  // namespace crosswalk::sandbox::test
