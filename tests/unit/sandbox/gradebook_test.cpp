/// Categories, assignments, grade items, grades and what is calculated from them (6.10 to 6.13).

#include <gtest/gtest.h>

#include "client.hpp"

namespace crosswalk::sandbox::test {
namespace {

constexpr const char* kCategories = "sections/710201/grading_categories";
constexpr const char* kAssignments = "sections/710201/assignments";
constexpr const char* kGrades = "sections/710201/grades";

Json categories(Json rows) {
  return {{"grading_categories", {{"grading_category", std::move(rows)}}}};
}
Json grades(Json rows) { return {{"grades", {{"grade", std::move(rows)}}}}; }

/// Two students (720301, 720302) and a teacher (720303) in the section, one category (730401).
class SandboxGradebook : public ::testing::Test {
 protected:
  void SetUp() override {
    server_ = make_district({{"rate_credits", 0}}, {{"tk", "ts", "teacher", 90002}});
    ASSERT_NE(server_, nullptr);
    for (const int uid : {90003, 90004, 90002}) {
      ASSERT_TRUE(server_->deed(
          "enroll", {{"section_id", 710201}, {"uid", uid}, {"admin", uid == 90002 ? 1 : 0}}));
    }
    client_ = std::make_unique<Client>(*server_);
    client_->post(kCategories, categories({{{"title", "Homework"}, {"weight", 40}}}));
  }

  /// A quiz of 20 points in the category and the running period; the id.
  int quiz(Json more = Json::object()) {
    Json body{{"title", "Quiz"},
              {"max_points", 20},
              {"grading_category", 730401},
              {"grading_period", 8101}};
    body.update(more);
    const auto made = client_->post(kAssignments, body);
    EXPECT_EQ(made.status, 201) << made.body;
    return made.json().value("id", 0);
  }

  int put_grade(int item, int enrollment, Json more) {
    more.update({{"assignment_id", item}, {"enrollment_id", enrollment}});
    return client_->put(kGrades, grades({more})).json()["grades"]["grade"][0]["response_code"];
  }

  Json cell(int item, int enrollment) {
    const Json read = client_
                          ->get(std::string{kGrades} + "?assignment_id=" + std::to_string(item) +
                                "&enrollment_id=" + std::to_string(enrollment))
                          .json();
    return read["grades"]["grade"][0];
  }

  Json final_of(int enrollment) {
    const Json read = client_->get(kGrades).json();
    for (const Json& row : read["final_grade"]) {
      if (row["enrollment_id"] == std::to_string(enrollment)) return row["period"].back()["grade"];
    }
    return "not listed";
  }

