/// Enrollments: several rows are one, dates, references, and what happens when they are gone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/flows/roster_run.hpp"

namespace crosswalk::flows {
namespace {

using sync::Presence;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using Do = sync::Absence::Do;

model::Projection settled(const char* class_id, const char* user_id, const char* role) {
  using model::FieldValue;
  return {FieldValue::of(std::string(class_id)), FieldValue::of(std::string(user_id)),
          FieldValue::of(std::string(role))};
}

TEST(Enrollments, AreNamedByClassAndUser) {
  RosterRun run;
  run.run(district());
  EXPECT_THAT(run.verdicts(Entity::Enrollment),
              ElementsAre(Pair("a1/st1", "sent"), Pair("a1/te1", "sent"), Pair("a2/st2", "sent"),
                          Pair("a2/te2", "sent"), Pair("l1/st1", "enrollment.class_excluded")));
  const auto& e = run.of(Entity::Enrollment, "a1/st1");
  EXPECT_EQ(e.fields.at("class"), "a1");
  EXPECT_EQ(e.fields.at("user"), "st1");
  EXPECT_EQ(e.fields.at("role"), "student");
  EXPECT_EQ(e.mapped.scope, keys().key(Entity::Class, "a1"));
  EXPECT_EQ(e.mapped.school, keys().key(Entity::Org, "s1"));
}

TEST(Enrollments, SeveralRowsAreOneAndTeachersCountMost) {
  const auto role = [](std::vector<std::string> roles) {
    Roster roster = district();
    int n = 0;
    for (const auto& r : roles) {
      roster.of(Entity::Enrollment)
          .push_back(test::enrollment("x" + std::to_string(++n), "b1", "st1", "s1", r));
    }
    RosterRun run;
    run.run(roster);
    EXPECT_EQ(run.of(Entity::Enrollment, "b1/st1").rows.size(), roles.size());
    return run.field(Entity::Enrollment, "b1/st1", "role");
  };
  EXPECT_EQ(role({"student", "student"}), "student");
  EXPECT_EQ(role({"student", "teacher"}), "teacher");
  EXPECT_EQ(role({"proctor", "student"}), "proctor");
  EXPECT_EQ(role({"student", "aide", "proctor"}), "aide");
}

struct DateCase {
  const char* begin;
  const char* end;
  bool present;
};

TEST(Enrollments, DatesAreJudgedInsideTheActiveYear) {
  const DateCase cases[] = {{"", "", true},
                            {"2026-08-15", "2026-12-18", true},
                            {"", "2026-09-21", false},
                            {"", "2026-09-22", true},
                            {"2026-11-01", "", true},
                            {"2026-11-01", "2026-09-01", false}};
  const auto present = [](const DateCase& c, std::int64_t today, bool follow) {
    Roster roster = district();
    Row row = test::enrollment("x", "b1", "st1", "s1", "student");
    if (*c.begin != '\0') row["beginDate"] = c.begin;
    if (*c.end != '\0') row["endDate"] = c.end;
    roster.of(Entity::Enrollment).push_back(row);
    RosterRun run;
    run.today = today;
    run.settings.follow_enrollment_dates = follow;
    EXPECT_TRUE(run.admit(roster));
    return run.of(Entity::Enrollment, "b1/st1").presence == Presence::Present;
  };
  for (const auto& c : cases) {
    EXPECT_EQ(present(c, kToday, true), c.present) << c.begin << " to " << c.end;
    EXPECT_TRUE(present(c, kToday, false)) << "not followed";
    EXPECT_TRUE(present(c, kToday + 400, true)) << "the year is over";
    EXPECT_TRUE(present(c, kToday - 100, true)) << "the year has not begun";
  }
}

TEST(Enrollments, TobedeletedIsGone) {
  Roster roster = district();
  roster.of(Entity::Enrollment)[0]["status"] = "tobedeleted";
  RosterRun run;
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a1/st1"), "withdrawn");
}

TEST(Enrollments, OneRowThatIsOverLeavesTheOther) {
  Roster roster = district();
  Row over = test::enrollment("x", "b1", "st1", "s1", "teacher");
  over["endDate"] = "2026-09-01";
  roster.of(Entity::Enrollment).push_back(over);
  roster.of(Entity::Enrollment).push_back(test::enrollment("y", "b1", "st1", "s1", "student"));
  RosterRun run;
  run.run(roster);
  EXPECT_EQ(run.field(Entity::Enrollment, "b1/st1", "role"), "student");
}

TEST(Enrollments, OfWhatIsNotThereAreBlocked) {
  Roster roster = district();
  roster.of(Entity::Enrollment).push_back(test::enrollment("x", "nowhere", "st1", "s1", "student"));
  roster.of(Entity::Enrollment).push_back(test::enrollment("y", "a1", "nobody", "s1", "student"));
  roster.of(Entity::User)[1]["roles"] = "guardian|s2";
  roster.of(Entity::User)[2]["username"] = "has blank";
  RosterRun run;
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::Enrollment, "nowhere/st1"), "enrollment.class_missing");
  EXPECT_TRUE(run.of(Entity::Enrollment, "nowhere/st1").mapped.dangling);
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a1/nobody"), "enrollment.user_missing");
  EXPECT_TRUE(run.of(Entity::Enrollment, "a1/nobody").mapped.dangling);
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a2/st2"), "enrollment.user_excluded");
  EXPECT_EQ(run.of(Entity::Enrollment, "a2/st2").mapped.verdict, sync::Mapped::Verdict::Exclude);
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a1/te1"), "enrollment.user_missing");
  EXPECT_FALSE(run.of(Entity::Enrollment, "a1/te1").mapped.dangling);
  EXPECT_THAT(run.of(Entity::Enrollment, "a1/te1").mapped.reason, HasSubstr("see its own line"));
}

