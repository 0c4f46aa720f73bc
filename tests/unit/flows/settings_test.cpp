/// What a setting gets that cannot be: a sentence that names it, before anything is read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flows/roster/limits.hpp"
#include "unit/flows/roster_run.hpp"

namespace crosswalk::flows {
namespace {

using testing::HasSubstr;

/// The error of create(), or nothing.
std::string refused(const std::function<void(RosterSettings&, SchemaOnly&)>& change,
                    ErrorCode code = ErrorCode::BadConfig) {
  RosterSettings settings;
  SchemaOnly destination;
  change(settings, destination);
  const auto flow = RosterFlow::create(settings, destination, keys(), {}, kToday);
  if (flow) return "";
  EXPECT_EQ(flow.error().code, code) << flow.error().message;
  return flow.error().message;
}

TEST(Settings, TheDefaultsNeedNoEditing) {
  EXPECT_EQ(refused([](auto&, auto&) {}), "");
}

TEST(Settings, UnknownNamesAreRefusedWithTheNearest) {
  EXPECT_THAT(refused([](auto& s, auto&) { s.codes["curse"] = "{sourcedId}"; }),
              HasSubstr("codes: \"curse\" is no entity; did you mean \"course\"?"));
  EXPECT_THAT(refused([](auto& s, auto&) { s.fields["users"]["x"] = "1"; }),
              HasSubstr("did you mean \"user\"?"));
  EXPECT_THAT(
      refused([](auto& s, auto&) { s.fields["user"]["usrname"] = "1"; }),
      HasSubstr(
          "fields.user: \"usrname\" is no field of the destination; did you mean \"username\"?"));
  EXPECT_THAT(refused([](auto& s, auto&) { s.thresholds["enrolment.drop"] = {}; }),
              HasSubstr("did you mean \"enrollment.drop\"?"));
  EXPECT_THAT(refused([](auto& s, auto&) { s.codes["user"] = "{identifer}"; }),
              HasSubstr("codes.user: \"identifer\""));
}

TEST(Settings, ExpressionsAreCheckedBeforeThereIsARecord) {
  EXPECT_THAT(refused([](auto& s, auto&) { s.fields["user"]["username"] = "lower("; }),
              HasSubstr("fields.user.username: "));
  EXPECT_THAT(refused([](auto& s, auto&) { s.fields["user"]["username"] = "lower(usrname)"; }),
              HasSubstr("there is no value called \"usrname\""));
  EXPECT_THAT(refused([](auto& s, auto&) { s.fields["user"]["username"] = "mapped.usrname"; }),
              HasSubstr("mapped.usrname"));
  EXPECT_THAT(refused([](auto& s, auto&) { s.fields["user"]["username"] = "roles"; }),
              HasSubstr("\"roles\""));
  EXPECT_EQ(
      refused([](auto& s, auto&) { s.fields["user"]["username"] = "metadata['x'] .. email"; }), "");
}

TEST(Settings, CodesMustTellRecordsApart) {
  EXPECT_THAT(refused([](auto& s, auto&) { s.codes["user"] = "same"; }),
              HasSubstr("the same code for all"));
  EXPECT_THAT(refused([](auto& s, auto&) { s.codes["user"] = "{sourcedId"; }), HasSubstr("brace"));
  EXPECT_THAT(refused([](auto& s, auto&) { s.codes["user"] = "a}b"; }), HasSubstr("brace"));
  EXPECT_THAT(refused([](auto& s, auto&) { s.codes["enrollment"] = "{sourcedId}"; }),
              HasSubstr("no code"));
  EXPECT_THAT(refused([](auto& s, auto&) { s.codes["org"] = "{school.name}"; }),
              HasSubstr("school.name"));
}

TEST(Settings, WhatTheDestinationCannotDoIsRefused) {
  EXPECT_THAT(refused([](auto& s, auto& d) {
                s.removed_users = RemovalPolicy::Deactivate;
                d.of(Entity::User).operations = {};
              }),
              HasSubstr("removed_users"));
  EXPECT_THAT(refused([](auto& s, auto& d) {
                s.dropped_enrollments = DropPolicy::Delete;
                d.of(Entity::Enrollment).operations = {};
              }),
              HasSubstr("dropped_enrollments"));
  EXPECT_THAT(refused([](auto& s, auto& d) {
                s.passwords = PasswordStrategy::Identifier;
                d.of(Entity::User).fields.back().create_only = false;
              }),
              HasSubstr("passwords"));
}

TEST(Settings, AManifestThatAsksForWhatARosterDoesNotHaveIsTheAdaptersFault) {
  EXPECT_THAT(refused([](auto&, auto& d) { d.of(Entity::User).fields[3].from = "nickname"; },
                      ErrorCode::Internal),
              HasSubstr("user.username takes the mapped value \"nickname\""));
  EXPECT_THAT(refused([](auto&, auto& d) { d.of(Entity::User).fields[3].from = "org"; },
                      ErrorCode::Internal),
              HasSubstr("another type"));
  EXPECT_EQ(refused([](auto& s, auto& d) {
              d.of(Entity::User).fields[3].from = "nickname";
              s.fields["user"]["username"] = "identifier";
            }),
            "")
      << "an expression stands in for it";
  EXPECT_THAT(refused([](auto&, auto& d) { d.of(Entity::User).fields[3].pattern = "("; }),
              HasSubstr("pattern"));
}

TEST(Limits, AreThePapersUnlessASettingSaysOtherwise) {
  const auto defaults = limits({});
  ASSERT_TRUE(defaults);
  struct {
    const char* name;
    std::uint64_t floor;
    double percent;
    std::uint64_t most;
  } const cases[] = {
      {"snapshot.shrink", 20, 10, UINT64_MAX},
      {"snapshot.grow", 20, 50, UINT64_MAX},
      {"course.drop", 0, 2, 20},
      {"class.drop", 20, 5, 2000},
      {"user.drop", 20, 2, 5000},
      {"user.identity", 20, 1, 2000},
      {"user.create", 100, 20, UINT64_MAX},
      {"user.relink", 20, 0.5, 500},
      {"enrollment.drop", 50, 5, 100000},
      {"enrollment.drop.class", 5, 50, UINT64_MAX},
      {"enrollment.promote", 0, 0.1, 20},
      {"enrollment.dangling", 0, 1, UINT64_MAX},
      {"user.update", 100, 75, UINT64_MAX},
  };
  for (const auto& c : cases) {
    const auto at = defaults->find(c.name);
    ASSERT_NE(at, defaults->end()) << c.name;
    EXPECT_EQ(at->second.floor, c.floor) << c.name;
    EXPECT_DOUBLE_EQ(at->second.percent, c.percent) << c.name;
    EXPECT_EQ(at->second.hard_max, c.most) << c.name;
  }
  const auto other = limits({{"enrollment.drop", {7, 3.5, 70}}, {"class.create", {1, 2, 3}}});
  EXPECT_EQ(other->at("enrollment.drop").floor, 7U);
  EXPECT_EQ(other->at("class.create").hard_max, 3U);
  EXPECT_FALSE(limits({{"user.drop", {0, 101, 0}}}));
}

TEST(Limits, AreAskedByName) {
  RosterSettings settings;
  settings.grace_snapshots = 3;
  settings.grace_time = std::chrono::hours(24);
  SchemaOnly destination;
  const auto flow = RosterFlow::create(settings, destination, keys(), {}, kToday);
  ASSERT_TRUE(flow);
  EXPECT_TRUE((*flow)->limit("user.drop"));
  EXPECT_FALSE((*flow)->limit("class.create"));
  EXPECT_EQ((*flow)->grace().snapshots, 3U);
  EXPECT_EQ((*flow)->grace().ms, 24LL * 3600 * 1000);
}

TEST(Catalogs, AreNamedOnceAndMustBeLists) {
  SchemaOnly destination;
  const auto flow = RosterFlow::create({}, destination, keys(), {}, kToday);
  EXPECT_THAT((*flow)->catalogs(), testing::ElementsAre("role"));
  for (const char* json : {"", "{}", "[1]", R"([{"title": "x"}])"}) {
    const auto set = (*flow)->set_catalog("role", json);
    ASSERT_FALSE(set) << json;
    EXPECT_THAT(set.error().message, HasSubstr("catalog \"role\""));
  }
}

}  // namespace
}  // namespace crosswalk::flows
