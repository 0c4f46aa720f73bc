/// Courses, one a school, and classes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/flows/roster_run.hpp"

namespace crosswalk::flows {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

TEST(Courses, AreOneForEachSchoolWithAClassOfThem) {
  RosterRun run;
  run.run(district());
  EXPECT_THAT(run.verdicts(Entity::Course),
              ElementsAre(Pair("alg/s1", "sent"), Pair("alg/s2", "sent"), Pair("bio/s1", "sent"),
                          Pair("old", "course.unused")));
  EXPECT_EQ(run.field(Entity::Course, "alg/s1", "code"), "alg-N-s1") << "two schools: told apart";
  EXPECT_EQ(run.field(Entity::Course, "alg/s2", "code"), "alg-N-s2");
  EXPECT_EQ(run.field(Entity::Course, "bio/s1", "code"), "bio") << "one school: the plain code";
  EXPECT_EQ(run.field(Entity::Course, "alg/s2", "org"), "s2");
  EXPECT_EQ(run.of(Entity::Course, "alg/s2").mapped.school, keys().key(Entity::Org, "s2"));
  EXPECT_EQ(run.of(Entity::Course, "alg/s1").mapped.link_code, "alg-N-s1");
  EXPECT_EQ(run.field(Entity::Class, "a2", "course"), "alg/s2");
}

TEST(Courses, ASchoolWithoutIdentifierIsToldByItsId) {
  Roster roster = district();
  roster.of(Entity::Org)[1].erase("identifier");
  RosterRun run;
  run.run(roster);
  EXPECT_EQ(run.field(Entity::Course, "alg/s1", "code"), "alg-s1");
}

TEST(Courses, ATemplateWithTheSchoolNeedsNoSuffix) {
  RosterRun run;
  run.settings.codes["course"] = "{school.sourcedId}:{courseCode}";
  run.run(district());
  EXPECT_EQ(run.field(Entity::Course, "alg/s1", "code"), "s1:C-alg");
  EXPECT_EQ(run.field(Entity::Course, "bio/s1", "code"), "s1:C-bio");
}

TEST(Courses, StayOneWhereTheDestinationKeepsThemWhole) {
  RosterRun run;
  run.destination.of(Entity::Course).per_org = false;
  run.run(district());
  EXPECT_THAT(run.verdicts(Entity::Course),
              ElementsAre(Pair("alg", "sent"), Pair("bio", "sent"), Pair("old", "course.unused")));
  EXPECT_EQ(run.field(Entity::Course, "alg", "code"), "alg");
  EXPECT_EQ(run.field(Entity::Course, "alg", "org"), "") << "the district is no school";
  EXPECT_EQ(run.field(Entity::Class, "a2", "course"), "alg");
}

TEST(Courses, ACodeWithoutItsPartIsRefused) {
  Roster roster = district();
  roster.of(Entity::Course)[0].erase("courseCode");
  RosterRun run;
  run.settings.codes["course"] = "{courseCode}";
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::Course, "alg/s1"), "code.empty");
  EXPECT_THAT(run.of(Entity::Course, "alg/s1").mapped.reason, HasSubstr("codes.course"));
  EXPECT_EQ(run.verdict(Entity::Class, "a1"), "class.course_missing")
      << "and its classes are blocked by it";
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a1/st1"), "enrollment.class_missing");
  EXPECT_FALSE(run.of(Entity::Enrollment, "a1/st1").mapped.dangling) << "the source does have it";
}

TEST(Courses, GradeLevelsGoThroughTheirTable) {
  Roster roster = district();
  roster.of(Entity::Course)[0]["grades"] = "K;Grade 7;8;UG;7";
  RosterRun run;
  run.settings.grade_levels = {{"KG", "Kindergarten"}, {"8", "Eight"}, {"UG", ""}};
  run.run(roster);
  EXPECT_EQ(run.field(Entity::Course, "alg/s1", "grades"), "Kindergarten;07;Eight");
}

