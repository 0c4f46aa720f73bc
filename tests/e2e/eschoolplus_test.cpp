/// \file
/// A whole district from eSchoolPlus into Schoology, both played, with the shipped binary.

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

class ESchoolPlusTest : public testing::Test {
 protected:
  Folder sis_folder_;
  Folder lms_folder_;
  Sandbox lms_{lms_folder_.path()};
  Sandbox sis_{
      "eschoolplus",
      sis_folder_.path(),
      {"--key", "svc_lms", "--secret", "sandbox-secret", "--students", "40", "--schools", "2"}};

  Stage stage() const {
    const Json config{{"domain", sis_.url()},
                      {"site_code", "NorthFork"},
                      {"login", "svc_lms"},
                      {"password", "${CW_E2E_SECRET}"},
                      {"school_year", "2027"}};
    return {lms_, {"eschoolplus", config.dump()}};
  }
  std::uint64_t writes() const { return lms_.get("counts").at("writes").get<std::uint64_t>(); }
  static std::size_t count(const std::map<std::string, std::string>& world, const char* kind) {
    return static_cast<std::size_t>(std::ranges::count_if(
        world, [&](const auto& entry) { return entry.first.rfind(kind, 0) == 0; }));
  }
  std::size_t log_ins() const {
    std::size_t out = 0;
    const Json log = sis_.get("log");
    for (const Json& entry : log.at("log")) {
      out += entry.at("method") == "POST" && entry.at("path") == "/espws/v1/session" ? 1U : 0U;
    }
    return out;
  }
};

TEST_F(ESchoolPlusTest, ArrivesWholeAndASecondRunWritesNothing) {
  const Stage stage = this->stage();
  const Ended first = stage.run({"sync"});
  ASSERT_EQ(first.status, 0) << first.out << first.err;
  const Json district = sis_.get("state");
  const auto world = picture(lms_.get("state"));
  EXPECT_TRUE(world.contains("building NORTHFORK-11"));
  EXPECT_EQ(count(world, "building "), 2U);
  EXPECT_EQ(count(world, "section "), district.at("sections").size());
  std::size_t teachers = 0;
  for (const Json& section : district.at("sections")) {
    const auto key = section.at("id").get<std::string>();
    const auto teacher = section.at("sessions").at(0).at("primaryStaffId").get<std::string>();
    EXPECT_EQ(world.at("enrollment " + key + "/t:" + teacher), "admin=1 status=1");
    ++teachers;
  }
  for (const Json& row : district.at("enrollments")) {
    const std::string name = "enrollment " + row.at("sectionKey").dump() +
                             "/s:" + row.at("studentId").get<std::string>();
    ASSERT_TRUE(world.contains(name)) << name;
  }
  EXPECT_EQ(count(world, "enrollment "), district.at("enrollments").size() + teachers);

  EXPECT_EQ(log_ins(), 1U) << "one session for the whole run";
  EXPECT_EQ(sis_.post("sessions", Json::object()).at("open"), 0) << "and it was ended";

  const std::uint64_t written = writes();
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  EXPECT_EQ(writes(), written);
  EXPECT_THAT(first.out + first.err, Not(HasSubstr("sandbox-secret")));
}

TEST_F(ESchoolPlusTest, OneChangeIsOneChange) {
  const Stage stage = this->stage();
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  auto before = picture(lms_.get("state"));
  Json student = sis_.get("state").at("students").at(0);
  const std::string who = "user s:" + student.at("studentId").get<std::string>();
  student["lastName"] = "Renamed";
  sis_.post("seed", {{"students", Json::array({student})}});
  const std::uint64_t written = writes();
  const Ended second = stage.run({"sync"});
  ASSERT_EQ(second.status, 0) << second.out << second.err;
  EXPECT_EQ(writes(), written + 1);
  auto after = picture(lms_.get("state"));
  EXPECT_THAT(after.at(who), HasSubstr(" Renamed "));
  before.erase(who);
  after.erase(who);
  EXPECT_EQ(after, before) << "nothing else moved";

  // A student whose course was dropped leaves the section, and keeps the account.
  Json seat = sis_.get("state").at("enrollments").at(0);
  seat["courseStatus"] = "D";
  sis_.post("seed", {{"enrollments", Json::array({seat})}});
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  after = picture(lms_.get("state"));
  const auto student_id = seat.at("studentId").get<std::string>();
  EXPECT_EQ(after.at("enrollment " + seat.at("sectionKey").dump() + "/s:" + student_id),
            "admin=0 status=5");
  EXPECT_TRUE(after.contains("user s:" + student_id));
}

TEST_F(ESchoolPlusTest, ATokenThatExpiresOnTheWayIsRenewedOnce) {
  sis_.post("settings", {{"expire_token_after", 4}});
  const Stage stage = this->stage();
  const Ended ended = stage.run({"sync"});
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_GT(log_ins(), 1U);
}

TEST_F(ESchoolPlusTest, TheConnectionIsTestedStepByStep) {
  const std::map<std::string, std::string> other{{"CW_E2E_OTHER", "not the password"}};
  Stage stage = this->stage();
  const Ended good = stage.run({"connector", "test", "sis"});
  EXPECT_EQ(good.status, 0) << good.out << good.err;
  EXPECT_THAT(good.out, HasSubstr("eSchoolPlus 21.4.18.0"));
  EXPECT_THAT(good.out, HasSubstr("40 active students"));

  Json config = Json::parse(stage.sis.config_json);
  config["site_code"] = "SOUTHFORK";
  stage.sis.config_json = config.dump();
  const Ended site = stage.run({"connector", "test", "sis"});
  EXPECT_NE(site.status, 0);
  EXPECT_THAT(site.out + site.err, HasSubstr("AUTH_SITE_UNKNOWN"));

  config["site_code"] = "NORTHFORK";
  config["password"] = "${CW_E2E_OTHER}";
  stage.sis.config_json = config.dump();
  const std::size_t before = log_ins();
  const Ended refused = stage.run({"connector", "test", "sis"}, other);
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.out + refused.err, HasSubstr("AUTH_INVALID"));
  EXPECT_THAT(refused.out + refused.err, Not(HasSubstr("not the password")));
  EXPECT_EQ(log_ins(), before + 1) << "a refused log-in is never repeated";

  sis_.post("settings", {{"locked", true}});
  const Ended locked = stage.run({"connector", "test", "sis"}, other);
  EXPECT_THAT(locked.out + locked.err, HasSubstr("AUTH_LOCKED"));
  EXPECT_EQ(log_ins(), before + 2) << "nor is one to a locked account";

  sis_.post("settings", {{"version", "2.9"}});
  const Ended old = stage.run({"connector", "test", "sis"}, other);
  EXPECT_NE(old.status, 0);
  EXPECT_THAT(old.out + old.err, HasSubstr("ESP_VERSION_UNSUPPORTED"));
  EXPECT_EQ(log_ins(), before + 2) << "no password is sent to it";
}

}  // namespace
}  // namespace crosswalk::e2e
