/// \file
/// Contract section 8: the named queries of our package and of PowerSchool.

#include <gtest/gtest.h>

#include "powerschool_client.hpp"

namespace crosswalk::sandbox::test {
namespace {

const Json kYear{{"yearid", "36"}};

TEST(SandboxPowerSchoolQuery, AnswersFlatRowsOfTexts) {
  PowerSchool server;
  const Json terms = server.ours("roster.terms", kYear, "?count=true").json();
  EXPECT_EQ(terms["name"], "terms");
  EXPECT_EQ(terms["count"], 4);
  const Json& semester = terms["record"][1];
  EXPECT_EQ(semester["dcid"], "502");
  EXPECT_EQ(semester["id"], "3601");
  EXPECT_EQ(semester["school_number"], "100") << "tables name schools by number";
  EXPECT_EQ(semester["isyearrec"], "0");
}

TEST(SandboxPowerSchoolQuery, NoRowsHaveNoRecord) {
  PowerSchool server;
  EXPECT_EQ(server.ours("roster.terms", {{"yearid", 12}}).json(), (Json{{"@extensions", ""}}));
}

// Contract 14.11: without pagesize there are 100 rows, whatever there is.
TEST(SandboxPowerSchoolQuery, PagesStreamsAndCounts) {
  PowerSchool server;
  Json many = Json::array();
  for (int i = 0; i < 250; ++i) {
    many.push_back({{"first_name", "A"}, {"last_name", "B"}, {"grade_level", 9}, {"school_id", 3}});
  }
  ASSERT_TRUE(server.stage().system().seed({{"students", many}}));
  const auto rows = [&](const std::string& parameters) {
    return server.ours("roster.students", Json::object(), parameters).json()["record"].size();
  };
  EXPECT_EQ(rows(""), 100U);
  EXPECT_EQ(rows("?page=3"), 57U);
  EXPECT_EQ(rows("?pagesize=0&page=9"), 257U);
  EXPECT_EQ(rows("?pagesize=1000"), 257U);
  EXPECT_EQ(server.ours("roster.students/count").json(), (Json{{"count", 257}}));
  EXPECT_EQ(server.ours("roster.students", Json::object(), "?pagesize=x").status, 400);
}

TEST(SandboxPowerSchoolQuery, ArgumentsAreChecked) {
  PowerSchool server;
  EXPECT_EQ(server.ours("roster.terms").status, 400) << "yearid is required";
  EXPECT_EQ(server.ours("roster.terms", {{"yearid", {1}}}).status, 400);
  EXPECT_EQ(server.ours("roster.students", {{"enroll_status", "0"}}).status, 400) << "an array";
  EXPECT_EQ(server.ours("roster.students", {{"enroll_status", {"0", -1}}, {"school_number", 100}})
                .json()["record"]
                .size(),
            4U);
  EXPECT_EQ(server.ours("roster.students", {{"$q", "last_name==Samp*;grade_level=gt=9"}})
                .json()["record"]
                .size(),
            1U);
  EXPECT_EQ(server.ours("roster.students", {{"$q", "nope==1"}}).status, 400);
}

TEST(SandboxPowerSchoolQuery, DroppedPlacesAreMarked) {
  PowerSchool server;
  const Json seats = server.ours("roster.enrollments", kYear, "?pagesize=0").json()["record"];
  ASSERT_EQ(seats.size(), 6U);
  EXPECT_EQ(seats[1]["cc_dcid"], "20002");
  EXPECT_EQ(seats[1]["dropped"], "1");
  EXPECT_EQ(seats[3]["student_dcid"], "1102") << "dropped and entered again";
}

TEST(SandboxPowerSchoolQuery, SectionsHaveTheDistrictsCoursesAndAllTeachers) {
  PowerSchool server;
  const Json sections = server.ours("roster.sections", kYear).json()["record"];
  EXPECT_EQ(sections.size(), 4U);
  EXPECT_EQ(sections[2]["course_name"], "Algebra & Co");
  const Json teachers = server.ours("roster.section_teachers", kYear).json()["record"];
  ASSERT_EQ(teachers.size(), 4U);
  EXPECT_EQ(teachers[1]["users_dcid"], "7002");
  EXPECT_EQ(teachers[1]["is_lead"], "0");
  EXPECT_EQ(teachers[0]["role"], "Lead Teacher");
}

TEST(SandboxPowerSchoolQuery, APluginThatIsNotInstalledIs404) {
  PowerSchool server(Json{{"powerqueries", false}});
  const auto answer = server.ours("roster.schools");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.json()["message"], "Query org.example.bridge.roster.schools not found");
  server.set({{"powerqueries", true}, {"absent_queries", "roster.terms, roster.staff"}});
  EXPECT_EQ(server.ours("roster.schools").status, 200);
  EXPECT_EQ(server.ours("roster.staff").status, 404);
}

// Contract 7: 403 names what is not in the access_request; the v1 family is not touched by it.
TEST(SandboxPowerSchoolQuery, AFieldThatIsNotGrantedIsNamed) {
  PowerSchool server(Json{{"denied_fields", "USERS.EMAIL_ADDR,students.dcid"}});
  const auto refused = server.ours("roster.staff");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.json()["errors"][0],
            (Json{{"code", "NoAccess"}, {"field", "EMAIL_ADDR"}, {"resource", "USERS"}}));
  EXPECT_EQ(server.ours("roster.enrollments", kYear).status, 403);
  EXPECT_EQ(server.ours("roster.terms", kYear).status, 200);
  EXPECT_EQ(server.get("/ws/v1/school/3/staff?expansions=emails").status, 200);
}

TEST(SandboxPowerSchoolQuery, ShippedQueriesAreThere) {
  PowerSchool server(Json{{"powerqueries", false}});
  const Json coteachers =
      server.query("com.powerschool.core.users.coteacher_access_roles", {{"users_dcids", {7002}}})
          .json()["record"];
  EXPECT_EQ(coteachers[0]["tables"]["sections"]["dcid"], "9101");
  const Json places =
      server.query("com.pearson.core.teachers.sectionEnrollments", {{"section_dcid", {9101}}})
          .json()["record"];
  EXPECT_EQ(places.size(), 3U) << "the dropped one is not there";
  EXPECT_EQ(server.query("com.powerschool.core.sections.gradebooktype", {{"section_ids", {9101}}})
                .json()["record"][0]["gradebooktype"],
            "PTP");
}

TEST(SandboxPowerSchoolQuery, ACallIsAPostOfAnObject) {
  PowerSchool server;
  EXPECT_EQ(server.get("/ws/schema/query/org.example.bridge.roster.schools").status, 405);
  auto with = server.headers();
  EXPECT_EQ(send(server.url(), "POST", "/ws/schema/query/org.example.bridge.roster.schools", with,
                 "not json")
                .status,
            400);
}

}  // namespace
}  // namespace crosswalk::sandbox::test
