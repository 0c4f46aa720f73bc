/// \file
/// Records of which nobody knows, or the destination denies, which one of the destination they are.

#include "support/harness.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace crosswalk::test {
namespace {

using model::Entity;
using sync::Action;
using sync::NoteKind;
using testing::HasSubstr;
using testing::SizeIs;

std::size_t creates(Harness& h, const sync::PlanResult& plan, Entity entity) {
  return static_cast<std::size_t>(
      std::ranges::count_if(h.operations(plan.hash), [&](const sync::Operation& op) {
        return op.entity == entity && op.action == Action::Create;
      }));
}

/// Why the first one with this code is disputed; empty: none is.
std::string disputed(Harness& h, const sync::PlanResult& plan, const std::string& code) {
  for (const sync::Note& note : h.notes(plan.hash)) {
    if (note.kind == NoteKind::Disputed && note.code == code) return note.reason;
  }
  return {};
}

TEST(Disputes, LinksOneOfTwoRecordsThatTheDestinationTakesForOneAndRefusesTheOther) {
  Harness h;
  const Roster roster = small_roster();
  const auto planned = h.plan(roster);
  const std::string there = h.world.add(Entity::User, {{{"code", "by hand"}}, false, true});
  h.world.taken_for_one = Entity::User;
  const auto applied = h.apply(planned.hash);
  EXPECT_FALSE(applied.paused) << applied.reason;
  EXPECT_EQ(applied.outcomes.at("adopted"), 1U);
  EXPECT_GE(applied.outcomes.at("failed"), 1U);
  EXPECT_THAT(h.world.of(Entity::User), SizeIs(1));

  for (int again = 0; again < 2; ++again) {
    const auto plan = h.plan(roster);
    EXPECT_EQ(creates(h, plan, Entity::User), 0U);
    EXPECT_THAT(disputed(h, plan, "match.taken"), HasSubstr("make the two differ"));
  }
  h.night(roster);  // brings the adopted one up to date: it changed, so the others are tried again
  h.night(roster);
  EXPECT_EQ(creates(h, h.plan(roster), Entity::User), 0U);
  h.world.taken_for_one.reset();
  h.world.of(Entity::User).at(there).fields["email"] = "another@example.org";
  h.night(roster);
  EXPECT_EQ(h.world.of(Entity::User).size(), roster.rows.at(Entity::User).size())
      << "those that were refused are created when what stood in their way changed";
}

TEST(Disputes, OffersWhatWasTakenForAnotherAsSoonAsItsOwnRowChanges) {
  Harness h;
  Roster roster = small_roster();
  const auto planned = h.plan(roster);
  h.world.add(Entity::User, {{{"code", "by hand"}}, false, true});
  h.world.taken_for_one = Entity::User;
  h.apply(planned.hash);
  EXPECT_EQ(creates(h, h.plan(roster), Entity::User), 0U);
  for (auto& row : roster.of(Entity::User)) row["email"] = row["sourcedId"] + "@elsewhere.example";
  EXPECT_GT(creates(h, h.plan(roster), Entity::User), 0U);
}

TEST(Disputes, LooksAgainWhileSeveralRecordsCouldBeOne) {
  Harness h;
  const Roster roster = small_roster();
  const std::string code = roster.rows.at(Entity::User).front().at("sourcedId");
  const Thing thing{{{"code", code}, {"givenName", "A"}, {"familyName", "B"}}, false, true};
  h.world.add(Entity::User, thing);
  const std::string second = h.world.add(Entity::User, thing);
  h.night(roster);
  const auto plan = h.plan(roster);
  EXPECT_EQ(creates(h, plan, Entity::User), 0U);
  EXPECT_THAT(disputed(h, plan, "match.several"), HasSubstr("leaves one of them"));
  h.apply(plan.hash);
  h.world.of(Entity::User).erase(second);
  h.night(roster);
  EXPECT_EQ(h.world.of(Entity::User).size(), roster.rows.at(Entity::User).size());
}

TEST(Disputes, LooksAgainAtAClassWhileSeveralEnrollmentsInItCouldBeOne) {
  Harness h;
  Roster roster = small_roster();
  auto& rows = roster.of(Entity::Enrollment);
  const auto all = rows;
  const std::string class_code = all.front().at("class");
  std::erase_if(rows, [&](const auto& row) { return row.at("class") == class_code; });
  h.night(roster);
  std::string clazz;
  for (const auto& [id, thing] : h.world.of(Entity::Class)) {
    if (thing.fields.at("code") == class_code) clazz = id;
  }
  std::string user;
  for (const auto& [id, thing] : h.world.of(Entity::User)) {
    if (thing.fields.at("code") == all.front().at("user")) user = id;
  }
  const Thing thing{{{"class", clazz}, {"user", user}, {"role", "student"}}, false, true};
  h.world.add(Entity::Enrollment, thing);
  h.world.add(Entity::Enrollment, thing);
  rows = all;
  h.night(roster);
  const auto plan = h.plan(roster);
  EXPECT_EQ(creates(h, plan, Entity::Enrollment), 0U);
  EXPECT_THAT(disputed(h, plan, "match.several"), HasSubstr("leaves one of them"));
}

}  // namespace
}  // namespace crosswalk::test