  std::unique_ptr<SchoologyServer> server_;
  std::unique_ptr<Client> client_;
};

TEST_F(SandboxGradebook, Categories) {
  EXPECT_EQ(client_->post(kCategories, {{"title", "Bare"}}).status, 400) << "always wrapped";
  const Json rows = client_
                        ->post(kCategories, categories({{{"title", "Tests"}},
                                                        {{"weight", 1}},
                                                        {{"title", "T"}, {"drop_lowest", 11}}}))
                        .json()["grading_category"];
  EXPECT_EQ(rows[0]["id"], "730402");
  EXPECT_EQ(rows[0]["default_grading_scale"], 0);
  EXPECT_EQ(rows[1]["response_code"], 400);
  EXPECT_EQ(rows[2]["response_code"], 400);
  const Json list = client_->get(kCategories).json()["grading_category"];
  EXPECT_EQ(list[0]["id"], 730401);
  EXPECT_EQ(list[0]["realm_id"], "710201");
  EXPECT_EQ(list[0]["default_max_points"], 100);
  const auto put = client_->put(std::string{kCategories} + "/730401", {{"title", "Practice"}});
  EXPECT_EQ(put.status, 200) << "a category update returns the object";
  EXPECT_EQ(put.json()["title"], "Practice");
  EXPECT_EQ(put.json()["calculation_type"], "1");
  EXPECT_EQ(client_->put(kCategories, categories({{{"id", 730401}, {"weight", 3}}}))
                .json()["grading_category"][0]["response_code"],
            204);
  EXPECT_EQ(client_->remove(std::string{kCategories} + "/730402").status, 204);
  EXPECT_EQ(client_->get("sections/710201/grading_scales").json()["grading_scale"][0]["id"], 61);
}

TEST_F(SandboxGradebook, AssignmentsHaveTheTypesOfTheTable) {
  const Json item = client_->get(std::string{kAssignments} + "/" + std::to_string(quiz())).json();
  EXPECT_EQ(item["id"], 740501);
  EXPECT_EQ(item["max_points"], "20");
  EXPECT_EQ(item["grading_category"], "730401");
  EXPECT_EQ(item["is_final"], "0");
  EXPECT_EQ(item["published"], 1);
  EXPECT_EQ(item["show_rubric"], false);
  EXPECT_EQ(item["due"], "");
  EXPECT_EQ(item["grade_item_id"], 740501);
  EXPECT_TRUE(item.contains("count_in_grade"));
  ASSERT_TRUE(server_->change_settings({{"types", "docs"}}));
  EXPECT_FALSE(
      client_->get(std::string{kAssignments} + "/740501").json().contains("count_in_grade"));
}

TEST_F(SandboxGradebook, AssignmentsAreChecked) {
  const auto status = [&](const Json& body) { return client_->post(kAssignments, body).status; };
  EXPECT_EQ(status({{"max_points", 5}}), 400);
  EXPECT_EQ(status({{"title", "A"}, {"due", "2026-09-25"}}), 400);
  EXPECT_EQ(status({{"title", "A"}, {"grading_category", 4}}), 400);
  EXPECT_EQ(status({{"title", "A"}, {"grading_period", 8102}}), 400) << "not of this section";
  EXPECT_EQ(status({{"title", "A"}, {"assignees", {4}}}), 400);
  const auto scale = client_->post(kAssignments, {{"title", "A"}, {"grading_scale", 9}});
  EXPECT_EQ(scale.status, 400);
  EXPECT_NE(scale.body.find("not valid for this course section"), std::string::npos);
}

TEST_F(SandboxGradebook, ListsNormalItemsThenFinalsAndPagesEachKind) {
  quiz({{"title", "late"}, {"due", "2026-11-01 00:00:00"}});
  quiz({{"title", "final"}, {"is_final", 1}});
  quiz({{"title", "early"}, {"due", "2026-09-01 00:00:00"}});
  ASSERT_TRUE(server_->seed({{"assignments",
                              {{{"section_id", 710201},
                                {"type", "discussion"},
                                {"title", "talk"},
                                {"due", "2026-12-01 00:00:00"}}}}}));
  const Json page = client_->get("sections/710201/grade_items?limit=2").json();
  EXPECT_EQ(page["total"], 4);
  ASSERT_EQ(page["assignment"].size(), 3U) << "two normal ones and a final";
  EXPECT_EQ(page["assignment"][0]["title"], "early");
  EXPECT_EQ(page["assignment"][2]["title"], "final");
  EXPECT_TRUE(page["links"].contains("next"));
  ASSERT_TRUE(server_->change_settings({{"types", "docs"}}));
  EXPECT_EQ(client_->get(kAssignments).json()["total"], 3) << "discussions are grade items only";
  EXPECT_EQ(client_->remove(std::string{kAssignments} + "/740501").status, 204);
  EXPECT_EQ(client_->get(kAssignments).json()["total"], 2);
  ASSERT_TRUE(server_->deed("restore_deleted", {{"kind", "assignment"}, {"id", 740501}}));
  EXPECT_EQ(client_->get(kAssignments).json()["total"], 3);
}

TEST_F(SandboxGradebook, AnUngradedSectionHasAnArrayForGrades) {
  EXPECT_EQ(client_->get(kGrades).json()["grades"], Json::array());
  quiz({{"grading_category", 0}});
  EXPECT_EQ(client_->get(kGrades).json()["grades"], Json::array())
      << "without category it never gets there";
  quiz();
  const Json rows = client_->get(kGrades).json()["grades"]["grade"];
  ASSERT_EQ(rows.size(), 2U) << "rows of cells nobody touched, not for the teacher";
  EXPECT_EQ(rows[0]["timestamp"], 0);
  EXPECT_TRUE(rows[0]["grade"].is_null());
}

TEST_F(SandboxGradebook, AWriteReplacesTheWholeCell) {
  const int item = quiz();
  EXPECT_EQ(
      put_grade(item, 720301, {{"grade", "17.5"}, {"comment", "Note"}, {"comment_status", 1}}),
      204);
  EXPECT_EQ(cell(item, 720301)["grade"], 17.5);
  EXPECT_EQ(cell(item, 720301)["comment"], "Note");
  EXPECT_EQ(put_grade(item, 720301, {{"comment", "Only a note"}}), 204);
  EXPECT_TRUE(cell(item, 720301)["grade"].is_null()) << "an entry without grade clears the score";
  EXPECT_EQ(put_grade(item, 720301, {{"grade", 25}}), 204) << "extra credit";
  EXPECT_EQ(put_grade(item, 720309, {{"grade", 1}}), 404);
  EXPECT_EQ(put_grade(item + 9, 720301, {{"grade", 1}}), 404);
  EXPECT_EQ(put_grade(item, 720301, {{"grade", "many"}}), 400);
  EXPECT_EQ(client_->get("sections/710201/assignments/740501/grades").status, 403);
  EXPECT_EQ(client_->put("sections/710201/assignments/740501/grades", grades({})).status, 405);
}

TEST_F(SandboxGradebook, ExceptionsButLateTakeTheScoreAway) {
  const int item = quiz();
  for (const int exception : {1, 2, 3}) {
    put_grade(item, 720301, {{"grade", 18}, {"exception", exception}});
    EXPECT_TRUE(cell(item, 720301)["grade"].is_null()) << exception;
    EXPECT_EQ(cell(item, 720301)["exception"], exception);
  }
  put_grade(item, 720301, {{"grade", 18}, {"exception", 4}});
  EXPECT_EQ(cell(item, 720301)["grade"], 18);
}

TEST_F(SandboxGradebook, LettersBecomePoints) {
  const int item = quiz({{"grading_scale", 61}});
  EXPECT_EQ(put_grade(item, 720301, {{"grade", "B"}}), 204);
  EXPECT_EQ(cell(item, 720301)["grade"], 17);
  EXPECT_EQ(cell(item, 720301)["scale_type"], 1);
  EXPECT_EQ(put_grade(item, 720301, {{"grade", "Z"}}), 400);
}

TEST_F(SandboxGradebook, TheTimestampFilterIsInclusive) {
  const int item = quiz();
  put_grade(item, 720301, {{"grade", 18}});
  const std::int64_t first = server_->clock().now_s();
  server_->clock().advance(10'000);
  put_grade(item, 720302, {{"grade", 19}});
  const auto since = [&](std::int64_t s) {
    return client_->get(std::string{kGrades} + "?timestamp=" + std::to_string(s))
        .json()["grades"]["grade"]
        .size();
  };
  EXPECT_EQ(since(first), 2U);
  EXPECT_EQ(since(first + 1), 1U);
}

TEST_F(SandboxGradebook, CalculatesFinalGrades) {
  client_->post(kCategories,
                categories({{{"title", "Tests"}, {"weight", 60}, {"calculation_type", 2}}}));
  const int home1 = quiz();
  const int home2 = quiz();
  const int test1 = quiz({{"max_points", 100}, {"grading_category", 730402}});
  const int left_out = quiz({{"count_in_grade", 0}});
  put_grade(home1, 720301, {{"grade", 20}});
  put_grade(home2, 720301, {{"exception", 3}});
  put_grade(test1, 720301, {{"grade", 60}});
  put_grade(left_out, 720301, {{"grade", 0}});
  EXPECT_EQ(final_of(720301), 57.14) << "80 of 140 points, missing is 0";
  client_->put("sections/710201", {{"options", {{"weighted_grading_categories", 1}}}});
  EXPECT_EQ(final_of(720301), 56) << "40 % of 50 and 60 % of 60";
  client_->put(std::string{kCategories} + "/730401", {{"drop_lowest", 1}});
  EXPECT_EQ(final_of(720301), 76);
  put_grade(home2, 720301, {{"exception", 1}});
  EXPECT_EQ(final_of(720301), 76) << "the only one is not dropped";
  EXPECT_TRUE(final_of(720302).is_null());
}

TEST_F(SandboxGradebook, GradesFollowTheEnrollment) {
  const int item = quiz();
  put_grade(item, 720301, {{"grade", 18}});
  client_->put("sections/710201/enrollments/720301", {{"status", 5}});
  EXPECT_EQ(client_->get(kGrades).json()["grades"]["grade"].size(), 1U)
      << "archived: out of the gradebook";
  client_->put("sections/710201/enrollments/720301", {{"status", 1}});
  EXPECT_EQ(cell(item, 720301)["grade"], 18) << "and back with its grades";
  client_->remove("users/90003?email_notification=0");
  client_->put("users/reactivate", {{"user", {{"uid", 90003}, {"option_reenroll", 1}}}});
  EXPECT_TRUE(cell(item, 720304)["grade"].is_null()) << "removed without keeping: lost for good";
}

TEST_F(SandboxGradebook, FinalCommentsGoThroughTheSameAddress) {
  quiz();
  const Json body{{"final_comments",
                   {{"final_comment",
                     {{{"enrollment_id", "720301"},
                       {"period_id", "final"},
                       {"comment", "Good"},
                       {"comment_status", "1"}},
                      {{"enrollment_id", 4}, {"period_id", "final"}}}}}}};
  const auto done = client_->put(kGrades, body);
  EXPECT_EQ(done.status, 207);
  EXPECT_EQ(done.json()["final_comments"]["final_comment"][1]["response_code"], 404);
  EXPECT_EQ(client_->get(kGrades).json()["final_grade"][0]["period"].back()["comment"], "Good");
}

TEST_F(SandboxGradebook, APersonsGrades) {
  const int item = quiz();
  put_grade(item, 720301, {{"grade", 18}});
  EXPECT_EQ(client_->get("users/90003/grades").status, 403);
  const Json section = client_->get("users/90003/grades?section_id=710201").json()["section"][0];
  EXPECT_EQ(section["section_id"], "710201");
  EXPECT_EQ(section["period"][0]["assignment"][0]["grade"], 18);
  EXPECT_EQ(section["grading_category"][0]["title"], "Homework");
  EXPECT_EQ(client_->get("users/90003/grades?section_id=710201&grading_period_ids=other")
                .json()["section"][0]["period"][0]["period_id"],
            "other");
  EXPECT_EQ(
      client_->call("GET", "users/90003/grades", nullptr, {{"X-Schoology-Run-As", "90003"}}).status,
      200);
}

TEST_F(SandboxGradebook, OneWhoTeachesTheSectionWritesIt) {
  Client teacher{*server_, {"tk", "ts", {}, {}, "PLAINTEXT"}};
  const int item = quiz();
  EXPECT_EQ(teacher
                .put(kGrades,
                     grades({{{"assignment_id", item}, {"enrollment_id", 720301}, {"grade", 1}}}))
                .status,
            207);
  EXPECT_EQ(teacher.post(kAssignments, {{"title", "Own"}, {"grading_category", 730401}}).status,
            201);
  ASSERT_TRUE(server_->deed("unenroll", {{"section_id", 710201}, {"uid", 90002}}));
  EXPECT_EQ(teacher.get(kGrades).status, 403);
}

TEST_F(SandboxGradebook, SmallListsAndMultiget) {
  EXPECT_EQ(client_->get("sections/710201/attendance").status, 200);
  ASSERT_TRUE(server_->change_settings({{"attendance", "410"}}));
  EXPECT_EQ(client_->get("sections/710201/attendance").status, 410);
  EXPECT_EQ(client_->get("sections/710201/completion").json()["completion"], Json::array());
  EXPECT_EQ(client_->get("messages").status, 405);
  EXPECT_EQ(client_->get("multiget").status, 405);
  const Json many =
      client_
          ->post("multiget",
                 {{"request",
                   {"/v1/users/90003", "/v1/sections/710201/enrollments?limit=1", "/v1/roles"}}})
          .json()["response"];
  EXPECT_EQ(many[0]["body"]["id"], 90003);
  EXPECT_EQ(many[1]["body"]["enrollment"].size(), 1U);
  EXPECT_EQ(many[2]["response_code"], 400) << "not one of the allowed ones";
  EXPECT_FALSE(server_->request_log().back().trace.is_write);
  const auto options = client_->call("OPTIONS", "users/90003");
  EXPECT_EQ(options.headers.at("Allow"), "GET, PUT, DELETE");
}

}  // namespace
}  // namespace crosswalk::sandbox::test