TEST(Enrollments, OfARowThatCouldNotBeReadDoNotDangle) {
  Roster roster = district();
  roster.of(Entity::Enrollment).push_back(test::enrollment("y", "a1", "broken", "s1", "student"));
  RosterRun run;
  ASSERT_TRUE(run.admit(roster));
  EXPECT_EQ(run.flow->key_of_refused(Entity::User, "broken"), keys().key(Entity::User, "broken"));
  const std::string& bytes = run.of(Entity::Enrollment, "a1/broken").rows.at(0);
  const model::RecordView view(Entity::Enrollment, bytes);
  const auto mapped = run.flow->map(Entity::Enrollment, model::join_identity("a1", "broken"),
                                    std::span(&view, 1), run.references);
  ASSERT_TRUE(mapped);
  EXPECT_EQ(mapped->code, "enrollment.user_missing");
  EXPECT_FALSE(mapped->dangling);
}

TEST(Enrollments, TheKeyOfARefusedRowIsKnownWhereItsIdIsItsIdentity) {
  RosterRun run;
  ASSERT_TRUE(run.admit(district()));
  EXPECT_EQ(run.flow->key_of_refused(Entity::Org, "s1"), keys().key(Entity::Org, "s1"));
  EXPECT_FALSE(run.flow->key_of_refused(Entity::Course, "alg")) << "one a school";
  EXPECT_FALSE(run.flow->key_of_refused(Entity::Enrollment, "e1"));
}

// RS-04
TEST(Gone, AnEnrollmentOfOursIsDropped) {
  RosterRun run;
  run.run(district());
  auto absence = run.absent(Entity::Enrollment, "a1", "zz");
  EXPECT_EQ(absence.what, Do::Act);
  EXPECT_EQ(absence.action, sync::Action::Drop);
  run.settings.dropped_enrollments = DropPolicy::Delete;
  run.run(district());
  absence = run.absent(Entity::Enrollment, "a1", "zz");
  EXPECT_EQ(absence.action, sync::Action::Delete);
  EXPECT_THAT(absence.reason, HasSubstr("cannot be taken back"));
}

TEST(Gone, AnAdoptedEnrollmentIsReported) {
  RosterRun run;
  run.run(district());
  EXPECT_EQ(run.absent(Entity::Enrollment, "a1", "zz", true, sync::Origin::Adopted).code,
            "enrollment.adopted");
  EXPECT_EQ(run.absent(Entity::Enrollment, "a1", "zz", true, sync::Origin::Pinned).what, Do::Act);
  run.settings.adopted_enrollments_are_ours = true;
  run.run(district());
  EXPECT_EQ(run.absent(Entity::Enrollment, "a1", "zz", true, sync::Origin::Adopted).what, Do::Act);
}

TEST(Gone, EnrollmentsStayWhereTheirClassIsGoneOrLeftOut) {
  RosterRun run;
  run.run(district());
  EXPECT_EQ(run.absent(Entity::Enrollment, "gone", "st1").what, Do::Leave);
  EXPECT_EQ(run.absent(Entity::Enrollment, "gone", "st1").code, "enrollment.class_gone");
  EXPECT_EQ(run.absent(Entity::Enrollment, "l1", "zz").what, Do::Leave);
  EXPECT_EQ(run.absent(Entity::Enrollment, "l1", "zz").code, "enrollment.class_excluded");
  Roster roster = district();
  roster.of(Entity::Class)[2]["status"] = "tobedeleted";
  run.run(roster);
  EXPECT_EQ(run.absent(Entity::Enrollment, "b1", "zz").what, Do::Act)
      << "the source says that the class is gone";
}

