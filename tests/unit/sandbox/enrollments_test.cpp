/// Enrollments in all their forms (contract 6.9).

#include <gtest/gtest.h>

#include "client.hpp"

namespace crosswalk::sandbox::test {
namespace {

Json bulk(Json rows) { return {{"enrollments", {{"enrollment", std::move(rows)}}}}; }

Json rows_of(const Answered& answered) {
  EXPECT_EQ(answered.status, 207);
  return answered.json()["enrollments"]["enrollment"];
}

Json member(int uid) { return {{"uid", uid}, {"admin", "0"}, {"status", "1"}}; }

TEST(SandboxEnrollments, OfOneSection) {
  const auto server = make_district();
  Client client{*server};
  const auto one = client.post("sections/710201/enrollments", member(90003));
  EXPECT_EQ(one.status, 201);
  EXPECT_EQ(one.json()["id"], "720301");
  EXPECT_EQ(one.json()["status"], 1) << "a number in the reply to a create";
  const Json rows = rows_of(client.post("sections/710201/enrollments",
                                        bulk({member(90003),
                                              {{"uid", 90002}, {"admin", 1}, {"status", 1}},
                                              member(4711),
                                              {{"uid", 90004}, {"status", 1}}})));
  EXPECT_EQ(rows[0]["id"], "720301") << "the existing one, not a second";
  EXPECT_EQ(rows[1]["id"], "720302");
  EXPECT_EQ(rows[2]["response_code"], 404);
  EXPECT_EQ(rows[3]["response_code"], 400) << "admin is missing";
  const Json list = client.get("sections/710201/enrollments?limit=200").json();
  EXPECT_EQ(list["total"], "2");
  EXPECT_EQ(list["enrollment"][0]["status"], "1") << "text in lists";
  EXPECT_EQ(list["enrollment"][1]["admin"], 1);
  EXPECT_NE(list["links"]["self"].get<std::string>().find("enrollment_status=1"),
            std::string::npos);
  EXPECT_EQ(client.get("sections/710201/enrollments?uid=90002").json()["total"], "1");
  EXPECT_EQ(client.get("sections/710201/enrollments/720301").json()["school_uid"], "S-1");
}

TEST(SandboxEnrollments, AnArchivedOneLeavesTheDefaultList) {
  const auto server = make_district();
  Client client{*server};
  client.post("sections/710201/enrollments", bulk({member(90003), member(90004)}));
  const Json row{
      {"realm", "section"}, {"section_id", "710201"}, {"uid", 90003}, {"admin", 0}, {"status", 5}};
  EXPECT_EQ(rows_of(client.post("enrollments", bulk({row})))[0]["id"], "720301");
  EXPECT_EQ(client.get("sections/710201/enrollments").json()["total"], "2")
      << "without update_existing nothing changes";
  const Json dropped = rows_of(client.post("enrollments?update_existing=1", bulk({row})));
  EXPECT_EQ(dropped[0]["realm_id"], "710201");
  EXPECT_EQ(client.get("sections/710201/enrollments").json()["total"], "1");
  EXPECT_EQ(client.get("sections/710201/enrollments?enrollment_status=1,2,5").json()["total"], "2");
  EXPECT_EQ(rows_of(client.put("sections/710201/enrollments",
                               bulk({{{"id", "720301"}, {"status", "2"}}})))[0]["response_code"],
            200);
  EXPECT_EQ(client.put("sections/710201/enrollments/720301", {{"status", 9}}).status, 400);
  EXPECT_EQ(client.put("sections/710201/enrollments/720301", {{"status", 1}}).status, 204);
  EXPECT_EQ(client.get("sections/710201/enrollments").json()["total"], "2");
}

TEST(SandboxEnrollments, ImportsByCodes) {
  const auto server = make_district();
  Client client{*server};
  const auto import = [&](Json rows) {
    return rows_of(client.post("enrollments/import/course", bulk(std::move(rows))));
  };
  const Json rows =
      import({{{"section_school_code", "SEC-1"}, {"school_uid", "S-1"}, {"admin", "0"}},
              {{"section_school_code", "SEC-1"}, {"school_uid", "T-1"}, {"admin", "1"}},
              {{"section_school_code", "SEC-1"}, {"school_uid", "S-2"}, {"delete", "1"}},
              {{"section_school_code", "SEC-9"}, {"school_uid", "S-2"}},
              {{"section_school_code", "SEC-1"}}});
  EXPECT_EQ(rows[0]["location"], server->base_url() + "/v1/sections/710201/enrollments/720301");
  EXPECT_EQ(rows[0]["course_code"], "ALG");
  EXPECT_EQ(rows[2]["response_code"], 404);
  EXPECT_EQ(rows[2]["message"], "no such enrollment");
  EXPECT_EQ(rows[3]["response_code"], 404);
  EXPECT_EQ(rows[4]["response_code"], 400);
  client.put("sections/710201/enrollments/720301", {{"status", 5}});
  EXPECT_EQ(import({{{"section_school_code", "SEC-1"},
                     {"school_uid", "S-1"},
                     {"admin", "0"}}})[0]["response_code"],
            200);
  EXPECT_EQ(client.get("sections/710201/enrollments/720301").json()["status"], "1")
      << "always an upsert";
  import({{{"section_school_code", "SEC-1"}, {"school_uid", "S-1"}, {"delete", 1}}});
  EXPECT_EQ(client.get("sections/710201/enrollments?enrollment_status=1,5").json()["total"], "1");
}

TEST(SandboxEnrollments, ImportsByCourseAndPeriod) {
  const auto server = make_district();
  ASSERT_TRUE(server->seed({{"sections",
                             {{{"course_code", "ALG"},
                               {"section_code", "A"},
                               {"title", "A"},
                               {"grading_periods", {8102}}}}}}));
  Client client{*server};
  const Json row{
      {"course_code", "ALG"}, {"section_code", "A"}, {"school_uid", "S-1"}, {"admin", 0}};
  EXPECT_EQ(rows_of(client.post("enrollments/import/course/8102", bulk({row})))[0]["response_code"],
            200);
  EXPECT_EQ(rows_of(client.post("enrollments/import/course/8101", bulk({row})))[0]["response_code"],
            404);
  EXPECT_EQ(client.post("enrollments/import/course/4711", bulk({row})).status, 400);
}

TEST(SandboxEnrollments, DeletesByIds) {
  const auto server = make_district();
  Client client{*server};
  client.post("sections/710201/enrollments", bulk({member(90003), member(90004)}));
  const Json rows = rows_of(client.remove("enrollments?enrollment_ids=720301,720309"));
  EXPECT_EQ(rows[0], (Json{{"response_code", 200}, {"id", "720301"}}));
  EXPECT_EQ(rows[1]["response_code"], 404);
  EXPECT_EQ(client.remove("sections/710201/enrollments/720302").status, 204);
  EXPECT_EQ(client.get("sections/710201/enrollments").json()["total"], "0");
  std::string many = "enrollments?enrollment_ids=1";
  for (int i = 2; i <= 51; ++i) many += "," + std::to_string(i);
  EXPECT_EQ(client.remove(many).status, 400);
}

TEST(SandboxEnrollments, ASectionAdministratorChangesTheOwnSection) {
  const auto server = make_district({{"rate_credits", 0}}, {{"tk", "ts", "teacher", 90002}});
  Client teacher{*server, {"tk", "ts", {}, {}, "PLAINTEXT"}};
  EXPECT_EQ(teacher.post("sections/710201/enrollments", member(90003)).status, 403);
  ASSERT_TRUE(server->deed("enroll", {{"section_id", 710201}, {"uid", 90002}, {"admin", 1}}));
  EXPECT_EQ(teacher.post("sections/710201/enrollments", member(90003)).status, 201);
  EXPECT_EQ(teacher
                .post("enrollments/import/course",
                      bulk({{{"section_school_code", "SEC-1"}, {"school_uid", "S-2"}}}))
                .status,
            403);
}

TEST(SandboxEnrollments, JoinsByAccessCode) {
  const auto server = make_district();
  Client client{*server};
  const std::string code = client.get("sections/710201").json()["access_code"];
  EXPECT_EQ(client.post("sections/710201/accesscode", {{"access_code", "nope"}}).status, 400);
  EXPECT_EQ(client.post("sections/710201/accesscode", {{"access_code", code}}).status, 201);
}

}  // namespace
}  // namespace crosswalk::sandbox::test
