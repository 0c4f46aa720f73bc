/// The order of rows decides nothing (invariant 4), and admitting a record again changes nothing.

#include <gtest/gtest.h>

#include <random>

#include "unit/flows/roster_run.hpp"

namespace crosswalk::flows {
namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class Things>
  const auto& of(const Things& things) {
    return things[below(std::size(things))];
  }
  void shuffle(Roster& roster) {
    for (auto& [entity, rows] : roster.rows) std::shuffle(rows.begin(), rows.end(), engine_);
  }

 private:
  std::mt19937 engine_;
};

std::string id(const char* prefix, std::size_t n) { return prefix + std::to_string(n); }

/// A roster in which all that can be odd is odd somewhere.
Roster random_roster(Dice& dice) {
  Roster r;
  for (std::size_t i = 0; i < 5; ++i) {
    Row row = test::org(id("s", i), dice.one_in(3) ? "Same" : id("School ", i),
                        dice.one_in(4) ? "department" : "school");
    if (dice.one_in(8)) row["status"] = "tobedeleted";
    if (dice.one_in(4)) row.erase("identifier");
    r.of(Entity::Org).push_back(row);
  }
  static const char* const kTitles[] = {"Fall", "Spring", "Semester 1"};
  static const char* const kEnds[] = {"2026-12-19", "2027-01-15"};
  for (std::size_t i = 0; i < 8; ++i) {
    r.of(Entity::AcademicSession)
        .push_back(test::session(id("t", i), dice.of(kTitles), "semester", "2026-08-15",
                                 dice.of(kEnds), dice.one_in(4) ? "2026" : "2027"));
  }
  for (std::size_t i = 0; i < 4; ++i)
    r.of(Entity::Course).push_back(test::course(id("k", i), id("Course ", i), "d"));
  for (std::size_t i = 0; i < 12; ++i) {
    std::string terms = id("t", dice.below(9));
    if (dice.one_in(2)) terms += ";" + id("t", dice.below(8));
    Row row = test::clazz(id("c", i), dice.one_in(4) ? "" : id("Class ", i), id("k", dice.below(5)),
                          id("s", dice.below(6)), dice.one_in(10) ? "" : terms);
    if (dice.one_in(10)) row["status"] = "tobedeleted";
    r.of(Entity::Class).push_back(row);
    if (dice.one_in(12)) {  // the same id again, with another content
      row["terms"] = "t0";
      r.of(Entity::Class).push_back(row);
    }
  }
  static const char* const kRoles[] = {"student", "teacher", "administrator", "guardian"};
  for (std::size_t i = 0; i < 10; ++i) {
    Row row = test::user(id("u", i), "student", "s0");
    row["roles"] = std::string(dice.of(kRoles)) + "|" + id("s", dice.below(6));
    if (dice.one_in(2))
      row["roles"] += ";" + std::string(dice.of(kRoles)) + "|" + id("s", dice.below(6));
    if (dice.one_in(6)) row["username"] = "with blank";
    r.of(Entity::User).push_back(row);
  }
  for (std::size_t i = 0; i < 40; ++i) {
    Row row = test::enrollment(id("e", i), id("c", dice.below(13)), id("u", dice.below(11)), "s0",
                               dice.of(kRoles));
    if (dice.one_in(6)) row["endDate"] = "2026-09-01";
    r.of(Entity::Enrollment).push_back(row);
  }
  return r;
}

/// Everything that the flow says, as text.
std::string picture(const Roster& roster) {
  RosterRun run;
  run.run(roster);
  std::string out;
  for (const Entity entity : model::kEntities) {
    out += model::to_hex(run.flow->mapping_version(entity)) + "\n";
    for (const auto& [identity, record] : run.records[entity]) {
      out += std::string(model::name(entity)) + " " + identity + ": " +
             run.verdict(entity, identity) + " " + record.mapped.reason + " " +
             record.mapped.link_code + " " + record.mapped.shared_key + " " +
             model::to_hex(record.mapped.school);
      for (const auto& [name, value] : record.fields) out += " " + name + "=" + value;
      out += "\n";
      if (entity != Entity::Enrollment) continue;
      const auto [first, second] = std::pair(identity.substr(0, identity.find('/')),
                                             identity.substr(identity.find('/') + 1));
      out += "  gone: " + run.absent(entity, first, second).code + "\n";
    }
  }
  return out;
}

TEST(Order, OfRowsDecidesNothing) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Dice dice(seed);
    Roster roster = random_roster(dice);
    const std::string before = picture(roster);
    for (int i = 0; i < 3; ++i) {
      dice.shuffle(roster);
      ASSERT_EQ(picture(roster), before) << "seed " << seed;
    }
  }
}

TEST(Order, AdmittingAnEntityAgainChangesNothing) {
  RosterRun run;
  ASSERT_TRUE(run.admit(district()));
  const auto version = [&] {
    std::string out;
    for (const Entity entity : model::kEntities)
      out += model::to_hex(run.flow->mapping_version(entity));
    return out;
  };
  const std::string before = version();
  std::vector<sync::Flow::Row> rows;
  for (const Entity entity :
       {Entity::Org, Entity::AcademicSession, Entity::Class, Entity::Course, Entity::User}) {
    for (const auto& bytes : test::canonical(entity, district())) {
      ASSERT_TRUE(run.flow->admit(model::RecordView(entity, bytes), rows));
    }
    ASSERT_TRUE(run.flow->admitted(entity));
  }
  EXPECT_EQ(version(), before);
}

}  // namespace
}  // namespace crosswalk::flows
