/// \file
/// The engine as a whole on small rosters: what one night after another does to the world.

#include "support/harness.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace crosswalk::test {
namespace {

using model::Entity;
using sync::Action;
using sync::NoteKind;
using testing::Contains;
using testing::IsEmpty;
using testing::Key;
using testing::Pair;
using testing::SizeIs;

std::size_t count(const std::vector<sync::Operation>& operations, Entity entity, Action action) {
  return static_cast<std::size_t>(std::ranges::count_if(
      operations, [&](const auto& op) { return op.entity == entity && op.action == action; }));
}

bool noted(const std::vector<sync::Note>& notes, NoteKind kind, const std::string& code) {
  return std::ranges::any_of(
      notes, [&](const auto& note) { return note.kind == kind && note.code == code; });
}

std::string told(const std::vector<sync::Operation>& operations) {
  std::string out;
  for (const auto& op : operations) {
    out += std::string(model::name(op.entity)) + " " + model::readable_identity(op.identity) +
           " action " + std::to_string(static_cast<int>(op.action)) + " source " +
           model::to_hex(op.source) + "; ";
  }
  return out;
}

std::string codes(const std::vector<sync::Note>& notes) {
  std::string out;
  for (const auto& note : notes) out += note.code + "(" + note.identity + ") ";
  return out;
}

TEST(Engine, SendsAWholeRosterAndThenHasNothingToDo) {
  Harness h;
  const Roster roster = small_roster();
  h.night(roster);
  const auto world = h.world.picture();
  EXPECT_THAT(world, Contains(Key("org s1")));
  EXPECT_THAT(world, Contains(Key("course k-N-s1")));
  EXPECT_THAT(world, Contains(Key("class c1")));
  EXPECT_THAT(world, Contains(Pair("enrollment c1/u1", testing::HasSubstr("role=student"))));
  EXPECT_EQ(h.world.of(Entity::Enrollment).size(), 4U);

  const auto writes = h.world.apply_calls;
  const auto reads = h.world.read_calls;
  const auto planned = h.plan(roster);
  EXPECT_EQ(planned.header.operations, 0U);
  h.apply(planned.hash);
  EXPECT_EQ(h.world.apply_calls, writes);
  EXPECT_EQ(h.world.read_calls, reads) << "a standing night asks the destination nothing";
}

TEST(Engine, PlansTheSameForAnyOrderOfRows) {
  Harness a;
  const Roster roster = small_roster();
  a.night(roster);
  Roster shuffled = roster;
  for (auto& [entity, rows] : shuffled.rows) std::ranges::reverse(rows);
  a.batch_rows = 1;
  EXPECT_EQ(a.plan(shuffled).header.operations, 0U);
}

TEST(Engine, SendsExactlyTheDifference) {
  Harness h;
  Roster roster = small_roster();
  h.night(roster);
  roster.of(Entity::Enrollment).erase(roster.of(Entity::Enrollment).begin());  // u1 leaves c1
  roster.of(Entity::User).push_back(user("u5", "student", "s1"));
  roster.of(Entity::Enrollment).push_back(enrollment("e9", "c1", "u5", "s1", "student"));
  roster.of(Entity::User)[1]["familyName"] = "Renamed";  // u2
  const auto planned = h.plan(roster);
  const auto operations = h.operations(planned.hash);
  EXPECT_THAT(operations, SizeIs(4)) << planned.header.operations;
  EXPECT_EQ(count(operations, Entity::Enrollment, Action::Drop), 1U);
  EXPECT_EQ(count(operations, Entity::Enrollment, Action::Create), 1U);
  EXPECT_EQ(count(operations, Entity::User, Action::Create), 1U);
  EXPECT_EQ(count(operations, Entity::User, Action::Update), 1U);
  EXPECT_EQ(operations.back().action, Action::Drop) << "removals come last";
  h.apply(planned.hash);
  EXPECT_THAT(h.world.picture(),
              Contains(Pair("enrollment c1/u1", testing::HasSubstr("(dropped)"))));
  EXPECT_EQ(h.plan(roster).header.operations, 0U);
}

TEST(Engine, BringsBackWhatReturnsUnderItsOldLink) {
  Harness h;
  const Roster roster = small_roster();
  h.night(roster);
  const auto before = h.world.picture();
  Roster without = roster;
  without.of(Entity::Enrollment).erase(without.of(Entity::Enrollment).begin());
  h.night(without);
  h.night(roster);
  EXPECT_EQ(h.world.picture(), before);
  EXPECT_EQ(h.world.of(Entity::Enrollment).size(), 4U);
}

TEST(Engine, NeverTouchesWhatAPersonMade) {
  Harness h;
  const Roster roster = small_roster();
  h.night(roster);
  std::string section;
  std::string student;
  for (const auto& [id, thing] : h.world.of(Entity::Class)) {
    if (thing.fields.at("code") == "c1") section = id;
  }
  for (const auto& [id, thing] : h.world.of(Entity::User)) {
    if (thing.fields.at("code") == "u2") student = id;
  }
  const std::string by_hand =
      h.world.add(Entity::Enrollment,
                  Thing{{{"class", section}, {"user", student}, {"role", "teacher"}}, false, true});
  Roster other = roster;
  other.of(Entity::Enrollment).pop_back();
  h.night(other);
  h.night(roster);
  const Thing& thing = h.world.of(Entity::Enrollment).at(by_hand);
  EXPECT_FALSE(thing.dropped);
  EXPECT_EQ(thing.fields.at("role"), "teacher");
}

TEST(Engine, AdoptsAHandMadeEnrollmentAndDoesNotRemoveIt) {
  Harness h;
  Roster roster = small_roster();
  auto& rows = roster.of(Entity::Enrollment);
  const Row late = rows.front();  // u1 in c1
  rows.erase(rows.begin());
  // Nobody is enrolled in c1 by the source yet, so its scope is not listed.
  std::erase_if(rows, [](const Row& row) { return row.at("class") == "c1"; });
  h.night(roster);
  std::string section;
  std::string student;
  for (const auto& [id, thing] : h.world.of(Entity::Class)) {
    if (thing.fields.at("code") == "c1") section = id;
  }
  for (const auto& [id, thing] : h.world.of(Entity::User)) {
    if (thing.fields.at("code") == "u1") student = id;
  }
  h.world.add(Entity::Enrollment,
              Thing{{{"class", section}, {"user", student}, {"role", "student"}}, false, true});
  rows.push_back(late);
  h.night(roster);
  EXPECT_EQ(h.world.of(Entity::Enrollment).size(), 3U) << "adopted, not doubled";
  rows.pop_back();
  const auto planned = h.plan(roster);
  EXPECT_EQ(count(h.operations(planned.hash), Entity::Enrollment, Action::Drop), 0U);
}

TEST(Engine, AdoptsWithoutAnUpdateWhereBothSidesHaveNothing) {
  Roster roster = small_roster();
  for (auto& user : roster.of(Entity::User)) user.erase("email");
  Harness before;
  before.night(roster);
  Harness h;  // knows no links
  h.world.of(Entity::Org) = before.world.of(Entity::Org);
  h.world.of(Entity::User) = before.world.of(Entity::User);
  for (auto& [id, thing] : h.world.of(Entity::User)) {
    thing.fields["email"] = "";  // the destination says that there is none
  }
  const auto planned = h.plan(roster);
  const auto operations = h.operations(planned.hash);
  EXPECT_EQ(count(operations, Entity::User, Action::Update), 0U);
  EXPECT_EQ(count(operations, Entity::User, Action::Adopt), 4U);
}

TEST(Engine, HoldsABrokenExportAndSendsNothing) {
  Harness h;
  Roster roster = small_roster();
  for (int i = 0; i < 200; ++i) {
    const std::string id = "x" + std::to_string(i);
    roster.of(Entity::User).push_back(user(id, "student", "s1"));
    roster.of(Entity::Enrollment).push_back(enrollment("ex" + id, "c1", id, "s1", "student"));
  }
  h.night(roster);
  const auto writes = h.world.log.size();
  Roster broken = roster;
  broken.of(Entity::Enrollment).resize(102);
  const auto planned = h.plan(broken);
  ASSERT_FALSE(planned.header.holds.empty());
  EXPECT_THAT(planned.header.holds[0].sentence, testing::HasSubstr("enrollments"));
  Error refused{};
  h.apply(planned.hash, &refused);
  EXPECT_EQ(refused.code, ErrorCode::Refused);
  EXPECT_EQ(h.world.log.size(), writes);
  EXPECT_EQ(h.plan(roster).header.operations, 0U)
      << "a snapshot that was held is not the new measure";
}

TEST(Engine, RefusesToReleaseAHoldThatIsNotThere) {
  Harness h;
  const auto planned = h.plan(small_roster());
  h.options.released = {"enrolment.drop@all"};
  Error refused{};
  h.apply(planned.hash, &refused);
  EXPECT_EQ(refused.code, ErrorCode::InvalidArgument);
  EXPECT_EQ(refused.message, "this plan has no hold 'enrolment.drop@all'; nothing is held in it");
  EXPECT_TRUE(h.world.log.empty());
}

TEST(Engine, GoesOnAfterAStopWithWhatAPersonReleased) {
  Harness h;
  Roster roster = small_roster();
  for (int i = 0; i < 200; ++i) {
    const std::string id = "x" + std::to_string(i);
    roster.of(Entity::User).push_back(user(id, "student", "s1"));
    roster.of(Entity::Enrollment).push_back(enrollment("ex" + id, "c1", id, "s1", "student"));
  }
  h.night(roster);
  roster.of(Entity::Enrollment).resize(102);
  const auto planned = h.plan(roster);
  ASSERT_FALSE(planned.header.holds.empty());
  for (const sync::Hold& hold : planned.header.holds) {
    const auto at = hold.id.find('@');
    h.options.released.push_back(at == std::string::npos ? hold.id : hold.id.substr(0, at) + "@*");
  }
  h.world.fault = [](std::uint64_t) { return Fault::Before; };
  ASSERT_TRUE(h.apply(planned.hash).paused);
  h.world.fault = nullptr;
  h.options.released.clear();
  EXPECT_FALSE(h.apply(planned.hash).paused);
  EXPECT_EQ(h.plan(roster).header.operations, 0U) << "all of it was sent";
}

TEST(Engine, AMappingIsNotCurrentWhileAnUpdateItAskedForWasRejectedBeforeAStop) {
  Harness h;
  Roster roster = small_roster();
  for (int i = 0; i < 200; ++i)
    roster.of(Entity::User).push_back(user("x" + std::to_string(i), "student", "s1"));
  h.night(roster);
  // Every user changes by the mapping alone: the source stays as it is.
  h.settings.fields["user"]["givenName"] = "givenName .. \"!\"";
  h.settings.thresholds["user.update"] = {1'000'000, 100.0, UINT64_MAX};
  const auto planned = h.plan(roster);
  const auto updates = count(h.operations(planned.hash), Entity::User, Action::Update);
  h.options.breaker_consecutive = 60;  // some calls
  const auto first = h.world.apply_calls;
  h.world.fault = [](std::uint64_t) { return Fault::RowsRejected; };
  ASSERT_TRUE(h.apply(planned.hash).paused);
  ASSERT_GT(h.world.apply_calls, first + 1) << "the first refusals are in the journal";
  h.world.fault = nullptr;
  h.options.breaker_consecutive = 20;
  h.apply(planned.hash);
  const auto left = count(h.operations(h.plan(roster).hash), Entity::User, Action::Update);
  EXPECT_GT(left, 0U) << "the rejected ones are tried again the next night, as without a stop";
  EXPECT_LT(left, updates);
}

TEST(Engine, HoldsAnEmptyFileHoweverSmallTheSchool) {
  Harness h;
  Roster roster = small_roster();
  h.night(roster);
  roster.of(Entity::Enrollment).clear();
  const auto planned = h.plan(roster);
  ASSERT_FALSE(planned.header.holds.empty());
  EXPECT_EQ(planned.header.holds[0].id, "snapshot.shrink.enrollment");
}

TEST(Engine, RemovesNothingFromAnIncompleteRead) {
  Harness h;
  const Roster roster = small_roster();
  h.night(roster);
  Roster less = roster;
  less.of(Entity::Enrollment).pop_back();
  h.prepare_source = [](RosterSource& source) { source.incomplete(Entity::Enrollment); };
  EXPECT_EQ(h.plan(less).header.operations, 0U);
}

TEST(Engine, HoldsTheStateOfARecordThatCannotBeRead) {
  Harness h;
  Roster roster = small_roster();
  h.night(roster);
  roster.of(Entity::User)[0] = {{"sourcedId", "u1"},
                                {"!bad", "users.csv line 2: 19 cells instead of 18"}};
  const auto planned = h.plan(roster);
  EXPECT_EQ(planned.header.operations, 0U);
  EXPECT_TRUE(noted(h.notes(planned.hash), NoteKind::Quarantined, "record.bad"));
}

TEST(Engine, RefusesAUserNameWithABlankAndBlocksWhatNeedsIt) {
  Harness h;
  Roster roster = small_roster();
  roster.of(Entity::User)[0]["username"] = "two words";
  const auto planned = h.plan(roster);
  const auto notes = h.notes(planned.hash);
  EXPECT_TRUE(noted(notes, NoteKind::Refused, "username.pattern")) << codes(notes);
  EXPECT_TRUE(std::ranges::any_of(notes, [](const auto& n) {
    return n.kind == NoteKind::Blocked && n.entity == Entity::Enrollment;
  })) << codes(notes);
  h.apply(planned.hash);
  EXPECT_EQ(h.world.of(Entity::User).size(), 3U);
  EXPECT_EQ(h.world.of(Entity::Enrollment).size(), 3U);
  roster.of(Entity::User)[0]["username"] = "oneword";
  h.night(roster);
  EXPECT_EQ(h.world.of(Entity::Enrollment).size(), 4U) << "what was blocked comes by itself";
}

TEST(Engine, LinksWhatItCannotCreateAsSoonAsAPersonEnteredIt) {
  const Roster roster = small_roster();
  Harness before;
  before.night(roster);
  Harness h;
  h.world.match_only(Entity::User);
  h.world.of(Entity::User) = before.world.of(Entity::User);
  const auto missing = h.world.of(Entity::User).extract(h.world.of(Entity::User).begin());
  const std::string name = missing.mapped().fields.at("familyName");
  auto planned = h.plan(roster);
  EXPECT_EQ(count(h.operations(planned.hash), Entity::User, Action::Adopt), 3U);
  const auto notes = h.notes(planned.hash);
  const auto refused = std::ranges::find(notes, "match.none", &sync::Note::code);
  ASSERT_NE(refused, notes.end()) << codes(notes);
  EXPECT_THAT(refused->reason, testing::HasSubstr("no such user (looked for by code \""));
  EXPECT_THAT(refused->reason, testing::HasSubstr("familyName \"" + name + "\""));
  EXPECT_THAT(refused->reason, testing::HasSubstr("enter it there first"));
  EXPECT_TRUE(noted(notes, NoteKind::Blocked, "enrollment.user_missing")) << codes(notes);
  h.apply(planned.hash);
  EXPECT_EQ(h.world.of(Entity::Enrollment).size(), 3U) << "the rest goes on";

  h.world.of(Entity::User).emplace(missing.key(), missing.mapped());
  planned = h.plan(roster);
  EXPECT_EQ(count(h.operations(planned.hash), Entity::User, Action::Adopt), 1U);
  h.apply(planned.hash);
  EXPECT_EQ(h.world.of(Entity::Enrollment).size(), 4U);
  EXPECT_EQ(h.world.of(Entity::User).size(), 4U);
}

TEST(Engine, OfEqualRecordsThatCannotBeCreatedNoneWaitsForTheOther) {
  Roster roster = small_roster();
  Row second = roster.of(Entity::AcademicSession)[1];
  second["sourcedId"] = "t2";
  roster.of(Entity::AcademicSession).push_back(second);
  roster.of(Entity::Class)[1]["terms"] = "t2";
  Harness h;
  h.world.match_only(Entity::AcademicSession);
  const auto planned = h.plan(roster);
  EXPECT_EQ(count(h.operations(planned.hash), Entity::AcademicSession, Action::Adopt), 0U);
  const auto notes = h.notes(planned.hash);
  EXPECT_EQ(std::ranges::count(notes, "match.none", &sync::Note::code), 2) << codes(notes);
}

TEST(Engine, RefusesAStalePlan) {
  Harness h;
  Roster roster = small_roster();
  const auto first = h.plan(roster);
  roster.of(Entity::User)[0]["familyName"] = "Renamed";
  const auto second = h.plan(roster);
  h.apply(second.hash);
  Error stale{};
  h.apply(first.hash, &stale);
  EXPECT_EQ(stale.code, ErrorCode::Conflict);
}

TEST(Engine, TakesARecycledEnrollmentIdForNoChange) {
  Harness h;
  Roster roster = small_roster();
  h.night(roster);
  for (auto& row : roster.of(Entity::Enrollment)) row["sourcedId"] += "-renumbered";
  EXPECT_EQ(h.plan(roster).header.operations, 0U);
}

TEST(Engine, KeepsAnEnrollmentWhileOneOfItsRowsStands) {
  Harness h;
  Roster roster = small_roster();
  Row second = roster.of(Entity::Enrollment)[0];
  second["sourcedId"] = "e1b";
  second["beginDate"] = "2026-11-01";
  h.night(roster);
  roster.of(Entity::Enrollment)
      .push_back(second);  // the first row looks settled, and is still needed
  const auto grown = h.plan(roster);
  EXPECT_THAT(h.operations(grown.hash), SizeIs(1)) << told(h.operations(grown.hash));
  h.apply(grown.hash);
  const auto again = h.plan(roster);
  EXPECT_EQ(again.header.operations, 0U) << told(h.operations(again.hash));
  roster.of(Entity::Enrollment).erase(roster.of(Entity::Enrollment).begin());
  const auto planned = h.plan(roster);
  EXPECT_EQ(count(h.operations(planned.hash), Entity::Enrollment, Action::Drop), 0U);
}

TEST(Engine, NeverRemovesAUserOrACourseThatIsGone) {
  Harness h;
  Roster roster = small_roster();
  h.night(roster);
  const auto users = h.world.of(Entity::User).size();
  roster.of(Entity::User).erase(roster.of(Entity::User).begin());
  roster.of(Entity::Enrollment).erase(roster.of(Entity::Enrollment).begin());
  for (int night = 0; night < 4; ++night) {
    h.now_ms += 30LL * 3600 * 1000;
    const auto planned = h.plan(roster);
    h.options.released.clear();
    for (const sync::Hold& hold : planned.header.holds) h.options.released.push_back(hold.id);
    h.apply(planned.hash);
  }
  EXPECT_EQ(h.world.of(Entity::User).size(), users);
  for (const auto& [id, thing] : h.world.of(Entity::User)) EXPECT_FALSE(thing.dropped);
  for (const auto& request : h.world.log) EXPECT_NE(request.action, Action::Delete);
}

TEST(Engine, AdoptsASharedRecordThatAPersonMadeAfterThePlan) {
  const Roster roster = small_roster();
  Harness other;
  other.night(roster);
  Harness h;
  const auto planned = h.plan(roster);
  for (const auto& [id, thing] : other.world.of(Entity::AcademicSession)) {
    h.world.add(Entity::AcademicSession, thing);
  }
  const auto applied = h.apply(planned.hash);
  EXPECT_EQ(applied.outcomes.count("failed"), 0U);
  EXPECT_EQ(applied.outcomes.at("adopted"), other.world.of(Entity::AcademicSession).size());
  EXPECT_EQ(h.world.picture(), other.world.picture());
}

TEST(Engine, FollowsAFailedCreateWithTheNextNight) {
  Harness h;
  const Roster roster = small_roster();
  h.world.fault = [](std::uint64_t call) { return call == 6 ? Fault::RowsRejected : Fault::None; };
  h.night(roster);
  h.world.fault = nullptr;
  h.night(roster);
  EXPECT_EQ(h.plan(roster).header.operations, 0U);
  Harness clean;
  clean.night(roster);
  EXPECT_EQ(h.world.picture(), clean.world.picture());
}

}  // namespace
}  // namespace crosswalk::test
