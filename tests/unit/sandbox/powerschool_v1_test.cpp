/// \file
/// Contract sections 2 to 5: tokens, the v1 gate, JSON made from XML, pages, filters, resources.

#include <gtest/gtest.h>

#include "powerschool_client.hpp"

namespace crosswalk::sandbox::test {
namespace {

TEST(SandboxPowerSchoolToken, IsTheSameUntilItExpires) {
  PowerSchool server;
  const Json first = server.sign_in().json();
  EXPECT_EQ(first["token_type"], "Bearer");
  EXPECT_EQ(first["expires_in"], "2592000") << "a text, as PowerSchool sends it";
  server.stage().clock().advance(60'000);
  const Json again = server.sign_in().json();
  EXPECT_EQ(again["access_token"], first["access_token"]);
  EXPECT_EQ(again["expires_in"], "2591940");
  server.stage().clock().advance(2'592'000'000);
  EXPECT_NE(server.sign_in().json()["access_token"], first["access_token"]);
}

TEST(SandboxPowerSchoolToken, TakesTheVariantsThatClientsSend) {
  PowerSchool server;
  EXPECT_EQ(server.sign_in(PowerSchool::kBasic, "", "?grant_type=client_credentials").status, 200);
  EXPECT_EQ(server.sign_in(PowerSchool::kBasic, "", "/?grant_type=client_credentials").status, 200);
  EXPECT_EQ(server.sign_in(PowerSchool::kBasic, "grant_type=password").status, 400);
  const auto refused = server.sign_in("eDp5");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.json()["error"], "invalid_client");
}

TEST(SandboxPowerSchoolToken, ADeadOneIs401WithoutABody) {
  PowerSchool server;
  EXPECT_EQ(server.get("/ws/v1/metadata").status, 200);
  ASSERT_TRUE(server.deed("expire_token", Json::object()));
  const auto dead = server.get("/ws/v1/metadata");
  EXPECT_EQ(dead.status, 401);
  EXPECT_EQ(dead.body, "");
  EXPECT_NE(dead.headers.at("WWW-Authenticate").find("invalid_token"), std::string::npos);
}

TEST(SandboxPowerSchoolToken, AColonBehindBearerIsTakenOnRequestOnly) {
  PowerSchool server;
  const HeaderList odd{{"Authorization", "Bearer: " + server.token()},
                       {"Accept", "application/json"}};
  EXPECT_EQ(send(server.url(), "GET", "/ws/v1/metadata", odd).status, 401);
  server.set({{"lenient_bearer", true}});
  EXPECT_EQ(send(server.url(), "GET", "/ws/v1/metadata", odd).status, 200);
}

// Contract 2.4: metadata is no smoke test.
TEST(SandboxPowerSchoolV1, TheGateSparesMetadataAlone) {
  PowerSchool server(Json{{"v1_access", "NONE"}});
  EXPECT_EQ(server.get("/ws/v1/metadata").status, 200);
  const auto refused = server.get("/ws/v1/district");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.json()["errorMessage"]["message"],
            "Plugin is missing required accessLevelV1Api READ permission");
}

TEST(SandboxPowerSchoolV1, TheTimeNeedsNoToken) {
  PowerSchool server;
  const auto time = send(server.url(), "GET", "/ws/v1/time", {});
  EXPECT_EQ(time.json()["resource"]["timestamp"], 1'790'856'000'000);
  EXPECT_EQ(time.json()["resource"]["time"], "2026-10-01T12:00:00Z");
}

TEST(SandboxPowerSchoolV1, AClientThatForgetsToAcceptJsonGetsXml) {
  PowerSchool server;
  const HeaderList forgetful{{"Authorization", "Bearer " + server.token()}};
  const auto answer = send(server.url(), "GET", "/ws/v1/district", forgetful);
  EXPECT_EQ(answer.headers.at("Content-Type"), "application/xml;charset=UTF-8");
  const HeaderList shouting{{"Authorization", "bearer " + server.token()},
                            {"Accept", "application/JSON"}};
  EXPECT_TRUE(send(server.url(), "GET", "/ws/v1/district", shouting).json().is_object());
}

TEST(SandboxPowerSchoolV1, SchoolsAreSortedByNameWithoutGraduates) {
  PowerSchool server;
  const Json schools = server.get("/ws/v1/district/school").json()["schools"];
  ASSERT_EQ(schools["school"].size(), 2U);
  EXPECT_EQ(schools["school"][0]["name"], "North Sample High");
  EXPECT_EQ(schools["school"][1]["addresses"], "") << "an empty block is the empty text";
  EXPECT_EQ(server.get("/ws/v1/district/school/count").json(),
            (Json{{"resource", {{"count", 2}}}}));
  EXPECT_EQ(server.get("/ws/v1/district/school/").json()["schools"]["school"].size(), 2U);
}

// Contract 3.2.2 and 3.2.3: one element is an object, none has no key.
TEST(SandboxPowerSchoolV1, OneIsAnObjectAndNoneIsAbsent) {
  PowerSchool server;
  const Json one = server.get("/ws/v1/section/9102/section_enrollment").json();
  EXPECT_EQ(one["section_enrollments"]["section_enrollment"]["student_id"], 1101);
  EXPECT_EQ(one["section_enrollments"]["section_enrollment"]["dropped"], false);
  const Json none = server.get("/ws/v1/section/9103/section_enrollment").json();
  EXPECT_EQ(none, (Json{{"section_enrollments", {{"@extensions", ""}}}}));
  server.set({{"single_object_quirk", false}});
  EXPECT_TRUE(server.get("/ws/v1/section/9102/section_enrollment")
                  .json()["section_enrollments"]["section_enrollment"]
                  .is_array());
}

// Contract 3.2.5 and 3.2.6.
TEST(SandboxPowerSchoolV1, TextsThatLookLikeNumbersAreNumbers) {
  PowerSchool server;
  const Json student =
      server.get("/ws/v1/student/1102?expansions=contact_info,school_enrollment").json()["student"];
  EXPECT_EQ(student["student_username"], 50002);
  EXPECT_EQ(student["contact_info"], "");
  EXPECT_FALSE(student["name"].contains("middle_name"));
  EXPECT_EQ(student["school_enrollment"]["enroll_status"], "P");
  EXPECT_EQ(student["school_enrollment"]["enroll_status_code"], -1);
  const Json other = server.get("/ws/v1/student/1106").json()["student"];
  EXPECT_EQ(other["name"]["first_name"], "True") << "only the words true and false are flags";
  EXPECT_EQ(server.get("/ws/v1/student/1101").json()["student"]["state_province_id"], "0070001");
  EXPECT_EQ(server.get("/ws/v1/course/802").json()["course"]["course_number"], 1010);
}

TEST(SandboxPowerSchoolV1, TheSchoolsStudentListIsActiveUnlessAsked) {
  PowerSchool server;
  const std::string list = "/ws/v1/school/3/student";
  EXPECT_EQ(server.get(list + "/count").json()["resource"]["count"], 3);
  const std::string q = "?q=school_enrollment.enroll_status==(A,P)";
  EXPECT_EQ(server.get(list + "/count" + q).json()["resource"]["count"], 4);
  EXPECT_EQ(server.get(list + "/count?q=school_enrollment.enroll_status%3D%3D%28a%2CP%29")
                .json()["resource"]["count"],
            4);
  EXPECT_EQ(server.get("/ws/v1/district/student/count").json()["resource"]["count"], 7);
  EXPECT_EQ(server.get(list + "?q=name.last_name==Samp*;local_id==50001")
                .json()["students"]["student"]["id"],
            1101);
  EXPECT_EQ(server.get(list + "?q=shoe_size==44").status, 400);
}

TEST(SandboxPowerSchoolV1, PagesAreCutAtTheConfiguredSize) {
  PowerSchool server(Json{{"max_page_size", 2}});
  EXPECT_EQ(server.get("/ws/v1/metadata").json()["metadata"]["student_max_page_size"], 2);
  const auto page = [&](const std::string& more) {
    return server.get("/ws/v1/district/student?" + more).json()["students"];
  };
  EXPECT_EQ(page("pagesize=50")["student"].size(), 2U);
  EXPECT_EQ(page("page=2&pagesize=2")["student"][0]["id"], 1103);
  EXPECT_EQ(page("page=4&pagesize=2")["student"]["id"], 1107) << "one left: an object";
  EXPECT_FALSE(page("page=5&pagesize=2").contains("student"));
  EXPECT_EQ(server.get("/ws/v1/district/student?page=0").status, 400);
}

// Contract 5.6, 5.8: the current year, unless q names another.
TEST(SandboxPowerSchoolV1, TermsAndSectionsAreThoseOfTheYear) {
  PowerSchool server;
  EXPECT_EQ(server.get("/ws/v1/school/3/term/count").json()["resource"]["count"], 3);
  EXPECT_EQ(server.get("/ws/v1/school/3/term?q=start_year==2025").json()["terms"]["term"]["id"],
            490);
  EXPECT_EQ(server.get("/ws/v1/school/3/section/count").json()["resource"]["count"], 3);
  const Json old = server.get("/ws/v1/school/3/section?q=term.start_year==2025&expansions=term")
                       .json()["sections"]["section"];
  EXPECT_EQ(old["id"], 9001);
  EXPECT_EQ(old["term"]["start_year"], 2025);
  const Json term = server.get("/ws/v1/term/502").json()["term"];
  EXPECT_EQ(term["abbreviation"], "S1");
  EXPECT_FALSE(term.dump().find("3601") != std::string::npos) << "TERMS.ID is not shown";
}

TEST(SandboxPowerSchoolV1, StaffAreListedBySchoolWithTheirAffiliations) {
  PowerSchool server;
  const Json staff = server.get("/ws/v1/school/3/staff?expansions=emails,school_affiliations")
                         .json()["staffs"]["staff"];
  ASSERT_EQ(staff.size(), 2U);
  EXPECT_EQ(staff[0]["users_dcid"], 7001);
  EXPECT_EQ(staff[0]["school_affiliations"]["school_affiliation"].size(), 2U);
  EXPECT_EQ(staff[1]["emails"], "");
  EXPECT_EQ(staff[1]["local_id"], 18);
  EXPECT_EQ(server.get("/ws/v1/school/4/staff").json()["staffs"]["staff"]["id"], 7103)
      << "the same person under another id";
  EXPECT_EQ(server.get("/ws/v1/section/9101").json()["section"]["staff_id"], 7101);
  EXPECT_FALSE(server.get("/ws/v1/section/9102").json()["section"].contains("staff_id"));
}

TEST(SandboxPowerSchoolV1, WhatIsNotThereIs404) {
  PowerSchool server;
  for (const char* path :
       {"/ws/v1/school/77/student", "/ws/v1/section/1/section_enrollment", "/ws/v1/student/5",
        "/ws/v1/district/staff", "/ws/v1/nothing", "/ws/v1/student/x", "/ws/xte/score"}) {
    EXPECT_EQ(server.get(path).status, 404) << path;
  }
  EXPECT_EQ(server.get("/index.html").headers.at("Content-Type"), "text/html");
}

TEST(SandboxPowerSchoolV1, AnImpatientClientIsToldHowLongToWait) {
  PowerSchool server(Json{{"throttle_ms", 2500}});
  EXPECT_EQ(server.get("/ws/v1/metadata").status, 200);
  const auto early = server.get("/ws/v1/metadata");
  EXPECT_EQ(early.status, 429);
  EXPECT_EQ(early.headers.at("Retry-After"), "3");
  server.stage().clock().advance(2500);
  EXPECT_EQ(server.get("/ws/v1/metadata").status, 200);
}

}  // namespace
}  // namespace crosswalk::sandbox::test
