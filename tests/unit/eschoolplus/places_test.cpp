#include "places.hpp"
#include "version.hpp"

#include "fake_binding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eschoolplus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Places, GradesRunFromTheLowestToTheHighestByTheirOrder) {
  const std::vector<GradeLevel> levels{{"01", 3}, {"KF", 2}, {"PK", 1}, {"02", 4}};
  EXPECT_THAT(grade_range("PK", "01", levels), ElementsAre("PK", "KF", "01"));
  EXPECT_THAT(grade_range("01", "01", levels), ElementsAre("01"));
  EXPECT_THAT(grade_range("01", "", levels), ElementsAre("01"));
  EXPECT_THAT(grade_range("XX", "01", levels), ElementsAre("XX", "01"));
  EXPECT_THAT(grade_range("", "", levels), IsEmpty());
  EXPECT_THAT(grade_range("02", "PK", levels), IsEmpty());
}

TEST(Places, OfEqualTracksTheFirstByName) {
  std::vector<Student> students{FakeBinding::student("1"), FakeBinding::student("2")};
  students[0].track = "B";
  EXPECT_EQ(main_tracks(students).at("14"), "B");
}

TEST(Version, IsReadWithAndWithoutPrefix) {
  EXPECT_THAT(*parse_version("21.4.18.0"), ElementsAre(21U, 4U, 18U, 0U));
  EXPECT_THAT(*parse_version("ESP_23.5.1.0"), ElementsAre(23U, 5U, 1U, 0U));
  EXPECT_THAT(*parse_version("3"), ElementsAre(3U));
  for (const char* none : {"", "ESP_", "3.", ".3", "3.x", "v3", "99999999999"}) {
    EXPECT_FALSE(parse_version(none)) << none;
  }
}

TEST(Version, BelowThreeIsRefusedWithWhatWasReceived) {
  EXPECT_TRUE(check_info({"3.0", ""}));
  EXPECT_TRUE(check_info({"3.1", ""}));
  for (const char* old : {"2.9", "2", "eSchool", ""}) {
    const auto refused = check_info({old, ""});
    ASSERT_FALSE(refused) << old;
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(refused.error().message, HasSubstr("ESP_VERSION_UNSUPPORTED"));
    EXPECT_THAT(refused.error().message, HasSubstr("'" + std::string(old) + "'"));
  }
  EXPECT_EQ(check_info({"21.4", "until 6 am"}).error().code, ErrorCode::Unavailable);
}

}  // namespace
}  // namespace crosswalk::eschoolplus
