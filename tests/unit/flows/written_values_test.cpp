/// Values that only a destination asks for which writes whole rosters.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/flows/roster_run.hpp"

namespace crosswalk::flows {
namespace {

using model::FieldType;

model::Field written(const std::string& name, FieldType type = FieldType::Text) {
  model::Field field;
  field.name = field.title = field.from = name;
  field.type = type;
  return field;
}

TEST(WrittenValues, OfASession) {
  RosterRun run;
  auto& fields = run.destination.of(Entity::AcademicSession).fields;
  fields.push_back(written("type"));
  fields.push_back(written("schoolYear"));
  Roster roster = district();
  for (auto& session : roster.of(Entity::AcademicSession)) {
    if (session["sourcedId"] == "f27") session.erase("schoolYear");
  }
  run.run(roster);
  EXPECT_EQ(run.field(Entity::AcademicSession, "f27", "type"), "semester");
  EXPECT_EQ(run.field(Entity::AcademicSession, "f27", "schoolYear"), "2027") << "of its parent";
}

/// A student "st1", what the source says of its agents, and what is sent of that.
class WrittenAgents : public testing::Test {
 protected:
  WrittenAgents() {
    run_.destination.of(Entity::User).fields.push_back(written("agents", FieldType::List));
    run_.settings.roles = {
        {"student", "Student"}, {"teacher", "Teacher"}, {"guardian", "Parent"}, {"relative", ""}};
  }
  std::string sent_of(const std::string& agents) {
    for (auto& user : roster_.of(Entity::User)) {
      if (user["sourcedId"] == "st1") user["agents"] = agents;
    }
    run_.run(roster_);
    return run_.field(Entity::User, "st1", "agents");
  }

  RosterRun run_;
  Roster roster_ = district();
};

TEST_F(WrittenAgents, AreThoseWhoAreSent) {
  roster_.of(Entity::User).push_back(test::user("ma1", "guardian", "s1"));
  roster_.of(Entity::User).push_back(test::user("au1", "relative", "s1"));
  EXPECT_EQ(sent_of("ma1;au1;nobody"), "ma1");
}

/// A guardian whose row is missing for a night, or who was never there.
TEST_F(WrittenAgents, StayThoseWhoAreLinked) {
  run_.references.answers[{Entity::User, keys().key(Entity::User, "ma1")}] =
      sync::Reference::Linked;
  run_.references.answers[{Entity::User, keys().key(Entity::User, "nobody")}] =
      sync::Reference::Unavailable;
  EXPECT_EQ(sent_of("ma1;nobody"), "ma1");
}

/// An id of the source may be somebody else's code there.
TEST_F(WrittenAgents, AreNotToldWherePeopleHaveOtherCodes) {
  run_.settings.codes["user"] = "{username}";
  roster_.of(Entity::User).push_back(test::user("ma1", "guardian", "s1"));
  EXPECT_EQ(sent_of("ma1"), "");
}

TEST(WrittenValues, OfTheRowThatSpeaksForAnEnrollment) {
  RosterRun run;
  auto& fields = run.destination.of(Entity::Enrollment).fields;
  fields.push_back(written("primary", FieldType::Bool));
  fields.push_back(written("beginDate", FieldType::Date));
  fields.push_back(written("endDate", FieldType::Date));
  Roster roster = district();
  for (auto& enrollment : roster.of(Entity::Enrollment)) {
    if (enrollment["sourcedId"] != "e2") continue;
    enrollment["primary"] = "true";
    enrollment["beginDate"] = "2026-08-17";
  }
  run.run(roster);
  EXPECT_EQ(run.field(Entity::Enrollment, "a1/te1", "primary"), "true");
  EXPECT_EQ(run.field(Entity::Enrollment, "a1/te1", "beginDate"), "2026-08-17");
  EXPECT_EQ(run.field(Entity::Enrollment, "a1/te1", "endDate"), "");
}

TEST(WrittenValues, ACourseOfTheDistrictGetsASchoolWhereEveryCourseNeedsOne) {
  RosterRun run;
  auto& course = run.destination.of(Entity::Course);
  course.per_org = false;
  std::ranges::find(course.fields, "org", &model::Field::name)->required = true;
  run.run(district());
  EXPECT_EQ(run.field(Entity::Course, "alg", "org"), "s1") << "the first by id that uses it";
}

}  // namespace
}  // namespace crosswalk::flows
