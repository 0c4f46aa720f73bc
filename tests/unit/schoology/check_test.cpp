#include "support.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::schoology {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class CheckTest : public SchoologyTest {
 protected:
  /// The report's steps.
  Json steps() {
    const auto report = adapter().check();
    EXPECT_TRUE(report) << report.error().message;
    return report ? Json::parse(*report)["steps"] : Json::array();
  }
  /// "name" or "name!" of every step, the latter for a failed one.
  static std::vector<std::string> outline(const Json& steps) {
    std::vector<std::string> out;
    for (const Json& step : steps) {
      out.push_back(step["name"].get<std::string>() + (step["ok"].get<bool>() ? "" : "!"));
    }
    return out;
  }
  void sign_in() {
    fake_.on("GET", "/v1/users/me", {303, "", {{"Location", "https://x/v1/users/90001"}}});
    fake_.on_get("/v1/users/90001", R"({"id": 90001, "tz_name": "America/Chicago"})");
  }
  void school() { fake_.on_get("/v1/schools", R"({"school": [{"id": "500100"}]})"); }
  void lists() {
    fake_.on_get("/v1/roles", R"({"role": [{"id": 9001}, {"id": 9002}]})");
    fake_.on_get("/v1/gradingperiods", R"({"total": 0})");
    fake_.on_get("/v1/schools/500100/buildings", R"({"building": [{"id": 1}]})");
    fake_.on_get("/v1/courses?limit=1", R"({"course": [{"id": 1}], "total": "70"})");
  }
  void foreign_list() {
    fake_.on_get("/v1/users?limit=2", R"({"user": [{"id": 90001}, {"id": 90011}]})");
  }
};

TEST_F(CheckTest, TriesWhatARunNeeds) {
  sign_in();
  school();
  lists();
  foreign_list();
  fake_.on_get("/v1/users/90011", R"({"id": 90011, "school_uid": "S-1", "role_id": 9001})");
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("sign-in", "school", "roles", "grading periods",
                                           "buildings", "courses", "another user"));
  EXPECT_EQ(report[0]["detail"], "signed in as user 90001, time zone America/Chicago");
  EXPECT_EQ(report[2]["detail"], "2 roles");
  EXPECT_EQ(report[5]["detail"], "70 courses");
  EXPECT_EQ(report[5]["hint"], "");
}

// Without the permission, a source has the school alone: that is said, and can be confirmed.
TEST_F(CheckTest, SaysWhatASourceDoesWithoutTheBuildings) {
  sign_in();
  school();
  fake_.on_get("/v1/roles", R"({"role": [{"id": 9001}]})");
  fake_.on_get("/v1/gradingperiods", R"({"total": 2, "gradingperiods": [
      {"id": 8101, "title": "Fall", "start": "2026-08-17", "end": "2026-12-18"},
      {"id": 8001, "title": "Old", "start": "2025-08-17", "end": "2025-12-18"}]})");
  fake_.on("GET", "/v1/schools/500100/buildings", {403});
  fake_.on_get("/v1/courses?limit=1", "{}");
  fake_.on_get("/v1/users?limit=2", "{}");
  const Json report = steps();
  EXPECT_THAT(
      report[3]["detail"].get<std::string>(),
      HasSubstr("2 grading periods; a source reads the 1 that begin in the school year that "
                "ends in 2027"));
  EXPECT_EQ(report[4]["ok"], false);
  EXPECT_THAT(
      report[4]["hint"].get<std::string>(),
      AllOf(HasSubstr("stops without them"), HasSubstr("never"), HasSubstr("school 500100")));
}

TEST_F(CheckTest, AsksForNoBuildingsWhereTheyAreNotWanted) {
  adapter(R"({"consumer_key": "k", "consumer_secret": "s", "buildings": "never",
              "base_url": "http://127.0.0.1:8080"})");
  sign_in();
  school();
  fake_.on_get("/v1/roles", R"({"role": [{"id": 9001}]})");
  fake_.on_get("/v1/gradingperiods", R"({"total": 0})");
  fake_.on_get("/v1/courses?limit=1", "{}");
  fake_.on_get("/v1/users?limit=2", "{}");
  const Json report = steps();
  EXPECT_EQ(report[4]["ok"], true);
  EXPECT_THAT(report[4]["detail"].get<std::string>(), HasSubstr("school 500100 as its one org"));
}

// Never repeat a refused key: accounts get locked.
TEST_F(CheckTest, StopsAtARefusedKey) {
  fake_.on("GET", "/v1/users/me", {401});
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("sign-in!"));
  EXPECT_THAT(report[0]["hint"].get<std::string>(), HasSubstr("/api"));
}

// Unreachable, unknown name, bad certificate: the host's own words.
TEST_F(CheckTest, StopsWhenThereIsNoAnswer) {
  fake_.on("GET", "/v1/users/me", {0, "", {}, CW_E_TRANSIENT});
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("sign-in!"));
  EXPECT_EQ(report[0]["hint"], "");
  EXPECT_NE(report[0]["detail"], "");
}

// Contract 10: a teacher's key.
TEST_F(CheckTest, ATeachersKeyFailsWhereAnAdministratorIsNeeded) {
  sign_in();
  school();
  fake_.on_get("/v1/roles", R"({"role": [{"id": 9001}]})");
  fake_.on("GET", "/v1/gradingperiods", {403});
  fake_.on("GET", "/v1/schools/500100/buildings", {403});
  fake_.on("GET", "/v1/courses?limit=1", {403});
  foreign_list();
  fake_.on_get("/v1/users/90011", R"({"id": 90011, "name_first": "G"})");
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("sign-in", "school", "roles", "grading periods!",
                                           "buildings!", "courses!", "another user!"));
  EXPECT_THAT(report[3]["hint"].get<std::string>(), HasSubstr("system administrator"));
  EXPECT_THAT(report[6]["detail"].get<std::string>(), HasSubstr("hides the unique id"));
}

// Contract 3.5, 10: since June 2025 a personal key gets 401 for other people's data.
TEST_F(CheckTest, APersonalKeyIsCalledThat) {
  sign_in();
  school();
  lists();
  foreign_list();
  fake_.on("GET", "/v1/users/90011", {401});
  const Json report = steps();
  EXPECT_THAT(outline(report).back(), "another user!");
  EXPECT_THAT(report[6]["hint"].get<std::string>(),
              AllOf(HasSubstr("personal key"), HasSubstr("June 2025")));
}

TEST_F(CheckTest, SomebodyAloneIsEnough) {
  sign_in();
  school();
  lists();
  fake_.on_get("/v1/users?limit=2", R"({"user": [{"id": 90001}]})");
  EXPECT_THAT(outline(steps()).back(), "another user");
}

TEST_F(CheckTest, LeavesBuildingsOutWithoutASchool) {
  sign_in();
  fake_.on_get("/v1/schools", R"({"school": []})");
  fake_.on_get("/v1/roles", "{}");
  fake_.on_get("/v1/gradingperiods", "{}");
  fake_.on_get("/v1/courses?limit=1", "{}");
  fake_.on_get("/v1/users?limit=2", "{}");
  EXPECT_THAT(outline(steps()), ElementsAre("sign-in", "school!", "roles", "grading periods",
                                            "courses", "another user"));
}

TEST_F(CheckTest, ACancelledCheckIsNoReport) {
  fake_.on("GET", "/v1/users/me", {0, "", {}, CW_E_CANCELLED});
  const auto report = adapter().check();
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace crosswalk::schoology
