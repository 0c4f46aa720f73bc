/// \file
/// One Schoology into another, both played, with the shipped binary.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "e2e/stage.hpp"

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class SchoologySourceTest : public testing::Test {
 protected:
  Folder folder_;
  Sandbox lms_{folder_.path()};
  Sandbox sis_{"schoology",
               folder_.path(),
               {"--key", "sis-key", "--secret", "sandbox-secret", "--students", "30", "--schools",
                "2", "--unlimited"}};

  Stage stage(const Json& more = Json::object()) const {
    Json config{{"base_url", sis_.url()},
                {"consumer_key", "sis-key"},
                {"consumer_secret", "${CW_E2E_SECRET}"},
                {"school_year", "2027"},
                {"rate", 1000}};
    config.update(more);
    return {lms_, {"schoology", config.dump()}};
  }
  std::uint64_t writes() const { return lms_.get("counts").at("writes").get<std::uint64_t>(); }
  std::map<std::string, std::string> world() const { return picture(lms_.get("state")); }
  static std::size_t count(const std::map<std::string, std::string>& world, const char* kind) {
    return static_cast<std::size_t>(std::ranges::count_if(
        world, [&](const auto& entry) { return entry.first.starts_with(kind); }));
  }
  static std::string name_of(const Json& enrollment) {
    return "enrollment " + enrollment.at("section_school_code").get<std::string>() + "/" +
           enrollment.at("school_uid").get<std::string>();
  }
};

TEST_F(SchoologySourceTest, UnderItsCodesItArrivesAsItIs) {
  const Stage stage = this->stage({{"source_ids", "codes"}});
  const Ended first = stage.run({"sync"});
  ASSERT_EQ(first.status, 0) << first.out << first.err;
  auto here = picture(sis_.get("state"));
  auto there = world();
  EXPECT_GT(count(here, "enrollment "), 150U);
  // Courses are kept per building, and get the building's code behind theirs; accounts of
  // administrators are not synced here.
  const auto without_courses = [](auto world) {
    std::erase_if(world, [](const auto& entry) {
      return entry.first.starts_with("course ") || entry.first == "user sandbox-admin";
    });
    for (auto& [name, text] : world) {
      if (name.starts_with("section ")) text = text.substr(0, text.find(" of "));
    }
    return world;
  };
  EXPECT_EQ(without_courses(there), without_courses(here));
  EXPECT_EQ(count(there, "course "), count(here, "course "));

  const std::uint64_t written = writes();
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  EXPECT_EQ(writes(), written) << "a second run writes nothing";
}

TEST_F(SchoologySourceTest, OneChangeIsOneChange) {
  const Stage stage = this->stage({{"source_ids", "codes"}});
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  auto before = world();
  Json state = sis_.get("state");
  const Json leaving = state.at("enrollments").at(3);
  ASSERT_EQ(leaving.at("admin"), 0);
  sis_.post("unenroll", {{"id", leaving.at("id")}});
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  auto after = world();
  EXPECT_EQ(after.at(name_of(leaving)), "admin=0 status=5");
  after.erase(name_of(leaving));
  before.erase(name_of(leaving));
  EXPECT_EQ(after, before) << "nothing else moved";

  // Archived by hand: Schoology keeps it, and it is over.
  Json archived = sis_.get("state").at("enrollments").at(5);
  archived["status"] = 5;
  sis_.post("seed", {{"enrollments", Json::array({archived})}});
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  EXPECT_EQ(world().at(name_of(archived)), "admin=0 status=5");

  // Who is made inactive is not taken out of the destination on the same night.
  const auto users = count(world(), "user ");
  sis_.post("deactivate", {{"school_uid", archived.at("school_uid")}, {"keep_enrollments", true}});
  const Ended third = stage.run({"sync"});
  ASSERT_EQ(third.status, 0) << third.out << third.err;
  EXPECT_EQ(count(world(), "user "), users);
}

