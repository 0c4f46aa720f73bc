/// Which school year is synced (CF-07).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync/plan_header.hpp"
#include "unit/flows/roster_run.hpp"

namespace crosswalk::flows {
namespace {

using testing::HasSubstr;

std::string active(RosterRun& run, const Roster& roster) {
  const auto admitted = run.admit(roster);
  if (!admitted) return admitted.error().message;
  sync::PlanHeader header;
  run.flow->describe(header);
  return header.active_year_id + " | " + header.active_year_title;
}

TEST(YearOf, ReadsTheWaysOfWritingAYear) {
  EXPECT_EQ(year_of("2027"), 2027);
  EXPECT_EQ(year_of("2026-2027"), 2027);
  EXPECT_EQ(year_of(" 2026-27 "), 2027);
  EXPECT_EQ(year_of("2026/2027"), 2027);
  EXPECT_EQ(year_of("1999-00"), 2000);
  for (const char* text : {"", "27", "2026-2029", "20x7", "2026-28", "SY 2027", "2026 2027"}) {
    EXPECT_FALSE(year_of(text)) << text;
  }
}

TEST(ActiveYear, IsTheOneMostClassesBelongTo) {
  RosterRun run;
  EXPECT_EQ(active(run, district()), "y27 | School Year 2026-27");
  Roster roster = district();
  for (int i = 0; i < 3; ++i) {
    roster.of(Entity::Class)
        .push_back(test::clazz("x" + std::to_string(i), "X", "alg", "s1", "f26"));
  }
  EXPECT_EQ(active(run, roster), "y26 | School Year 2025-26");
  roster.of(Entity::Class).pop_back();  // three each: the later one
  roster.of(Entity::Class).erase(roster.of(Entity::Class).begin());
  roster.of(Entity::Class).push_back(test::clazz("y", "Y", "alg", "s1", "f27"));
  EXPECT_EQ(active(run, roster), "y27 | School Year 2026-27");
}

TEST(ActiveYear, ClassesThatAreGoneDoNotCount) {
  Roster roster = district();
  for (int i = 0; i < 9; ++i) {
    Row row = test::clazz("x" + std::to_string(i), "X", "alg", "s1", "f26");
    row["status"] = "tobedeleted";
    roster.of(Entity::Class).push_back(row);
  }
  RosterRun run;
  EXPECT_EQ(active(run, roster), "y27 | School Year 2026-27");
}

TEST(ActiveYear, WithoutClassesIsTheYearOfToday) {
  Roster roster = district();
  roster.of(Entity::Class).clear();
  RosterRun run;
  EXPECT_EQ(active(run, roster), "y27 | School Year 2026-27");
  run.today -= 365;
  EXPECT_EQ(active(run, roster), "y26 | School Year 2025-26");
}

TEST(ActiveYear, IsNamedByIdTitleOrYear) {
  for (const char* name : {"y26", "School Year 2025-26", "school year 2025-26", "2026", "2025-2026",
                           "2025-26", "f26", "Fall 25"}) {
    RosterRun run;
    run.settings.active_year = name;
    EXPECT_EQ(active(run, district()), "y26 | School Year 2025-26") << name;
  }
  RosterRun run;
  run.settings.active_year = "2031";
  EXPECT_THAT(active(run, district()),
              HasSubstr("active_year: \"2031\" is no school year of the source"));
  EXPECT_THAT(active(run, district()), HasSubstr("\"2026\", \"2027\""));
}

TEST(ActiveYear, AnotherOneLeavesTheClassesOfThisOneOut) {
  RosterRun run;
  run.settings.active_year = "2026";
  run.run(district());
  EXPECT_EQ(run.verdict(Entity::Class, "l1"), "sent");
  EXPECT_EQ(run.verdict(Entity::Class, "a1"), "class.other_year");
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a1/st1"), "enrollment.class_excluded");
}

TEST(ActiveYear, OfASessionComesFromItsParentOrItsDates) {
  Roster roster = district();
  auto& sessions = roster.of(Entity::AcademicSession);
  for (auto& row : sessions) row.erase("schoolYear");  // now only types, parents and dates say it
  sessions.back().erase("parent");                     // p27: only its dates
  RosterRun run;
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::Class, "a1"), "sent");
  EXPECT_EQ(run.verdict(Entity::Class, "b1"), "sent");
  EXPECT_EQ(run.verdict(Entity::Class, "l1"), "class.other_year");
  EXPECT_EQ(run.field(Entity::User, "st1", "gradYear"), "2032");
}

TEST(ActiveYear, ParentsInACircleAreNoHang) {
  Roster roster = district();
  auto& sessions = roster.of(Entity::AcademicSession);
  sessions = {test::session("a", "A", "term", "2026-08-15", "2027-01-20", "", "b"),
              test::session("b", "B", "term", "2026-08-15", "2027-01-20", "", "a")};
  for (auto& row : sessions) row.erase("schoolYear");
  for (auto& row : roster.of(Entity::Class)) row["terms"] = "a";
  RosterRun run;
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::Class, "a1"), "class.other_year");
  sync::PlanHeader header;
  run.flow->describe(header);
  EXPECT_THAT(header.warnings, testing::Contains(HasSubstr("No school year")));
}

TEST(ActiveYear, OfSeveralSchoolYearsWithOneLabelIsCalledByTheLabel) {
  Roster roster = district();
  roster.of(Entity::AcademicSession)
      .push_back(
          test::session("y27b", "South's year", "schoolYear", "2026-08-15", "2027-06-30", "2027"));
  RosterRun run;
  EXPECT_EQ(active(run, roster), "2027 | 2026-2027");
}

TEST(Describe, SaysThatAttendanceIsNeverCarried) {  // RS-11
  RosterRun run;
  ASSERT_TRUE(run.admit(district()));
  sync::PlanHeader header;
  run.flow->describe(header);
  EXPECT_THAT(header.warnings, testing::Contains(HasSubstr("Attendance")));
}

}  // namespace
}  // namespace crosswalk::flows
