/// Schools and terms: which are mapped, which are sent, and as what.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/flows/roster_run.hpp"

namespace crosswalk::flows {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using Kind = Target::Kind;

// MP-01
TEST(Schools, AreCreatedUnlessATableSaysOtherwise) {
  RosterRun run;
  run.run(district());
  EXPECT_THAT(run.verdicts(Entity::Org),
              ElementsAre(Pair("d", "org.not_a_school"), Pair("s1", "sent"), Pair("s2", "sent")));
  EXPECT_TRUE(run.of(Entity::Org, "d").mapped.by_count);
  const auto& north = run.of(Entity::Org, "s1");
  EXPECT_EQ(north.fields.at("title"), "North");
  EXPECT_EQ(north.fields.at("code"), "s1");
  EXPECT_EQ(north.mapped.link_code, "s1");
  EXPECT_TRUE(north.mapped.may_create);
  EXPECT_EQ(north.mapped.school, keys().key(Entity::Org, "s1"));
}

TEST(Schools, AnOrgThatAClassNamesIsASchoolWhateverItsType) {
  Roster roster = district();
  roster.of(Entity::Org).push_back(test::org("x", "Annex", "department"));
  roster.of(Entity::Class).push_back(test::clazz("x1", "Xylophone", "alg", "x", "f27"));
  RosterRun run;
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::Org, "x"), "sent");
  EXPECT_EQ(run.verdict(Entity::Class, "x1"), "sent");
}

TEST(Schools, GoWhereTheTableSends) {
  RosterRun run;
  run.settings.schools.entries = {{"North", {Kind::To, "Central"}},
                                  {"N-s2", {Kind::To, "Central"}}};
  run.run(district());
  for (const char* id : {"s1", "s2"}) {
    const auto& mapped = run.of(Entity::Org, id).mapped;
    EXPECT_EQ(mapped.verdict, sync::Mapped::Verdict::Send);
    EXPECT_EQ(mapped.fixed_destination, "Central");
    EXPECT_TRUE(run.of(Entity::Org, id).fields.empty())
        << "a building that others share keeps its own name";
  }
  EXPECT_EQ(run.verdict(Entity::Class, "a1"), "sent");
}

TEST(Schools, ThatAreSkippedTakeEverythingOfTheirsWithThem) {
  RosterRun run;
  run.settings.schools.entries = {{"s1", {Kind::Skip, ""}}};
  run.run(district());
  EXPECT_EQ(run.verdict(Entity::Org, "s1"), "org.unmapped");
  EXPECT_EQ(run.verdict(Entity::Class, "a1"), "class.school_unmapped");
  EXPECT_EQ(run.verdict(Entity::User, "st1"), "user.school_unmapped");
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a1/st1"), "enrollment.class_excluded");
  EXPECT_EQ(run.verdict(Entity::Course, "bio"), "course.unused");
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a2/st2"), "sent");
  EXPECT_TRUE(run.of(Entity::Enrollment, "a1/st1").mapped.by_count);
  EXPECT_EQ(run.of(Entity::Enrollment, "a1/st1").mapped.school, keys().key(Entity::Org, "s1"));
}

TEST(Schools, TheRestIsMatchedOrSkippedByRule) {
  RosterRun run;
  run.settings.schools.entries = {{"s1", {Kind::Create, ""}}};
  run.settings.schools.otherwise = Unmapped::Match;
  run.run(district());
  EXPECT_TRUE(run.of(Entity::Org, "s1").mapped.may_create);
  EXPECT_FALSE(run.of(Entity::Org, "s2").mapped.may_create);

  run.settings.schools.otherwise = Unmapped::Skip;
  run.run(district());
  EXPECT_EQ(run.verdict(Entity::Org, "s1"), "sent");
  EXPECT_EQ(run.verdict(Entity::Org, "s2"), "org.unmapped");
}

TEST(Schools, AnIdCountsMoreThanAnIdentifierAndThatMoreThanAName) {
  Roster roster = district();
  roster.of(Entity::Org)[2]["name"] = "s1";  // the name of one is the id of the other
  RosterRun run;
  run.settings.schools.entries = {{"s1", {Kind::Skip, ""}}};
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::Org, "s1"), "org.unmapped");
  EXPECT_EQ(run.verdict(Entity::Org, "s2"), "sent");
}

