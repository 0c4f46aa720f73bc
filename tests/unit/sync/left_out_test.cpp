/// \file
/// What is linked and the mapping leaves out since: it stays, and every plan says so.

#include "support/harness.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::test {
namespace {

using model::Entity;
using sync::NoteKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The small roster, and a class in a term of the next year.
Roster two_years() {
  Roster r = small_roster();
  r.of(Entity::AcademicSession)
      .push_back(session("y28", "2027-2028", "schoolYear", "2027-08-15", "2028-06-10", "2028"));
  r.of(Entity::AcademicSession)
      .push_back(session("t28", "Autumn 27", "term", "2027-08-15", "2028-01-20", "2028", "y28"));
  r.of(Entity::Class).push_back(clazz("c3", "Algebra 3", "k", "s1", "t28"));
  return r;
}

/// "identity code" of what a plan reports of an entity.
std::vector<std::string> reported(Harness& h, const sync::PlanResult& plan, Entity entity) {
  std::vector<std::string> out;
  for (const sync::Note& note : h.notes(plan.hash)) {
    if (note.entity != entity || note.kind != NoteKind::Reported) continue;
    out.push_back(note.identity + " " + note.code);
    EXPECT_THAT(note.reason, HasSubstr("stays in the destination"));
  }
  return out;
}

TEST(LeftOut, ALinkedTermOfAnotherYearIsToldByEveryPlan) {
  Harness h;
  h.settings.active_year = "2027";
  const Roster roster = two_years();
  h.night(roster);
  EXPECT_THAT(reported(h, h.plan(roster), Entity::AcademicSession), IsEmpty());
  h.settings.active_year = "2028";
  for (int night = 0; night < 3; ++night) {
    const auto plan = h.plan(roster);
    EXPECT_THAT(reported(h, plan, Entity::AcademicSession), ElementsAre("t session.other_year"))
        << "night " << night;
    h.apply(plan.hash);
  }
  const auto reads = h.world.read_calls;
  EXPECT_EQ(h.plan(roster).header.operations, 0U);
  EXPECT_EQ(h.world.read_calls, reads) << "a standing night reads nothing";

  h.settings.active_year = "2027";
  EXPECT_THAT(reported(h, h.plan(roster), Entity::AcademicSession),
              ElementsAre("t28 session.other_year"));
}

TEST(LeftOut, ALinkedTermAndSchoolThatTheSettingsLeaveOutAreToldByEveryPlan) {
  Harness h;
  const Roster roster = small_roster();
  h.night(roster);
  h.settings.terms.entries["t"].kind = flows::Target::Kind::Skip;
  h.settings.schools.entries["s2"].kind = flows::Target::Kind::Skip;
  for (int night = 0; night < 3; ++night) {
    const auto plan = h.plan(roster);
    EXPECT_THAT(reported(h, plan, Entity::AcademicSession), ElementsAre("t session.unmapped"));
    EXPECT_THAT(reported(h, plan, Entity::Org), ElementsAre("s2 org.unmapped"));
    h.apply(plan.hash);
  }
}

}  // namespace
}  // namespace crosswalk::test