TEST_F(SchoologySourceTest, AListThatFailsTakesNobodyOut) {
  const Stage stage = this->stage();
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  const auto before = world();
  const std::uint64_t written = writes();
  const Json state = sis_.get("state");
  const std::string course = state.at("courses").at(0).at("id").dump();
  const std::string section = state.at("sections").at(0).at("id").dump();
  for (const std::string& path :
       {"/v1/sections/" + section + "/enrollments", "/v1/courses/" + course + "/sections"}) {
    for (const Json& fault : {Json{{"kind", "status"}, {"status", 404}},
                              Json{{"kind", "status"}, {"status", 200}, {"body", "{}"}}}) {
      SCOPED_TRACE(path + " " + fault.dump());
      Json wanted = fault;
      wanted["path"] = path;
      wanted["count"] = 0;
      sis_.post("faults", wanted);
      // Somebody does leave, elsewhere or in that very section: that too waits for a whole read.
      sis_.post("unenroll", {{"id", state.at("enrollments").at(1).at("id")}});
      const Ended run = stage.run({"sync"});
      EXPECT_EQ(sis_.get("faults").at("faults").at(0).at("hits").get<int>() > 0, true);
      EXPECT_EQ(writes(), written) << run.out << run.err;
      EXPECT_EQ(world(), before);
      sis_.clear_faults();
      sis_.post("restore", state);
    }
  }
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  EXPECT_EQ(writes(), written);
}

TEST_F(SchoologySourceTest, OneRefusalMergesNoSchools) {
  const Stage stage = this->stage();
  sis_.post("faults", {{"kind", "status"},
                       {"status", 403},
                       {"path", "/v1/schools/500100/buildings"},
                       {"count", 1}});
  const Ended refused = stage.run({"sync"});
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.out + refused.err, HasSubstr("set buildings to never"));
  EXPECT_EQ(writes(), 0U);
  const Ended next = stage.run({"sync"});
  EXPECT_EQ(next.status, 0) << next.out << next.err;
  EXPECT_EQ(count(world(), "building "), 2U);
}

TEST_F(SchoologySourceTest, WithoutThePermissionTheSchoolIsTheOrgIfThatIsMeant) {
  sis_.post("faults", {{"kind", "status"},
                       {"status", 403},
                       {"path", "/v1/schools/500100/buildings"},
                       {"count", 0}});
  const Ended tested = stage().run({"connector", "test", "sis"});
  EXPECT_NE(tested.status, 0);
  EXPECT_THAT(tested.out + tested.err, HasSubstr("set buildings to never"));
  const Stage stage = this->stage({{"buildings", "never"}});
  const Ended first = stage.run({"sync"});
  ASSERT_EQ(first.status, 0) << first.out << first.err;
  EXPECT_EQ(count(world(), "building "), 1U);
  EXPECT_GT(count(world(), "user "), 30U);
}

TEST_F(SchoologySourceTest, APermissionThatGoesStopsTheRun) {
  const Stage stage = this->stage();
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  EXPECT_EQ(count(world(), "building "), 2U);
  const std::uint64_t written = writes();
  sis_.post("faults", {{"kind", "status"},
                       {"status", 403},
                       {"path", "/v1/schools/500100/buildings"},
                       {"count", 0}});
  const Ended run = stage.run({"sync"});
  EXPECT_NE(run.status, 0);
  EXPECT_THAT(run.out + run.err, HasSubstr("reading buildings"));
  EXPECT_EQ(writes(), written);
}

TEST_F(SchoologySourceTest, AnotherSchoolYearIsNotRead) {
  const Ended run = stage({{"school_year", "2026"}}).run({"sync"});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  EXPECT_EQ(count(world(), "section "), 0U);
  EXPECT_EQ(count(world(), "enrollment "), 0U);
}

TEST_F(SchoologySourceTest, NamesAreInNoLog) {
  const Stage stage = this->stage();
  const Json state = sis_.get("state");
  sis_.post("faults", {{"kind", "status"},
                       {"status", 404},
                       {"path", "/v1/sections/" + state.at("sections").at(0).at("id").dump()}});
  const Ended run = stage.run({"plan", "--verbose"});
  EXPECT_THAT(run.err, HasSubstr("schoology.incomplete")) << run.out << run.err;
  for (const Json& user : state.at("users")) {
    EXPECT_THAT(run.err, Not(HasSubstr(user.at("username").get<std::string>())));
    EXPECT_THAT(run.err, Not(HasSubstr(user.at("primary_email").get<std::string>())));
    EXPECT_THAT(run.err, Not(HasSubstr(user.at("name_last").get<std::string>())));
  }
  EXPECT_THAT(run.err + sis_.get("log").dump(), Not(HasSubstr("sandbox-secret")));
}

}  // namespace
}  // namespace crosswalk::e2e