// Invariant 7
TEST(Gone, TheLastTeacherIsReported) {
  RosterRun run;
  run.run(district());
  run.references.projections[{Entity::Enrollment, keys().key(Entity::Enrollment, "b1", "te1")}] =
      settled("b1", "te1", "teacher");
  run.references.projections[{Entity::Enrollment, keys().key(Entity::Enrollment, "b1", "st1")}] =
      settled("b1", "st1", "student");
  run.references.projections[{Entity::Enrollment, keys().key(Entity::Enrollment, "a1", "te2")}] =
      settled("a1", "te2", "teacher");
  EXPECT_EQ(run.absent(Entity::Enrollment, "b1", "te1").code, "enrollment.last_teacher");
  EXPECT_EQ(run.absent(Entity::Enrollment, "b1", "te1").what, Do::Report);
  EXPECT_EQ(run.absent(Entity::Enrollment, "b1", "st1").what, Do::Act);
  const auto read = run.references.projections_read;
  EXPECT_EQ(run.absent(Entity::Enrollment, "a1", "te2").what, Do::Act) << "te1 still teaches it";
  EXPECT_EQ(run.references.projections_read, read) << "and nothing had to be looked up for that";
}

TEST(Gone, ATeacherWhoIsNotSentDoesNotCount) {
  Roster roster = district();
  roster.of(Entity::User).push_back(test::user("aide", "aide", "s1"));
  roster.of(Entity::Enrollment).push_back(test::enrollment("x", "b1", "aide", "s1", "teacher"));
  roster.of(Entity::Enrollment).push_back(test::enrollment("y", "b1", "nobody", "s1", "teacher"));
  RosterRun run;
  run.run(roster);
  run.references.projections[{Entity::Enrollment, keys().key(Entity::Enrollment, "b1", "te1")}] =
      settled("b1", "te1", "teacher");
  EXPECT_EQ(run.absent(Entity::Enrollment, "b1", "te1").code, "enrollment.last_teacher");
}

TEST(Gone, TheLastTeacherIsNotMadeAStudent) {
  Roster roster = district();
  roster.of(Entity::Enrollment)[1]["role"] = "student";
  RosterRun run;
  run.references.projections[{Entity::Enrollment, keys().key(Entity::Enrollment, "a1", "te1")}] =
      settled("a1", "te1", "teacher");
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a1/te1"), "enrollment.last_teacher");
}

TEST(Gone, WithoutAWayToDropItIsReported) {
  RosterRun run;
  run.destination.of(Entity::Enrollment).operations = {};
  run.run(district());
  EXPECT_EQ(run.absent(Entity::Enrollment, "a1", "zz").code, "enrollment.drop_unsupported");
}

// RS-03
TEST(Gone, UsersWaitAndAreReportedOrDeactivated) {
  RosterRun run;
  run.run(district());
  EXPECT_EQ(run.absent(Entity::User, "zz", "", false).what, Do::Wait);
  EXPECT_EQ(run.absent(Entity::User, "zz").what, Do::Report);
  run.settings.removed_users = RemovalPolicy::Deactivate;
  run.run(district());
  auto projection = [](const char* role) {
    model::Projection p(11);
    p[5] = model::FieldValue::of(std::string(role));
    return p;
  };
  const auto key = [](const char* id) {
    return std::pair(Entity::User, keys().key(Entity::User, id));
  };
  run.references.projections[key("zz")] = projection("9001");
  run.references.projections[key("boss")] = projection("9003");
  run.references.projections[key("odd")] = projection("4711");
  EXPECT_EQ(run.absent(Entity::User, "zz", "", false).what, Do::Wait);
  EXPECT_EQ(run.absent(Entity::User, "zz").what, Do::Act);
  EXPECT_EQ(run.absent(Entity::User, "zz").action, sync::Action::Drop);
  EXPECT_EQ(run.absent(Entity::User, "zz", "", true, sync::Origin::Adopted).what, Do::Report);
  EXPECT_EQ(run.absent(Entity::User, "boss").code, "user.administrator");
  EXPECT_EQ(run.absent(Entity::User, "odd").code, "user.administrator")
      << "a role that nobody knows may be one";
}

TEST(Gone, CoursesClassesSchoolsAndTermsAreOnlyReported) {
  RosterRun run;
  run.run(district());
  for (const Entity entity :
       {Entity::Org, Entity::AcademicSession, Entity::Course, Entity::Class}) {
    EXPECT_EQ(run.absent(entity, "zz", "", false).what, Do::Wait);
    EXPECT_EQ(run.absent(entity, "zz").what, Do::Report);
    EXPECT_EQ(run.absent(entity, "zz").code, std::string(model::name(entity)) + ".gone");
  }
}

}  // namespace
}  // namespace crosswalk::flows
