/// \file
/// A whole school from QuickSchools into Schoology, both played, with the shipped binary.

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

class QuickSchoolsTest : public testing::Test {
 protected:
  Folder sis_folder_;
  Folder lms_folder_;
  Sandbox lms_{lms_folder_.path()};
  Sandbox sis_{"quickschools",
               sis_folder_.path(),
               {"--key", "sandbox-secret", "--students", "30", "--schools", "1"}};

  Stage stage() const {
    const Json config{{"api_key", "${CW_E2E_SECRET}"},
                      {"school_code", "demo"},
                      {"school_name", "Alder High School"},
                      {"base_url", sis_.url() + "/sms/v1"}};
    return {lms_, {"quickschools", config.dump()}};
  }
  std::uint64_t writes() const { return lms_.get("counts").at("writes").get<std::uint64_t>(); }
  static std::size_t count(const std::map<std::string, std::string>& world, const char* kind) {
    return static_cast<std::size_t>(std::ranges::count_if(
        world, [&](const auto& entry) { return entry.first.rfind(kind, 0) == 0; }));
  }
};

TEST_F(QuickSchoolsTest, ArrivesWholeAndASecondRunWritesNothing) {
  const Stage stage = this->stage();
  const Ended first = stage.run({"sync"});
  ASSERT_EQ(first.status, 0) << first.out << first.err;
  const Json school = sis_.get("state");
  const auto world = picture(lms_.get("state"));
  EXPECT_EQ(world.at("building demo"), "Alder High School");
  EXPECT_EQ(count(world, "period "), 2U);
  EXPECT_EQ(count(world, "section "), school.at("sections").size());
  EXPECT_GE(count(world, "user "), 32U);
  std::size_t teachers = 0;
  for (const Json& section : school.at("sections")) {
    const auto id = section.at("id").get<std::string>();
    for (const Json& teacher : section.at("teacherIds")) {
      ++teachers;
      EXPECT_EQ(world.at("enrollment " + id + "/" + teacher.get<std::string>()),
                "admin=1 status=1");
    }
  }
  for (const Json& row : school.at("enrollments")) {
    const std::string name = "enrollment " + row.at("sectionId").get<std::string>() + "/" +
                             row.at("studentId").get<std::string>();
    ASSERT_TRUE(world.contains(name)) << name;
    EXPECT_EQ(world.at(name), "admin=0 status=1");
  }
  EXPECT_EQ(count(world, "enrollment "), school.at("enrollments").size() + teachers);

  // Requests bunch up on their way when a machine is busy: one too many is waited out. The key
  // stands in no log.
  const Json log = sis_.get("log");
  for (const Json& entry : log.at("log"))
    EXPECT_THAT(entry.at("status").get<int>(), testing::AnyOf(200, 429)) << entry;
  EXPECT_THAT(log.dump() + first.out + first.err, Not(HasSubstr("sandbox-secret")));

  const std::uint64_t written = writes();
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  EXPECT_EQ(writes(), written);
}

TEST_F(QuickSchoolsTest, OneChangeIsOneChange) {
  const Stage stage = this->stage();
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  auto before = picture(lms_.get("state"));
  Json student = sis_.get("state").at("students").at(0);
  const auto id = student.at("id").get<std::string>();
  student["lastName"] = "Renamed";
  sis_.post("seed", {{"students", Json::array({student})}});
  const std::uint64_t written = writes();
  const Ended second = stage.run({"sync"});
  ASSERT_EQ(second.status, 0) << second.out << second.err;
  EXPECT_EQ(writes(), written + 1);
  auto after = picture(lms_.get("state"));
  EXPECT_THAT(after.at("user " + id), HasSubstr(" Renamed "));
  before.erase("user " + id);
  after.erase("user " + id);
  EXPECT_EQ(after, before) << "nothing else moved";

  // Who leaves a section leaves it in Schoology, and nobody else does.
  Json state = sis_.get("state");
  const Json gone = state.at("enrollments").at(0);
  state["enrollments"].erase(0);
  sis_.post("restore", state);
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  after = picture(lms_.get("state"));
  const std::string name = "enrollment " + gone.at("sectionId").get<std::string>() + "/" +
                           gone.at("studentId").get<std::string>();
  EXPECT_EQ(after.at(name), "admin=0 status=5");
}

TEST_F(QuickSchoolsTest, TheConnectionIsTestedStepByStep) {
  const std::map<std::string, std::string> other{{"CW_E2E_OTHER", "demo.another-key"}};
  Stage stage = this->stage();
  const Ended good = stage.run({"connector", "test", "sis"});
  EXPECT_EQ(good.status, 0) << good.out << good.err;
  EXPECT_THAT(good.out, HasSubstr("30 students"));

  sis_.post("settings", {{"denied", "teachers"}});
  const Ended denied = stage.run({"connector", "test", "sis"});
  EXPECT_NE(denied.status, 0);
  EXPECT_THAT(denied.out + denied.err, HasSubstr("may not see this area"));

  Json config = Json::parse(stage.sis.config_json);
  config["base_url"] = sis_.url() + "/web";
  stage.sis.config_json = config.dump();
  const Ended elsewhere = stage.run({"connector", "test", "sis"});
  EXPECT_NE(elsewhere.status, 0);
  EXPECT_THAT(elsewhere.out + elsewhere.err, HasSubstr("/sms/v1"));

  config["base_url"] = sis_.url() + "/sms/v1";
  config["api_key"] = "${CW_E2E_OTHER}";
  stage.sis.config_json = config.dump();
  const Ended refused = stage.run({"connector", "test", "sis"}, other);
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.out + refused.err, HasSubstr("does not know the API key"));
  EXPECT_THAT(refused.out + refused.err, Not(HasSubstr("demo.another-key")));

  config["base_url"] = "http://127.0.0.1:1/sms/v1";
  stage.sis.config_json = config.dump();
  const Ended nobody = stage.run({"connector", "test", "sis"}, other);
  EXPECT_NE(nobody.status, 0);
  EXPECT_THAT(nobody.out + nobody.err, HasSubstr("no connection"));
  EXPECT_THAT(nobody.out + nobody.err, Not(HasSubstr("demo.another-key")));
}

}  // namespace
}  // namespace crosswalk::e2e
