/// \file
/// What a plan that takes a run back says, and how it is held.

#include "support/harness.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::test {
namespace {

using model::Entity;

TEST(Undo, ItsHoldNamesTheSchoolAndTheClass) {
  Harness h;
  const auto applied = h.night(small_roster());
  h.settings.thresholds["enrollment.drop"] = {0, 0, 0};
  h.settings.thresholds["enrollment.drop.class"] = {0, 0, 0};
  const auto undo = h.undo(applied.run);
  std::map<std::string, std::string> holds;
  for (const auto& hold : undo.header.holds) holds[hold.id] = hold.sentence;
  for (const char* id : {"enrollment.drop@s1", "enrollment.drop@s2", "enrollment.drop.class@c1",
                         "enrollment.drop.class@c2"}) {
    ASSERT_TRUE(holds.contains(id)) << id << " of " << testing::PrintToString(holds);
  }
  EXPECT_THAT(holds.at("enrollment.drop.class@c1"), testing::HasSubstr("in class c1"));
  std::vector<std::string> schools;
  for (const auto& school : undo.header.schools) schools.push_back(school.identity);
  EXPECT_THAT(schools, testing::IsSupersetOf({"s1", "s2"}));

  h.options.without_held = true;
  h.options.released = {"enrollment.drop", "enrollment.drop@s1", "enrollment.drop@s2",
                        "enrollment.drop.class@c2"};
  h.apply(undo.hash);
  std::size_t dropped = 0;
  for (const auto& [id, thing] : h.world.of(Entity::Enrollment)) {
    if (!thing.dropped) continue;
    ++dropped;
    EXPECT_EQ(thing.fields.at("classCode"), "c2") << "a hold of one class keeps that one alone";
  }
  EXPECT_EQ(dropped, 2U);
}

}  // namespace
}  // namespace crosswalk::test
