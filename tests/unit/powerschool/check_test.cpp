#include "support.hpp"

#include "crosswalk/json.hpp"

#include "query_list.hpp"

namespace crosswalk::powerschool {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CheckTest : public PowerSchoolTest {
 protected:
  Json steps() {
    const auto report = adapter().check();
    EXPECT_TRUE(report) << report.error().message;
    EXPECT_TRUE(fake_.exhausted());
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
  static std::string detail(const Json& step) { return step["detail"].get<std::string>(); }

  void on_time(std::int64_t off_ms = 0) {
    fake_.on_get("/ws/v1/time",
                 R"({"resource": {"time": "x", "timestamp": )" +
                     std::to_string(static_cast<std::int64_t>(fake_.now_ms) + off_ms) + "}}");
  }
  void reached() {
    on_time();
    on_metadata();
  }
  void on_queries(std::uint32_t status, const std::string& body) {
    for (const std::string_view query : kQueries) {
      fake_.on("POST",
               "/ws/schema/query/org.example.bridge." + std::string(query) + "?page=1&pagesize=1",
               {status, body});
    }
  }
  void on_year(int sections) {
    fake_.on_get("/ws/v1/district/school?page=1", R"({"schools": {"school": {"id": 3}}})");
    fake_.on_get("/ws/v1/school/3/section/count?q=term.start_year%3D%3D2026",
                 R"({"resource": {"count": )" + std::to_string(sections) + "}}");
  }
  void on_district() { fake_.on_get("/ws/v1/district", R"({"district": {"name": "D"}})"); }
};

TEST_F(CheckTest, TriesWhatARunInModeV1Needs) {
  reached();
  on_district();
  on_year(12);
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("address", "clock", "sign-in", "version", "v1 access",
                                           "mode", "school year"));
  EXPECT_EQ(detail(report[5]), "rosters are read in mode v1, without co-teachers");
  EXPECT_THAT(detail(report[6]), HasSubstr("2026-2027: 12 sections"));
  EXPECT_EQ(fake_.seen()[0].auth_profile, "") << "the address is tried without signing in";
}

TEST_F(CheckTest, AutoTakesTheQueriesAndSaysSo) {
  config_ = kAutoConfig;
  reached();
  on_queries(200, R"({"@extensions": ""})");
  on_query("roster.sections/count", "", R"({"count": 40})");
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("address", "clock", "sign-in", "version", "queries",
                                           "mode", "school year"));
  EXPECT_EQ(detail(report[5]), "rosters are read in mode powerquery");
}

TEST_F(CheckTest, AutoFallsBackToV1) {
  config_ = kAutoConfig;
  reached();
  on_queries(404, R"({"message": "Query X not found"})");
  on_district();
  on_year(1);
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("address", "clock", "sign-in", "version", "queries",
                                           "v1 access", "mode", "school year"));
  EXPECT_THAT(detail(report[4]), HasSubstr("package"));
}

TEST_F(CheckTest, NoWayAtAllIsSaid) {
  config_ = kAutoConfig;
  reached();
  on_queries(404, "");
  fake_.on("GET", "/ws/v1/district", {401, R"({"errorMessage": {"message":
    "Plugin is missing required accessLevelV1Api READ permission"}})"});
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("address", "clock", "sign-in", "version", "queries",
                                           "v1 access", "mode!"));
  EXPECT_THAT(detail(report[5]), HasSubstr("accessLevelV1Api READ"));
}

TEST_F(CheckTest, MissingFieldsAreNamed) {
  config_ = kQueryConfig;
  reached();
  on_queries(403, R"({"message": "At least one column lacks sufficient permission", "errors":
    [{"code": "NoAccess", "field": "EMAIL_ADDR", "resource": "USERS"}]})");
  const Json report = steps();
  EXPECT_THAT(outline(report),
              ElementsAre("address", "clock", "sign-in", "version", "queries!", "mode!"));
  EXPECT_THAT(detail(report[4]), AllOf(HasSubstr("USERS.EMAIL_ADDR"), HasSubstr("ViewOnly")));
}