TEST(Schools, AnEntryThatNamesNoneOrSeveralIsRefused) {
  RosterRun run;
  run.settings.schools.entries = {{"Nort", {Kind::Skip, ""}}};
  auto admitted = run.admit(district());
  ASSERT_FALSE(admitted);
  EXPECT_EQ(admitted.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(admitted.error().message, HasSubstr("did you mean \"North\""));

  Roster roster = district();
  roster.of(Entity::Org)[2]["name"] = "North";
  run.settings.schools.entries = {{"North", {Kind::Skip, ""}}};
  admitted = run.admit(roster);
  ASSERT_FALSE(admitted);
  EXPECT_THAT(admitted.error().message, HasSubstr("\"s1\", \"s2\""));
}

TEST(Schools, AreLeftOutOfARunByItsSelection) {
  RosterRun run;
  run.selection.schools = {"North"};
  run.selection.entities = {Entity::Class, Entity::Enrollment};
  run.run(district());
  EXPECT_TRUE(run.flow->selected_school(keys().key(Entity::Org, "s1")));
  EXPECT_FALSE(run.flow->selected_school(keys().key(Entity::Org, "s2")));
  EXPECT_TRUE(run.flow->selected_school({})) << "what belongs to no school is needed by all";
  EXPECT_TRUE(run.flow->selected(Entity::Enrollment));
  EXPECT_FALSE(run.flow->selected(Entity::User));

  run.selection.schools = {"Nowhere"};
  EXPECT_FALSE(run.admit(district()));
}

// MP-02
TEST(Terms, OnlyThoseInUseInTheActiveYearAreSent) {
  Roster roster = district();
  roster.of(Entity::AcademicSession)
      .push_back(test::session("q27", "Quarter 4", "gradingPeriod", "2027-04-01", "2027-06-10",
                               "2027", "p27"));
  RosterRun run;
  run.run(roster);
  EXPECT_THAT(run.verdicts(Entity::AcademicSession),
              ElementsAre(Pair("f26", "session.other_year"), Pair("f27", "sent"),
                          Pair("p27", "sent"), Pair("q27", "session.unused"),
                          Pair("y26", "session.other_year"), Pair("y27", "session.unused")));
  EXPECT_EQ(run.field(Entity::AcademicSession, "f27", "title"), "Fall");
  EXPECT_EQ(run.field(Entity::AcademicSession, "f27", "startDate"), "2026-08-15");
  EXPECT_EQ(run.field(Entity::AcademicSession, "f27", "endDate"), "2027-01-19")
      << "the destination wants the last day";
}

TEST(Terms, AnInclusiveEndInTheSourceIsTheLastDayAsItStands) {
  RosterRun run;
  run.settings.session_end_exclusive = false;
  run.run(district());
  EXPECT_EQ(run.field(Entity::AcademicSession, "f27", "endDate"), "2027-01-20");
}

TEST(Terms, TheTableMapsCreatesAndSkips) {
  RosterRun run;
  run.settings.terms.entries = {
      {"f27", {Kind::To, "Semester 1"}}, {"Spring", {Kind::Skip, ""}}, {"y27", {Kind::Create, ""}}};
  run.run(district());
  EXPECT_EQ(run.of(Entity::AcademicSession, "f27").mapped.fixed_destination, "Semester 1");
  EXPECT_EQ(run.verdict(Entity::AcademicSession, "p27"), "session.unmapped");
  EXPECT_EQ(run.verdict(Entity::AcademicSession, "y27"), "sent")
      << "named by the table, though no class uses it";
  EXPECT_EQ(run.verdict(Entity::Class, "b1"), "class.term_unmapped");
  EXPECT_EQ(run.field(Entity::Class, "a1", "sessions"), "f27")
      << "of a class's terms, the mapped ones";

  run.settings.terms = {{}, Unmapped::Match};
  run.run(district());
  EXPECT_FALSE(run.of(Entity::AcademicSession, "f27").mapped.may_create);

  run.settings.terms = {{{"Autumn", {Kind::Skip, ""}}}, Unmapped::Create};
  const auto admitted = run.admit(district());
  ASSERT_FALSE(admitted);
  EXPECT_THAT(admitted.error().message, HasSubstr("terms: \"Autumn\""));
}

/// Two schools with a "Semester 1" each.
Roster two_semesters(const std::string& end_at_s2) {
  Roster roster = district();
  auto& sessions = roster.of(Entity::AcademicSession);
  sessions.push_back(
      test::session("n1", "Semester 1", "semester", "2026-08-17", "2026-12-19", "2027"));
  sessions.push_back(
      test::session("o1", "Semester 1", "semester", "2026-08-17", end_at_s2, "2027"));
  roster.of(Entity::Class).push_back(test::clazz("n", "N", "alg", "s1", "n1"));
  roster.of(Entity::Class).push_back(test::clazz("o", "O", "alg", "s2", "o1"));
  return roster;
}

TEST(Terms, OfEqualTitleAndDatesAreOneRecord) {
  RosterRun run;
  run.run(two_semesters("2026-12-19"));
  EXPECT_EQ(run.field(Entity::AcademicSession, "n1", "title"), "Semester 1");
  EXPECT_EQ(run.of(Entity::AcademicSession, "n1").mapped.shared_key,
            run.of(Entity::AcademicSession, "o1").mapped.shared_key);
}

TEST(Terms, OfEqualTitleAndOtherDatesAreCalledByTheirSchool) {
  RosterRun run;
  run.run(two_semesters("2027-01-10"));
  EXPECT_EQ(run.field(Entity::AcademicSession, "n1", "title"), "Semester 1 (North)");
  EXPECT_EQ(run.field(Entity::AcademicSession, "o1", "title"), "Semester 1 (South)");
  EXPECT_NE(run.of(Entity::AcademicSession, "n1").mapped.shared_key,
            run.of(Entity::AcademicSession, "o1").mapped.shared_key);
}

TEST(Terms, OfSeveralSchoolsAreToldApartByDates) {
  Roster roster = two_semesters("2027-01-10");
  roster.of(Entity::Class)
      .push_back(test::clazz("o2", "O2", "alg", "s1", "o1"));  // both schools use it
  RosterRun run;
  run.destination.of(Entity::AcademicSession).fields[0].max_length = 0;
  run.run(roster);
  EXPECT_EQ(run.field(Entity::AcademicSession, "n1", "title"), "Semester 1 (North)");
  EXPECT_EQ(run.field(Entity::AcademicSession, "o1", "title"),
            "Semester 1 (2026-08-17 – 2027-01-09)");
}

TEST(Terms, OfOneSchoolAndTitleAreToldApartByDates) {
  Roster roster = two_semesters("2027-01-10");
  roster.of(Entity::Class).back()["school"] = "s1";
  RosterRun run;
  run.destination.of(Entity::AcademicSession).fields[0].max_length = 0;
  run.run(roster);
  EXPECT_EQ(run.field(Entity::AcademicSession, "n1", "title"),
            "Semester 1 (2026-08-17 – 2026-12-18)");
  EXPECT_EQ(run.field(Entity::AcademicSession, "o1", "title"),
            "Semester 1 (2026-08-17 – 2027-01-09)");
}

TEST(Terms, ThatGoToARecordOfTheDestinationClashWithNone) {
  RosterRun run;
  run.settings.terms.entries = {{"o1", {Kind::To, "S1"}}};
  run.run(two_semesters("2027-01-10"));
  EXPECT_EQ(run.field(Entity::AcademicSession, "n1", "title"), "Semester 1");
}

TEST(Terms, AClassThatNamesTwoOfOneRecordRefersToItOnce) {
  Roster roster = two_semesters("2026-12-19");
  roster.of(Entity::Class).push_back(test::clazz("both", "B", "alg", "s1", "o1;n1;f27"));
  RosterRun run;
  run.run(roster);
  EXPECT_EQ(run.field(Entity::Class, "both", "sessions"), "f27;n1");
}

}  // namespace
}  // namespace crosswalk::flows
