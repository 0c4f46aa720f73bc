/// \file
/// The sandbox around the interface: state, seeds, deeds, settings, the invented district.

#include <gtest/gtest.h>

#include "powerschool_client.hpp"
#include "sandbox/district/generate.hpp"

namespace crosswalk::sandbox::test {
namespace {

TEST(SandboxPowerSchoolState, DumpsAndRestoresEverything) {
  PowerSchool server;
  System& system = server.stage().system();
  const Json before = system.dump();
  EXPECT_EQ(before["students"].size(), 7U);
  EXPECT_EQ(before["students"][0]["id"], 1101);
  ASSERT_TRUE(server.deed("drop_class", {{"id", 9101}}));
  EXPECT_NE(system.dump(), before);
  ASSERT_TRUE(system.restore(before));
  EXPECT_EQ(system.dump(), before);
}

TEST(SandboxPowerSchoolState, ASeedThatDoesNotFitChangesNothing) {
  PowerSchool server;
  System& system = server.stage().system();
  const Json before = system.dump();
  const std::vector<std::pair<Json, const char*>> unfit{
      {{{"pupils", Json::array()}}, "no collection"},
      {{{"students", {{{"first_name", "A"}}}}}, "required"},
      {{{"students", {{{"shoe", 4}}}}}, "no field shoe"},
      {{{"enrollments", {{{"section_id", 1}, {"student_id", 1101}}}}}, "section_id 1 is not in"},
      {{{"terms", {{{"id", 501}, {"start_date", "soon"}}}}}, "start_date"}};
  for (const auto& [seed, words] : unfit) {
    const auto done = system.seed(seed);
    ASSERT_FALSE(done) << words;
    EXPECT_EQ(done.error().code, ErrorCode::BadData);
    EXPECT_NE(done.error().message.find(words), std::string::npos) << done.error().message;
  }
  EXPECT_EQ(system.dump(), before);
}

TEST(SandboxPowerSchoolState, ARecordWithoutAnIdGetsTheNextOne) {
  PowerSchool server;
  ASSERT_TRUE(server.stage().system().seed(
      {{"students",
        {{{"first_name", "N"}, {"last_name", "E"}, {"grade_level", 9}, {"school_id", 4}}}}}));
  const Json made = server.stage().system().dump()["students"].back();
  EXPECT_EQ(made["id"], 1108);
  EXPECT_NE(made["inner_id"], made["id"]) << "STUDENTS.ID is not its DCID";
}

TEST(SandboxPowerSchoolDeeds, DoWhatARegistrarDoes) {
  PowerSchool server;
  const auto seats = [&](int section) {
    return server.get("/ws/v1/section/" + std::to_string(section) + "/section_enrollment")
        .json()["section_enrollments"];
  };
  ASSERT_TRUE(server.deed("rename_student", {{"id", 1101}, {"last_name", "Sample-Young"}}));
  EXPECT_EQ(server.get("/ws/v1/student/1101").json()["student"]["name"]["last_name"],
            "Sample-Young");
  ASSERT_TRUE(server.deed("enroll", {{"section_id", 9103}, {"student_id", 1103}}));
  EXPECT_EQ(seats(9103)["section_enrollment"]["student_id"], 1103);
  ASSERT_TRUE(server.deed("unenroll", {{"section_id", 9103}, {"student_id", 1103}}));
  EXPECT_EQ(seats(9103)["section_enrollment"]["dropped"], true);
  ASSERT_TRUE(server.deed("set_status", {{"id", 1103}, {"enroll_status", 2}}));
  EXPECT_EQ(server.get("/ws/v1/school/3/student/count").json()["resource"]["count"], 2);
  ASSERT_TRUE(server.deed("assign_teacher",
                          {{"section_id", 9102}, {"users_dcid", 7001}, {"is_lead", true}}));
  EXPECT_EQ(server.get("/ws/v1/section/9102").json()["section"]["staff_id"], 7101);
  ASSERT_TRUE(server.deed("dismiss_teacher", {{"section_id", 9102}, {"users_dcid", 7001}}));
  EXPECT_FALSE(server.get("/ws/v1/section/9102").json()["section"].contains("staff_id"));
  ASSERT_TRUE(server.deed("drop_class", {{"id", 9102}}));
  EXPECT_EQ(server.get("/ws/v1/section/9102").status, 404);
  ASSERT_TRUE(server.deed("transfer_student", {{"id", 1101}, {"school_id", 4}}));
}

TEST(SandboxPowerSchoolDeeds, WhatIsNotThereCannotBeChanged) {
  PowerSchool server;
  const Json before = server.stage().system().dump();
  EXPECT_EQ(server.deed("fly", Json::object()).error().code, ErrorCode::NotFound);
  EXPECT_EQ(server.deed("rename_student", {{"id", 5}}).error().code, ErrorCode::NotFound);
  EXPECT_EQ(server.deed("rename_student", Json::object()).error().code, ErrorCode::InvalidArgument);
  EXPECT_FALSE(server.deed("transfer_student", {{"id", 1101}, {"school_id", 99}}));
  EXPECT_FALSE(server.deed("unenroll", {{"section_id", 9103}, {"student_id", 1101}}));
  EXPECT_EQ(server.stage().system().dump(), before);
}

TEST(SandboxPowerSchoolSettings, AreCheckedAndReset) {
  PowerSchool server;
  System& system = server.stage().system();
  EXPECT_FALSE(system.change_settings({{"v1_access", "SOME"}}));
  EXPECT_FALSE(system.change_settings({{"powerqueries", "yes"}}));
  EXPECT_FALSE(system.change_settings({{"gravity", 1}}));
  server.set({{"v1_access", "NONE"}});
  EXPECT_EQ(system.settings()["v1_access"], "NONE");
  system.reset();
  EXPECT_EQ(system.settings()["v1_access"], "READ");
}

TEST(SandboxPowerSchoolDistrict, HoldsTheInventedPeople) {
  const District district = generate_district({1, 2, 60});
  PowerSchool server(Json::object(), &district);
  std::size_t students = 0;
  for (const User& user : district.users) students += user.role == "student" ? 1U : 0U;
  EXPECT_EQ(server.get("/ws/v1/district/student/count").json()["resource"]["count"], students);
  EXPECT_EQ(server.ours("roster.sections/count", {{"yearid", "36"}}).json()["count"],
            district.classes.size());
  EXPECT_EQ(server.ours("roster.enrollments/count", {{"yearid", "36"}}).json()["count"],
            district.enrollments.size() - district.classes.size())
      << "one teacher for each class";
  const Json terms = server.get("/ws/v1/school/3/term").json()["terms"]["term"];
  EXPECT_EQ(terms[0]["portion"], 1);
  EXPECT_EQ(terms[0]["end_date"], "2027-06-11") << "the last day";
}

}  // namespace
}  // namespace crosswalk::sandbox::test