TEST_F(CheckTest, TheV1GateIsNamedWhereV1IsWanted) {
  reached();
  fake_.on("GET", "/ws/v1/district", {401, R"({"errorMessage": {"message": "x"}})"});
  const Json report = steps();
  EXPECT_THAT(outline(report),
              ElementsAre("address", "clock", "sign-in", "version", "v1 access!", "mode!"));
}

TEST_F(CheckTest, RefusedCredentialsEndIt) {
  on_time();
  fake_.on("GET", "/ws/v1/metadata", {0, "", {}, CW_E_AUTH});
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("address", "clock", "sign-in!"));
  EXPECT_THAT(report[2]["hint"].get<std::string>(), HasSubstr("Data Provider"));
}

TEST_F(CheckTest, WrongAddressesAreToldApart) {
  const std::vector<std::pair<testing::FakeAnswer, std::string>> cases{
      {{200, "<!DOCTYPE html><html>"}, "web page"},
      {{302, "", {{"Location", "https://other.example/"}}}, "redirect"},
      {{404, ""}, "no PowerSchool"},
      {{200, R"({"hello": 1})"}, "not PowerSchool's"},
      {{429, ""}, "too many"},
      {{503, ""}, "trouble at its side"}};
  for (const auto& [answer, words] : cases) {
    fake_.on("GET", "/ws/v1/time", answer);
    const Json report = steps();
    EXPECT_THAT(outline(report), ElementsAre("address!"));
    EXPECT_THAT(detail(report[0]), HasSubstr(words));
  }
}

TEST_F(CheckTest, NoAnswerIsTheHostsWord) {
  fake_.on("GET", "/ws/v1/time", {0, "", {}, CW_E_TRANSIENT});
  EXPECT_THAT(outline(steps()), ElementsAre("address!"));
}

TEST_F(CheckTest, AWrongClockIsSaid) {
  on_time(-7'200'000);
  on_metadata();
  on_district();
  on_year(1);
  const Json report = steps();
  EXPECT_EQ(outline(report)[1], "clock!");
  EXPECT_EQ(detail(report[1]), "this machine's clock is 7200 s ahead of PowerSchool's");
}

TEST_F(CheckTest, AnOldVersionIsSaid) {
  on_time();
  fake_.on_get("/ws/v1/metadata", R"({"metadata": {"powerschool_version": "9.2.1"}})");
  on_district();
  on_year(1);
  const Json report = steps();
  EXPECT_EQ(outline(report)[3], "version!");
  EXPECT_THAT(detail(report[3]), HasSubstr("too old"));
}

TEST_F(CheckTest, AYearWithoutSectionsIsSaid) {
  reached();
  on_district();
  on_year(0);
  const Json report = steps();
  EXPECT_EQ(outline(report)[6], "school year!");
  EXPECT_THAT(report[6]["hint"].get<std::string>(), HasSubstr("start_year"));
}

TEST_F(CheckTest, CoteachersAreTriedWhereTheyAreAskedFor) {
  config_ = R"({"base_url": "http://127.0.0.1:8080", "client_id": "i", "client_secret": "s",
    "mode": "v1", "start_year": 2026, "coteachers": true})";
  reached();
  on_district();
  fake_.on("POST", "/ws/schema/query/" + std::string(kCoteachersQuery) + "?pagesize=1",
           {403, R"({"errors": [{"field": "DCID", "resource": "USERS"}]})"});
  on_year(1);
  const Json report = steps();
  EXPECT_EQ(outline(report)[6], "co-teachers!");
  EXPECT_THAT(detail(report[6]), HasSubstr("USERS.DCID"));
}

TEST_F(CheckTest, ACancelledCheckIsNoReport) {
  fake_.on("GET", "/ws/v1/time", {0, "", {}, CW_E_CANCELLED});
  EXPECT_EQ(adapter().check().error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace crosswalk::powerschool
