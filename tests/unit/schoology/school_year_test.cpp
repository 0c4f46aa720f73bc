#include "school_year.hpp"

#include "crosswalk/dates.hpp"

#include <gtest/gtest.h>

namespace crosswalk::schoology {
namespace {

TEST(SchoolYear, TurnsOnTheFirstOfJuly) {
  const auto year = [](const char* date) { return school_year_of(parse_date(date).value()); };
  EXPECT_EQ(year("2026-06-30"), 2026);
  EXPECT_EQ(year("2026-07-01"), 2027);
  EXPECT_EQ(year("2026-12-31"), 2027);
  EXPECT_EQ(year("2027-01-01"), 2027);
}

// Contract 6.17: the year in which the school year ends, and 12 less the grade.
TEST(SchoolYear, TellsTheGradeOfWhoGraduates) {
  EXPECT_EQ(grade_in(2027, "2027"), "12");
  EXPECT_EQ(grade_in(2027, "2030"), "09");
  EXPECT_EQ(grade_in(2027, "2038"), "01");
  EXPECT_EQ(grade_in(2027, "2039"), "KG");
  EXPECT_EQ(grade_in(2027, "2040"), "PK");
  for (const char* none : {"", "2026", "2041", "20", "next", "2027 "}) {
    EXPECT_EQ(grade_in(2027, none), "") << none;
  }
}

}  // namespace
}  // namespace crosswalk::schoology
