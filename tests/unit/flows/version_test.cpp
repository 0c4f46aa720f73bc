/// Mapping versions change with what a mapping depends on, and with nothing else.

#include <gtest/gtest.h>

#include "unit/flows/roster_run.hpp"

namespace crosswalk::flows {
namespace {

using Versions = std::map<Entity, model::Hash128>;

Versions versions(
    const Roster& roster, const std::function<void(RosterRun&)>& change = [](RosterRun&) {}) {
  RosterRun run;
  change(run);
  EXPECT_TRUE(run.admit(roster));
  Versions out;
  for (const Entity entity : model::kEntities) out[entity] = run.flow->mapping_version(entity);
  return out;
}

/// Names of the entities whose version differs.
std::string differ(const Versions& a, const Versions& b) {
  std::string out;
  for (const auto& [entity, version] : a) {
    if (version != b.at(entity)) out += (out.empty() ? "" : " ") + std::string(model::name(entity));
  }
  return out;
}

TEST(MappingVersion, IsTheSameForTheSame) {
  EXPECT_EQ(differ(versions(district()), versions(district())), "");
}

TEST(MappingVersion, IsNotTouchedByAnOrdinaryNight) {
  Roster roster = district();
  roster.of(Entity::Class).push_back(test::clazz("new", "New", "bio", "s2", "f27"));
  roster.of(Entity::User).push_back(test::user("new", "student", "s1"));
  roster.of(Entity::Enrollment).pop_back();
  roster.of(Entity::Course)[0]["title"] = "Algebra I";
  EXPECT_EQ(differ(versions(district()), versions(roster)), "");
  EXPECT_EQ(differ(versions(district()),
                   versions(district(),
                            [](RosterRun& run) {
                              run.today += 1;
                              run.settings.removed_users = RemovalPolicy::Deactivate;
                              run.settings.grace_snapshots = 9;
                              run.settings.thresholds["user.drop"] = {1, 1, 1};
                            })),
            "");
}

TEST(MappingVersion, FollowsTheRecordsThatOthersAreMappedBy) {
  Roster roster = district();
  roster.of(Entity::Course)[1]["title"] = "Life science";  // the title of an untitled class
  EXPECT_EQ(differ(versions(district()), versions(roster)), "class");

  roster = district();
  roster.of(Entity::AcademicSession)[3]["title"] = "Autumn";
  EXPECT_EQ(differ(versions(district()), versions(roster)), "academicSession class");

  roster = district();
  roster.of(Entity::Org)[1]["name"] = "North High";
  EXPECT_EQ(differ(versions(district()), versions(roster)), "org academicSession course class");

  roster = district();
  roster.of(Entity::Org).push_back(test::org("s3", "West"));
  EXPECT_EQ(differ(versions(district()), versions(roster)),
            "org academicSession course class user enrollment");
}

TEST(MappingVersion, FollowsTheSettings) {
  const auto changed = [](const std::function<void(RosterRun&)>& change) {
    return differ(versions(district()), versions(district(), change));
  };
  const std::string all = "org academicSession course class user enrollment";
  EXPECT_EQ(changed([](RosterRun& r) { r.settings.active_year = "2026"; }), all);
  EXPECT_EQ(
      changed([](RosterRun& r) { r.settings.schools.entries["s1"] = {Target::Kind::Skip, ""}; }),
      all);
  EXPECT_EQ(
      changed([](RosterRun& r) { r.settings.terms.entries["p27"] = {Target::Kind::Skip, ""}; }),
      "academicSession class");
  EXPECT_EQ(changed([](RosterRun& r) { r.settings.usernames = UsernameStrategy::Email; }), "user");
  EXPECT_EQ(changed([](RosterRun& r) { r.settings.roles["student"] = "Student"; }), "user");
  EXPECT_EQ(changed([](RosterRun& r) { r.settings.school_roles["s1"]["student"] = ""; }), "user");
  EXPECT_EQ(changed([](RosterRun& r) { r.settings.codes["course"] = "{courseCode}"; }), "course");
  EXPECT_EQ(
      changed([](RosterRun& r) { r.settings.fields["class"]["location"] = "upper(location)"; }),
      "class");
  EXPECT_EQ(changed([](RosterRun& r) { r.settings.grade_levels["07"] = "7"; }),
            "course class user");
  EXPECT_EQ(
      changed([](RosterRun& r) { r.destination.of(Entity::User).fields[3].pattern = "^.+$"; }),
      "user");
}

}  // namespace
}  // namespace crosswalk::flows