TEST(Classes, AreSentWithSchoolCourseAndSessions) {
  RosterRun run;
  run.run(district());
  const auto& a1 = run.of(Entity::Class, "a1");
  EXPECT_EQ(a1.fields.at("title"), "Algebra 1");
  EXPECT_EQ(a1.fields.at("code"), "a1");
  EXPECT_EQ(a1.fields.at("course"), "alg/s1");
  EXPECT_EQ(a1.fields.at("sessions"), "f27;p27");
  EXPECT_EQ(a1.mapped.school, keys().key(Entity::Org, "s1"));
  EXPECT_EQ(run.field(Entity::Class, "b1", "title"), "Biology") << "without a title: its course's";
}

TEST(Classes, ThatAreNotSentSayWhy) {
  Roster roster = district();
  auto& classes = roster.of(Entity::Class);
  classes.push_back(test::clazz("noterm", "N", "alg", "s1", ""));
  classes.push_back(test::clazz("ghost-term", "N", "alg", "s1", "nowhere"));
  classes.push_back(test::clazz("one-good", "N", "alg", "s1", "nowhere;f27"));
  classes.push_back(test::clazz("ghost-school", "N", "alg", "nowhere", "f27"));
  classes.push_back(test::clazz("ghost-course", "N", "nothing", "s1", "f27"));
  classes.push_back(test::clazz("district", "N", "alg", "d", "f27"));
  Row gone = test::clazz("gone", "N", "alg", "s1", "f27");
  gone["status"] = "tobedeleted";
  classes.push_back(gone);
  RosterRun run;
  run.settings.schools.entries = {{"d", {Target::Kind::Skip, ""}}};
  run.run(roster);
  EXPECT_THAT(run.verdicts(Entity::Class),
              ElementsAre(Pair("a1", "sent"), Pair("a2", "sent"), Pair("b1", "sent"),
                          Pair("district", "class.school_unmapped"),
                          Pair("ghost-course", "class.course_missing"),
                          Pair("ghost-school", "class.school_missing"),
                          Pair("ghost-term", "class.term_missing"), Pair("gone", "withdrawn"),
                          Pair("l1", "class.other_year"), Pair("noterm", "class.no_term"),
                          Pair("one-good", "sent")));
  EXPECT_EQ(run.of(Entity::Class, "ghost-course").mapped.verdict, sync::Mapped::Verdict::Block);
  EXPECT_THAT(run.of(Entity::Class, "ghost-course").mapped.reason, HasSubstr("course nothing/s1"));
  EXPECT_TRUE(run.of(Entity::Class, "ghost-school").mapped.dangling);
}

TEST(Classes, TwoDifferentRowsOfOneIdAreNeither) {
  Roster roster = district();
  roster.of(Entity::Class).push_back(test::clazz("a1", "Algebra 1", "bio", "s1", "f27"));
  roster.of(Entity::Class).push_back(roster.of(Entity::Class)[1]);  // a repeated equal row is one
  RosterRun run;
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::Class, "a1"), "class.twice");
  EXPECT_EQ(run.verdict(Entity::Class, "a2"), "sent");
}

TEST(Classes, TooManyToKeepByNameAreKeptByKey) {
  Orgs orgs;
  Sessions sessions(true);
  Classes classes;
  std::string bytes =
      test::canonical(Entity::Class, test::clazz("c000000", "Title", "alg", "s1", "f27"));
  const std::size_t digits = bytes.find("c000000") + 1;
  const auto admit = [&](std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t i = from; i < to; ++i) {
      const std::string number = std::to_string(1'000'000 + i).substr(1);
      bytes.replace(digits, 6, number);
      classes.admit(model::RecordView(Entity::Class, bytes), keys(), orgs, sessions);
    }
  };
  const model::Key seventh = keys().key(Entity::Class, "c000007");
  admit(0, Classes::kMostNamed);
  EXPECT_EQ(classes.id(classes.find(seventh)), "c000007");
  EXPECT_EQ(classes.title(classes.find(seventh)), "Title");
  admit(Classes::kMostNamed, Classes::kMostNamed + 1);
  EXPECT_EQ(classes.size(), Classes::kMostNamed + 1);
  EXPECT_EQ(classes.find(seventh), 7U);
  EXPECT_EQ(classes.id(7), "");
}

}  // namespace
}  // namespace crosswalk::flows
