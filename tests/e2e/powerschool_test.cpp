/// \file
/// Rosters from a played PowerSchool into a played Schoology, with the shipped binary: both ways of
/// reading bring the same.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "e2e/stage.hpp"

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class PowerSchoolTest : public testing::Test {
 protected:
  Connector connector(const std::string& mode) const {
    const Json config{
        {"base_url", sis.url()}, {"client_id", "e2e-client"}, {"client_secret", "${CW_E2E_SECRET}"},
        {"mode", mode},          {"start_year", 2026},        {"interval_ms", 1}};
    return {"powerschool", config.dump()};
  }
  std::uint64_t writes() const { return lms.get("counts").at("writes").get<std::uint64_t>(); }
  std::map<std::string, std::string> world() const { return picture(lms.get("state")); }

  /// The first record of a collection for which `is` holds.
  template <class Is>
  Json first(const char* collection, Is is) const {
    const Json state = sis.get("state");
    for (const Json& record : state.at(collection)) {
      if (is(record)) return record;
    }
    ADD_FAILURE() << "nothing fits in " << collection;
    return {};
  }

  Folder folder;
  Sandbox lms{folder.path()};
  Sandbox sis{"powerschool",
              folder.path(),
              {"--students", "60", "--key", "e2e-client", "--secret", "sandbox-secret"}};
};

TEST_F(PowerSchoolTest, ArrivesWholeAndOneChangeStaysOneChange) {
  const Stage stage(lms, connector("auto"));
  const Ended tested = stage.run({"connector", "test"});
  ASSERT_EQ(tested.status, 0) << tested.out << tested.err;
  EXPECT_THAT(tested.out, HasSubstr("mode powerquery"));

  const Ended first_run = stage.run({"sync"});
  ASSERT_EQ(first_run.status, 0) << first_run.out << first_run.err;
  const Json state = sis.get("state");
  const auto after = world();
  std::size_t users = 0;
  std::size_t enrollments = 0;
  for (const auto& [name, text] : after) {
    users += name.starts_with("user ") ? 1U : 0U;
    enrollments += name.starts_with("enrollment ") ? 1U : 0U;
  }
  EXPECT_GE(users, state.at("students").size() + state.at("users").size());
  EXPECT_EQ(enrollments, state.at("enrollments").size() + state.at("section_teachers").size());

  const std::uint64_t written = writes();
  const Ended second = stage.run({"sync"});
  ASSERT_EQ(second.status, 0) << second.out << second.err;
  EXPECT_EQ(writes(), written) << "a second run writes nothing";

  const Json student = first("students", [](const Json&) { return true; });
  sis.post("rename_student", {{"id", student.at("id")}, {"last_name", "Fern"}});
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  auto expected = after;
  const std::string name = "user S" + std::to_string(student.at("id").get<std::int64_t>());
  std::string& line = expected.at(name);
  const std::string old = " " + student.at("last_name").get<std::string>() + " ";
  line.replace(line.find(old), old.size(), " Fern ");
  EXPECT_EQ(world(), expected) << "that student's name and nothing else";
  EXPECT_EQ(writes(), written + 1);
}

TEST_F(PowerSchoolTest, LeavingAClassIsFollowed) {
  const Stage stage(lms, connector("powerquery"));
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  const Json seat = first("enrollments", [](const Json&) { return true; });
  sis.post("unenroll",
           {{"section_id", seat.at("section_id")}, {"student_id", seat.at("student_id")}});
  const Ended run = stage.run({"sync"});
  ASSERT_EQ(run.status, 0) << run.out << run.err;
  const std::string name = "enrollment " +
                           std::to_string(seat.at("section_id").get<std::int64_t>()) + "/S" +
                           std::to_string(seat.at("student_id").get<std::int64_t>());
  EXPECT_EQ(world().at(name), "admin=0 status=5");
}

// The same sourcedIds and values in both modes: a change of mode is no change.
TEST_F(PowerSchoolTest, BothModesBringTheSame) {
  Stage stage(lms, connector("v1"));
  const Ended first_run = stage.run({"sync"});
  ASSERT_EQ(first_run.status, 0) << first_run.out << first_run.err;
  const std::uint64_t written = writes();
  const std::uint64_t v1_calls = sis.get("counts").at("reads").get<std::uint64_t>();
  stage.sis = connector("powerquery");
  const Ended second = stage.run({"sync"});
  ASSERT_EQ(second.status, 0) << second.out << second.err;
  EXPECT_EQ(writes(), written);
  const std::uint64_t query_calls = sis.get("counts").at("reads").get<std::uint64_t>() - v1_calls;
  EXPECT_LT(query_calls, 15U) << "a handful, however many sections there are";
}

TEST_F(PowerSchoolTest, WhatIsMissingIsSaidByTheConnectionTest) {
  const Stage stage(lms, connector("auto"));
  sis.post("settings", {{"denied_fields", "USERS.EMAIL_ADDR"}, {"v1_access", "NONE"}});
  const Ended refused = stage.run({"connector", "test"});
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.out, HasSubstr("USERS.EMAIL_ADDR"));
  EXPECT_THAT(refused.out, HasSubstr("accessLevelV1Api READ"));
}

// v1 knows no co-teachers: falling back unasked would take them out.
TEST_F(PowerSchoolTest, AutoDoesNotFallBackOnceItReadTheQueries) {
  Stage stage(lms, connector("auto"));
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  const std::uint64_t written = writes();
  sis.post("settings", {{"powerqueries", false}});
  const Ended refused = stage.run({"sync"});
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.out + refused.err, HasSubstr("set mode to v1"));
  EXPECT_EQ(writes(), written);
  stage.sis = connector("v1");
  EXPECT_EQ(stage.run({"sync"}).status, 0) << "a person decided";
}

TEST_F(PowerSchoolTest, ATokenThatDiesIsRenewed) {
  const Stage stage(lms, connector("powerquery"));
  sis.post("faults", {{"kind", "expired"}, {"path", "/ws/schema"}, {"nth", 3}});
  const Ended run = stage.run({"sync"});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
}

}  // namespace
}  // namespace crosswalk::e2e
