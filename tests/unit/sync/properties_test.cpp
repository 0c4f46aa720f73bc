/// \file
/// The invariants of the reconciliation core as properties: random rosters, histories and faults.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "support/harness.hpp"

namespace crosswalk::test {
namespace {

using model::Entity;
using sync::Action;

/// A small random district; consistent, but for what a history does to it.
Roster random_roster() {
  Roster r = small_roster();
  const int users = *rc::gen::inRange(0, 12);
  const int classes = *rc::gen::inRange(0, 4);
  for (int c = 0; c < classes; ++c) {
    const std::string school = *rc::gen::element<std::string>("s1", "s2");
    r.of(Entity::Class)
        .push_back(clazz("rc" + std::to_string(c), "Class " + std::to_string(c), "k", school, "t"));
  }
  for (int u = 0; u < users; ++u) {
    const std::string id = "ru" + std::to_string(u);
    r.of(Entity::User)
        .push_back(user(id, *rc::gen::element<std::string>("student", "student", "teacher"),
                        *rc::gen::element<std::string>("s1", "s2")));
  }
  for (const Row& u : r.of(Entity::User)) {
    for (const Row& c : r.of(Entity::Class)) {
      if (*rc::gen::inRange(0, 3) != 0) continue;
      const std::string id = "re" + u.at("sourcedId") + c.at("sourcedId");
      const std::string role = u.at("roles").starts_with("teacher") ? "teacher" : "student";
      r.of(Entity::Enrollment)
          .push_back(enrollment(id, c.at("sourcedId"), u.at("sourcedId"), c.at("school"), role));
    }
  }
  return r;
}

/// One more night's changes.
void change(Roster& r) {
  for (auto& row : r.of(Entity::User)) {
    if (*rc::gen::inRange(0, 5) == 0)
      row["familyName"] = "F" + std::to_string(*rc::gen::inRange(0, 100));
  }
  for (auto& row : r.of(Entity::Class)) {
    if (*rc::gen::inRange(0, 6) == 0)
      row["title"] = "T" + std::to_string(*rc::gen::inRange(0, 100));
  }
  auto& rows = r.of(Entity::Enrollment);
  std::erase_if(rows, [](const Row&) { return *rc::gen::inRange(0, 6) == 0; });
  if (*rc::gen::inRange(0, 2) == 0) {
    const Row& u = r.of(Entity::User)[*rc::gen::inRange<std::size_t>(0, r.of(Entity::User).size())];
    const Row& c =
        r.of(Entity::Class)[*rc::gen::inRange<std::size_t>(0, r.of(Entity::Class).size())];
    rows.push_back(enrollment("new" + u.at("sourcedId") + c.at("sourcedId"), c.at("sourcedId"),
                              u.at("sourcedId"), c.at("school"),
                              u.at("roles").starts_with("teacher") ? "teacher" : "student"));
  }
}

/// Small districts cross every share: the thresholds have tests of their own.
void open_limits(Harness& h) {
  for (const char* name :
       {"enrollment.drop", "enrollment.drop.class", "user.update", "class.update", "user.identity",
        "enrollment.update", "enrollment.promote", "snapshot.shrink", "snapshot.grow",
        "user.create", "enrollment.dangling"}) {
    h.settings.thresholds[name] = {1'000'000, 100.0, UINT64_MAX};
  }
}

/// Whoever applies next lets everything go that the plan holds.
void release_all(Harness& h, const sync::PlanResult& planned) {
  h.options.released.clear();
  for (const auto& hold : planned.header.holds) h.options.released.push_back(hold.id);
}

sync::ApplyResult settled_night(Harness& h, const Roster& roster) {
  const auto planned = h.plan(roster);
  release_all(h, planned);
  return h.apply(planned.hash);
}

std::map<std::string, std::string> world_after(const std::vector<Roster>& history) {
  Harness h;
  open_limits(h);
  for (const Roster& night : history) settled_night(h, night);
  return h.world.picture();
}

std::vector<Roster> random_history() {
  std::vector<Roster> history{random_roster()};
  for (int nights = *rc::gen::inRange(1, 3); nights > 0; --nights) {
    history.push_back(history.back());
    change(history.back());
  }
  return history;
}

void shuffle(Roster& r) {
  for (auto& [entity, rows] : r.rows) {
    for (std::size_t i = rows.size(); i > 1; --i)
      std::swap(rows[i - 1], rows[*rc::gen::inRange<std::size_t>(0, i)]);
  }
}

void property(const char* what, const std::function<void()>& body) {
  EXPECT_TRUE(rc::check(what, body));
}

// Invariants 2 and 3.
TEST(Invariant, ConvergesAndIsIdempotent) {
  property("a night after a night with the same source plans nothing and asks nothing", [] {
    Harness h;
    open_limits(h);
    for (const Roster& night : random_history()) {
      settled_night(h, night);
      const auto calls = h.world.apply_calls + h.world.read_calls;
      const auto planned = h.plan(night);
      RC_ASSERT(planned.header.operations == 0U);
      RC_ASSERT(h.world.apply_calls + h.world.read_calls == calls);
    }
  });
}

// Invariant 4.
TEST(Invariant, DoesNotDependOnTheOrderOfRows) {
  property("shuffled rows give the same world", [] {
    const auto history = random_history();
    auto shuffled = history;
    for (Roster& night : shuffled) shuffle(night);
    RC_ASSERT(world_after(history) == world_after(shuffled));
  });
}

// Invariants 1, 5, 10 and 16: crash anywhere, lose any answer, and the world is the same, nothing
// twice.
TEST(Invariant, SurvivesACrashAtAnyPoint) {
  property(
      "killed at a random transaction or request and resumed, the world is the uninterrupted one",
      [] {
        const auto history = random_history();
        const auto expected = world_after(history);
        Harness h;
        open_limits(h);
        for (const Roster& night : history) {
          auto planned = h.plan(night);
          release_all(h, planned);
          int crash_in = *rc::gen::inRange(0, 60);
          const auto point = [&crash_in](const char*) {
            if (crash_in-- == 0) throw Crash{};
          };
          h.at = point;
          h.world.at = point;
          try {
            h.apply(planned.hash);
          } catch (const Crash&) {
            h.at = nullptr;
            h.world.at = nullptr;
            h.reopen();
            h.now_ms += 120'000;  // the dead holder's lease runs out
            Error done{};  // stale, if it died after the last word: then the plan is carried out
                           // already
            h.apply(planned.hash, &done);
            RC_ASSERT(done.message.empty() || done.code == ErrorCode::Conflict);
          }
          h.at = nullptr;
          h.world.at = nullptr;
          RC_ASSERT(h.plan(night).header.operations == 0U);
        }
        RC_ASSERT(h.world.picture() == expected);
      });
}

// Invariants 1, 2 and 10 under lost answers, halves and throttling.
TEST(Invariant, SurvivesFaultsOfTheDestination) {
  property("whatever is lost on the wire, later nights complete the work and nothing is doubled",
           [] {
             const auto history = random_history();
             const auto expected = world_after(history);
             Harness h;
             open_limits(h);
             for (const Roster& night : history) {
               std::map<std::uint64_t, Fault> faults;
               for (int i = 0; i < 6; ++i) {
                 faults[h.world.apply_calls + *rc::gen::inRange<std::uint64_t>(0, 12)] =
                     *rc::gen::element(Fault::Before, Fault::After, Fault::Half, Fault::Throttled);
               }
               h.world.fault = [faults](std::uint64_t call) {
                 const auto at = faults.find(call);
                 return at == faults.end() ? Fault::None : at->second;
               };
               settled_night(h, night);
               h.world.fault = nullptr;
               settled_night(h, night);
               settled_night(h, night);
               RC_ASSERT(h.plan(night).header.operations == 0U);
             }
             RC_ASSERT(h.world.picture() == expected);
           });
}

// Invariants 6 and 8.
TEST(Invariant, LeavesAloneWhatPeopleMadeAndLetsNobodyCease) {
  property("hand-made enrollments stay as they were; no user or course is ever removed", [] {
    Harness h;
    open_limits(h);
    const auto history = random_history();
    std::map<std::string, Thing> by_hand;
    for (const Roster& night : history) {
      settled_night(h, night);
      if (h.world.of(Entity::Class).empty() || h.world.of(Entity::User).empty()) continue;
      const auto section =
          std::next(h.world.of(Entity::Class).begin(),
                    *rc::gen::inRange<long>(0, static_cast<long>(h.world.of(Entity::Class).size())))
              ->first;
      // Somebody the source does not know.
      const std::string guest =
          h.world.add(Entity::User, Thing{{{"code", "guest" + std::to_string(by_hand.size())},
                                           {"givenName", "G"},
                                           {"familyName", "H"}},
                                          false,
                                          true});
      const Thing made{{{"class", section}, {"user", guest}, {"role", "teacher"}}, false, true};
      by_hand[h.world.add(Entity::Enrollment, made)] = made;
    }
    for (const auto& [id, thing] : by_hand)
      RC_ASSERT(h.world.of(Entity::Enrollment).at(id) == thing);
    for (const auto& request : h.world.log) {
      const bool removes = request.action == Action::Drop || request.action == Action::Delete;
      RC_ASSERT(!removes || request.entity == Entity::Enrollment);
    }
  });
}

// Invariant 12.
TEST(Invariant, BelievesNoAbsenceWithoutExtent) {
  property("a truncated, incomplete snapshot removes nobody", [] {
    Harness h;
    open_limits(h);
    Roster roster = random_roster();
    settled_night(h, roster);
    for (auto& [entity, rows] : roster.rows) {
      if (entity == Entity::Enrollment || entity == Entity::User)
        rows.resize(*rc::gen::inRange<std::size_t>(0, rows.size() + 1));
    }
    h.prepare_source = [](RosterSource& source) {
      source.incomplete(Entity::Enrollment);
      source.incomplete(Entity::User);
    };
    const auto planned = h.plan(roster);
    for (const auto& op : h.operations(planned.hash)) {
      RC_ASSERT(op.action != Action::Drop);
      RC_ASSERT(op.action != Action::Delete);
    }
  });
}

// Invariant 11.
TEST(Invariant, SendsNothingWhileAHoldStands) {
  property("a plan with a hold writes nothing", [] {
    Harness h;
    Roster roster = random_roster();
    h.settings.thresholds["enrollment.drop"] = {0, 0.0, 0};
    settled_night(h, roster);
    h.options.released.clear();
    const auto writes = h.world.log.size();
    change(roster);
    const auto planned = h.plan(roster);
    Error why{};
    h.apply(planned.hash, &why);
    RC_ASSERT(planned.header.holds.empty() || h.world.log.size() == writes);
    RC_ASSERT(planned.header.holds.empty() || why.code == ErrorCode::Refused);
  });
}

// Invariant 20.
TEST(Invariant, UndoesExactlyAndCanUndoTheUndo) {
  property("undo gives back the world before the run, undo of the undo the world after it", [] {
    Harness h;
    open_limits(h);
    const auto history = random_history();
    settled_night(h, history[0]);
    const auto before = h.world.picture();
    const auto run = settled_night(h, history[1]).run;
    const auto after = h.world.picture();
    if (after == before) return;  // a night without changes: undo says that there is nothing
    const auto back = h.undo(run);
    release_all(h, back);
    const auto undone = h.apply(back.hash).run;
    // Enrollments that the run created are taken out, not deleted: they show as dropped.
    auto expected = before;
    for (const auto& [name, text] : after) {
      if (!before.contains(name)) expected[name] = "(dropped)" + text;
    }
    RC_ASSERT(h.world.picture() == expected);
    const auto forth = h.undo(undone);
    release_all(h, forth);
    h.apply(forth.hash);
    RC_ASSERT(h.world.picture() == after);
  });
}

// Invariant 7.
TEST(Invariant, LeavesNoClassWithoutItsLastTeacher) {
  property("however many teachers the source drops, a class that had one keeps one", [] {
    Harness h;
    open_limits(h);
    Roster roster = random_roster();
    settled_night(h, roster);
    const auto taught = [&h] {
      std::set<std::string> classes;
      for (const auto& [id, thing] : h.world.of(Entity::Enrollment)) {
        if (thing.fields.at("role") == "teacher" && !thing.dropped)
          classes.insert(thing.fields.at("class"));
      }
      return classes;
    };
    const auto before = taught();
    std::erase_if(roster.of(Entity::Enrollment), [](const Row& row) {
      return row.at("role") == "teacher" && *rc::gen::inRange(0, 3) != 0;
    });
    settled_night(h, roster);
    settled_night(h, roster);
    RC_ASSERT(taught() == before);
  });
}

// Invariant 9.
TEST(Invariant, RemovesWithTheLastClaimOnly) {
  property("an enrollment that several rows claim goes when the last of them does", [] {
    Harness h;
    open_limits(h);
    Roster roster = random_roster();
    auto& rows = roster.of(Entity::Enrollment);
    const Row claimed = rows.front();
    const int more = *rc::gen::inRange(1, 4);
    for (int i = 0; i < more; ++i) {
      Row again = claimed;
      again["sourcedId"] += "-" + std::to_string(i);
      again["beginDate"] = "2026-1" + std::to_string(i % 3) + "-01";
      rows.push_back(again);
    }
    settled_night(h, roster);
    const auto name = "enrollment " + claimed.at("class") + "/" + claimed.at("user");
    const auto dropped = [&] { return h.world.picture().at(name).starts_with("(dropped)"); };
    const auto is_claim = [&](const Row& row) {
      return row.at("class") == claimed.at("class") && row.at("user") == claimed.at("user");
    };
    for (auto left = std::ranges::count_if(rows, is_claim); left > 1; --left) {
      rows.erase(std::ranges::find_if(rows, is_claim));
      settled_night(h, roster);
      RC_ASSERT(!dropped());
    }
    rows.erase(std::ranges::find_if(rows, is_claim));
    settled_night(h, roster);
    RC_ASSERT(dropped());
  });
}

// Invariant 13.
TEST(Invariant, WaitsOutTheGraceAndForgetsAFlicker) {
  property("nobody is deactivated before two snapshots and 48 hours; who returns leaves no trace",
           [] {
             Harness h;
             open_limits(h);
             h.settings.removed_users = flows::RemovalPolicy::Deactivate;
             const Roster roster = small_roster();
             settled_night(h, roster);
             Roster without = roster;
             without.of(Entity::User).erase(without.of(Entity::User).begin());
             std::erase_if(without.of(Entity::Enrollment),
                           [](const Row& row) { return row.at("user") == "u1"; });
             const auto inactive = [&] {
               return h.world.picture().at("user u1").starts_with("(dropped)");
             };
             std::int64_t gone_ms = 0;
             int snapshots = 0;
             for (int night = 0; night < 6; ++night) {
               const std::int64_t step = *rc::gen::inRange<std::int64_t>(1, 40) * 3'600'000;
               h.now_ms += step;
               const bool there = *rc::gen::inRange(0, 3) == 0;
               if (there)
                 snapshots = 0;
               else if (snapshots++ == 0)
                 gone_ms = h.now_ms;
               settled_night(h, there ? roster : without);
               const bool may = !there && snapshots >= 2 && h.now_ms - gone_ms >= 48LL * 3'600'000;
               RC_ASSERT(inactive() == may);
               if (inactive()) return;
             }
           });
}

// Invariant 17.
TEST(Invariant, AnApplierWithoutTheLeaseSendsNothing) {
  Harness h;
  const Roster roster = small_roster();
  const auto planned = h.plan(roster);
  const auto stored = h.ports().plans.find(planned.hash);
  ASSERT_TRUE(stored);
  const auto old = h.ports().leases.acquire("lms", "first", h.now_ms, h.now_ms + 1000);
  ASSERT_TRUE(old);
  h.now_ms += 2000;  // it paused past its lease
  const auto next = h.ports().leases.acquire("lms", "second", h.now_ms, h.now_ms + 60'000);
  ASSERT_TRUE(next);
  EXPECT_GT(*next, *old);
  EXPECT_FALSE(h.apply_under(*stored, *old));
  EXPECT_TRUE(h.world.log.empty());
}

// Invariant 18.
TEST(Invariant, LeavesFieldsThatItDoesNotChange) {
  property("a field edited by a person survives any change of other fields", [] {
    Harness h;
    open_limits(h);
    Roster roster = small_roster();
    settled_night(h, roster);
    for (auto& [id, thing] : h.world.of(Entity::User)) thing.fields["givenName"] = "edited";
    for (int night = 0; night < 3; ++night) {
      for (Row& row : roster.of(Entity::User)) {
        if (*rc::gen::inRange(0, 2) == 0)
          row["familyName"] = "F" + std::to_string(*rc::gen::inRange(0, 50));
        if (*rc::gen::inRange(0, 3) == 0)
          row["email"] = "e" + std::to_string(*rc::gen::inRange(0, 50)) + "@x.example";
      }
      settled_night(h, roster);
    }
    for (const auto& [id, thing] : h.world.of(Entity::User))
      RC_ASSERT(thing.fields.at("givenName") == "edited");
  });
}

// Invariants 14 and 15.
TEST(Invariant, WritesNothingWhereTwoCouldBeMeant) {
  property("two records with one code at the destination are a dispute, not a guess", [] {
    Harness h;
    open_limits(h);
    const Roster roster = random_roster();
    const std::string code =
        roster.of(Entity::User)[*rc::gen::inRange<std::size_t>(0, roster.of(Entity::User).size())]
            .at("sourcedId");
    const Thing thing{{{"code", code}, {"givenName", "A"}, {"familyName", "B"}}, false, true};
    const auto first = h.world.add(Entity::User, thing);
    const auto second = h.world.add(Entity::User, thing);
    settled_night(h, roster);
    RC_ASSERT(h.world.of(Entity::User).at(first) == thing);
    RC_ASSERT(h.world.of(Entity::User).at(second) == thing);
    const auto same = std::ranges::count_if(h.world.of(Entity::User), [&](const auto& entry) {
      const auto at = entry.second.fields.find("code");
      return at != entry.second.fields.end() && at->second == code;
    });
    RC_ASSERT(same == 2);
  });
}

}  // namespace
}  // namespace crosswalk::test
