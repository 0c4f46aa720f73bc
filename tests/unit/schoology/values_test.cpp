#include "code_fault.hpp"
#include "crosswalk/dates.hpp"
#include "grades.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::schoology {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Contract 4.4: a date at the school, a date and time in a section.
TEST(Dates, AreReadWithAndWithoutTime) {
  EXPECT_EQ(parse_date("1970-01-01"), 0);
  EXPECT_EQ(parse_date("2026-08-17"), 20682);
  EXPECT_EQ(parse_date("2026-08-17 00:00:00"), 20682);
  EXPECT_EQ(format_date(20682), "2026-08-17");
  EXPECT_EQ(format_date(-1), "1969-12-31");
}

TEST(Dates, AreRefusedWhenTheyAreNone) {
  for (const auto* text : {"", "2026-8-17", "2026-02-30", "17/08/2026", "2026-08-17x", "0000-00-00",
                           "----------", "2026-13-01"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(Dates, OfHttpAreRead) {
  EXPECT_EQ(parse_http_date("Thu, 01 Jan 1970 00:00:10 GMT"), 10);
  EXPECT_EQ(parse_http_date("Tue, 24 Nov 2026 20:42:44 GMT"), 1795552964);
  EXPECT_EQ(parse_http_date("Tuesday, 24-Nov-26 20:42:44 GMT"), std::nullopt);
  EXPECT_EQ(parse_http_date("Tue, 24 Nov 2026 20:42:44 UTC"), std::nullopt);
  EXPECT_EQ(parse_http_date("Tue, 24 ovN 2026 20:42:44 GMT"), std::nullopt);
}

// Contract 6.17: code = grade + 2, K 2, Pre-K 1, higher education 15.
TEST(Grades, BecomeARange) {
  EXPECT_EQ(grade_range({"09", "10", "11"}), (GradeRange{11, 13}));
  EXPECT_EQ(grade_range({"12"}), (GradeRange{14, 0}));  // the end must be greater than the start
  EXPECT_EQ(grade_range({"01", "PK", "KG"}), (GradeRange{1, 3}));
  EXPECT_EQ(grade_range({"PS"}), (GradeRange{15, 0}));
  EXPECT_EQ(grade_range({}), (GradeRange{0, 0}));
}

TEST(Grades, ThatHaveNoCodeAreLeftAlone) {
  EXPECT_EQ(grade_range({"09", "Other"}), std::nullopt);
  EXPECT_EQ(grade_range({"00"}), std::nullopt);
  EXPECT_EQ(grade_range({"14"}), std::nullopt);
  EXPECT_EQ(grade_range({""}), std::nullopt);
}

TEST(Grades, ComeBackAsAList) {
  EXPECT_THAT(grades_of({1, 4}), ElementsAre("PK", "KG", "01", "02"));
  EXPECT_THAT(grades_of({12, 0}), ElementsAre("10"));
  EXPECT_THAT(grades_of({14, 15}), ElementsAre("12", "PS"));
  EXPECT_THAT(grades_of({0, 0}), IsEmpty());
  EXPECT_THAT(grades_of({0, 9}), IsEmpty());
  EXPECT_THAT(grades_of({4000000000U, 0}), IsEmpty());
  EXPECT_THAT(grades_of({15, 4000000000U}), ElementsAre("PS"));
}

// Contract 7: filter lists use commas, blanks count.
TEST(Codes, MayHoldNoCommaAndNoBlankAtEitherEnd) {
  EXPECT_EQ(code_fault("2027-ALG1-01"), "");
  EXPECT_EQ(code_fault("a b/c#d"), "");
  EXPECT_NE(code_fault("a,b"), "");
  EXPECT_NE(code_fault(" a"), "");
  EXPECT_NE(code_fault("a\t"), "");
  EXPECT_NE(code_fault(""), "");
}

}  // namespace
}  // namespace crosswalk::schoology
