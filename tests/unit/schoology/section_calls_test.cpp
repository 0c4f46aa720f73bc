#include "section_calls.hpp"

#include "support.hpp"

namespace crosswalk::schoology {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

/// `courses` courses with `each` sections, their rows numbered through.
std::vector<CourseSections> grid(std::size_t courses, std::size_t each, bool coded = true) {
  std::vector<CourseSections> out;
  std::uint32_t row = 0;
  for (std::size_t c = 0; c < courses; ++c) {
    CourseSections course{"id" + std::to_string(c), coded ? "C" + std::to_string(c) : "", {}};
    for (std::size_t s = 0; s < each; ++s) course.rows.push_back(row++);
    out.push_back(std::move(course));
  }
  return out;
}

/// Courses plus sections of the largest call.
std::size_t largest(const SectionCalls& calls) {
  std::size_t most = 0;
  for (const auto& call : calls.nested) {
    std::size_t items = call.size();
    for (const auto& course : call) items += course.rows.size();
    most = std::max(most, items);
  }
  return most;
}

TEST(SectionCalls, GroupRowsByTheirCourse) {
  const auto row = [](const char* course, const char* code) {
    return Change{CW_ROW_CREATE, {{"course", course}, {"courseCode", code}}};
  };
  const ChangeBatch batch({row("1", "A"), row("2", "B"), row("1", "A")}, "class");
  const ApplyRequest request = batch.request();
  const std::vector<CourseSections> expected = {{"1", "A", {0, 2}}, {"2", "B", {1}}};
  EXPECT_EQ(by_course(Changes(request), {0, 1, 2}), expected);
}

TEST(SectionCalls, OneCourseIsPostedUnderIt) {
  const auto calls = plan_section_calls(grid(1, 50), true);
  EXPECT_THAT(calls.direct, SizeIs(1));
  EXPECT_THAT(calls.nested, IsEmpty());
}

TEST(SectionCalls, ManyCoursesShareACall) {
  const auto calls = plan_section_calls(grid(10, 3), true);
  EXPECT_THAT(calls.direct, IsEmpty());
  EXPECT_THAT(calls.nested, SizeIs(1));
}

// Contract 6.7, A6: courses and sections together count towards the 50.
TEST(SectionCalls, FiftySectionsOfFiftyCoursesAreTwoCalls) {
  const auto calls = plan_section_calls(grid(50, 1), true);
  EXPECT_THAT(calls.nested, SizeIs(2));
  EXPECT_EQ(largest(calls), 50U);
}

TEST(SectionCalls, ACourseThatDoesNotFitIsContinued) {
  const auto calls = plan_section_calls(grid(3, 16), true);  // 3 * 17 = 51 items
  ASSERT_THAT(calls.nested, SizeIs(2));
  EXPECT_EQ(largest(calls), 50U);
  RowList rows;
  for (const auto& call : calls.nested) {
    for (const auto& course : call) rows.insert(rows.end(), course.rows.begin(), course.rows.end());
  }
  EXPECT_THAT(rows, SizeIs(48));
}

TEST(SectionCalls, AreDirectWhenThatIsNoMore) {
  const auto calls = plan_section_calls(grid(2, 25), true);  // 52 items: two calls either way
  EXPECT_THAT(calls.direct, SizeIs(2));
  EXPECT_THAT(calls.nested, IsEmpty());
}

TEST(SectionCalls, AreDirectWithoutCodesOrWhenNestingIsOff) {
  EXPECT_THAT(plan_section_calls(grid(5, 2, false), true).direct, SizeIs(5));
  EXPECT_THAT(plan_section_calls(grid(5, 2), false).direct, SizeIs(5));
}

}  // namespace
}  // namespace crosswalk::schoology
