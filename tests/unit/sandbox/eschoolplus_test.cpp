/// The played eSchoolPlus, over real HTTP on loopback, against the contract.

#include "sandbox/eschoolplus/kind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/district/generate.hpp"
#include "stage_client.hpp"

namespace crosswalk::sandbox::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class ESchoolPlus : public ::testing::Test {
 protected:
  static SystemStart start() {
    SystemStart from;
    from.key = "svc";
    from.secret = "the password";
    from.settings_json = R"({"rate": 0})";
    return from;
  }
  static Json login(const char* site = "northfork", const char* password = "the password") {
    return {{"siteCode", site}, {"loginName", "svc"}, {"password", password}};
  }
  Answered log_in(const Json& body) {
    return played_.send("POST", "/espws/v1/session", {{"Content-Type", "application/json"}},
                        body.dump());
  }
  std::string token() { return log_in(login()).json()["token"].get<std::string>(); }
  HeaderList session() {
    if (token_.empty()) token_ = token();
    return {{"Authorization", "ESP-Session " + token_},
            {"X-ESP-Site-Code", "NORTHFORK"},
            {"X-Request-Id", "r-1"}};
  }
  Answered ask(const std::string& path) { return played_.get("/espws/v1/" + path, session()); }
  Json list(const std::string& path) {
    const Answered answer = ask(path);
    EXPECT_EQ(answer.status, 200) << path << " " << answer.body;
    return answer.json();
  }
  static std::vector<std::string> values(const Json& page, const char* key) {
    std::vector<std::string> out;
    for (const Json& row : page.at("records")) {
      out.push_back(row.at(key).is_string() ? row.at(key).get<std::string>() : row.at(key).dump());
    }
    return out;
  }

  Played played_{kESchoolPlus, start()};
  std::string token_;
};

TEST_F(ESchoolPlus, TellsItsVersionToEverybody) {
  const Answered info = played_.get("/espws/v1/info");
  EXPECT_EQ(info.json(),
            (Json{{"product", "eSchoolPlus"}, {"version", "21.4.18.0"}, {"maintenance", nullptr}}));
  played_.control("POST", "settings", {{"version", "2.9"}, {"maintenance", "until six"}});
  EXPECT_EQ(played_.get("/espws/v1/info").json()["maintenance"], "until six");
  const Answered closed = played_.get("/espws/v1/buildings");
  EXPECT_EQ(closed.status, 503);
  EXPECT_EQ(closed.json()["error"]["code"], "MAINTENANCE");
  EXPECT_NE(closed.headers.count("Retry-After"), 0U);
}

TEST_F(ESchoolPlus, OpensASession) {
  const Json opened = log_in(login()).json();
  EXPECT_EQ(opened["site"]["district"], 4102);
  EXPECT_EQ(opened["environment"]["schoolYear"], 2027);
  EXPECT_EQ(opened["features"], (Json{"jobs", "customFields"}));
  EXPECT_EQ(log_in(login("SOUTH")).json()["error"]["code"], "AUTH_SITE_UNKNOWN");
  EXPECT_EQ(log_in(login("NORTHFORK", "wrong")).json()["error"]["code"], "AUTH_INVALID");
  Json more = login();
  more["pin"] = 1;
  EXPECT_EQ(log_in(more).status, 422);
  more = login();
  more.erase("password");
  EXPECT_EQ(log_in(more).json()["error"]["fields"][0]["name"], "password");
  EXPECT_EQ(played_.send("POST", "/espws/v1/session", {}, "<xml>").status, 400);
}

TEST_F(ESchoolPlus, LocksAfterFiveRefusalsInAQuarterOfAnHour) {
  played_.control("POST", "clock", {{"set_ms", 1790000000000}});
  for (int i = 0; i < 5; ++i) EXPECT_EQ(log_in(login("NORTHFORK", "wrong")).status, 401);
  const Answered locked = log_in(login());
  EXPECT_EQ(locked.status, 423);
  EXPECT_EQ(locked.json()["error"]["code"], "AUTH_LOCKED");
  EXPECT_EQ(locked.headers.at("Retry-After"), "900");
  played_.control("POST", "clock", {{"advance_ms", 900'000}});
  EXPECT_EQ(log_in(login()).status, 200);
}

TEST_F(ESchoolPlus, ASessionEnds) {
  played_.control("POST", "clock", {{"set_ms", 1790000000000}});
  EXPECT_EQ(ask("buildings").status, 200);
  played_.control("POST", "clock", {{"advance_ms", 1'199'000}});
  EXPECT_EQ(ask("buildings").status, 200) << "each call begins the idle time anew";
  played_.control("POST", "clock", {{"advance_ms", 1'200'000}});
  const Answered idle = ask("buildings");
  EXPECT_EQ(idle.status, 401);
  EXPECT_EQ(idle.json()["error"]["code"], "AUTH_EXPIRED");
  EXPECT_EQ(idle.json()["requestId"], "r-1");
  EXPECT_EQ(idle.headers.at("X-Request-Id"), "r-1");

  token_.clear();
  EXPECT_EQ(ask("buildings").status, 200);
  EXPECT_EQ(played_.send("DELETE", "/espws/v1/session", session()).status, 204);
  EXPECT_EQ(ask("buildings").status, 401);
  played_.control("POST", "settings", {{"expire_token_after", 1}});
  token_.clear();
  EXPECT_EQ(ask("buildings").status, 200);
  EXPECT_EQ(ask("buildings").status, 401);
}

TEST_F(ESchoolPlus, TwoSessionsALogin) {
  const std::string first = token();
  session();
  token();
  EXPECT_EQ(played_.control("POST", "sessions").json()["open"], 2);
  EXPECT_EQ(ask("buildings").status, 200) << "the second one lives";
  token_ = first;
  EXPECT_EQ(ask("buildings").status, 401) << "the oldest one ended";
}

TEST_F(ESchoolPlus, WantsItsHeaders) {
  const std::string path = "/espws/v1/buildings";
  HeaderList headers = session();
  EXPECT_EQ(played_.get(path).status, 401);
  headers[1].second = "SOUTH";
  EXPECT_EQ(played_.get(path, headers).json()["error"]["code"], "AUTH_SITE_UNKNOWN");
  headers = session();
  headers.pop_back();
  EXPECT_EQ(played_.get(path, headers).status, 400);
  EXPECT_EQ(ask("nothing").status, 404);
  EXPECT_EQ(played_.get("/login").headers.at("Content-Type"), "text/html");
  played_.control("POST", "settings", {{"denied", "staff"}});
  EXPECT_EQ(ask("staff").json()["error"]["code"], "FORBIDDEN");
  EXPECT_THAT(played_.control("GET", "log").body, Not(HasSubstr("the password")));
}

TEST_F(ESchoolPlus, PagesStandStillWithinAJob) {
  const Json first = list("students?perPage=2");
  EXPECT_EQ(first["pageTotal"], 2);
  EXPECT_EQ(first["recordTotal"], 4);
  EXPECT_EQ(first["callType"], "STUDENTS");
  EXPECT_THAT(values(first, "studentId"), ElementsAre("300412", "300413"));
  const std::string job = first["jobGuid"];
  EXPECT_EQ(job.size(), 32U);
  played_.control("POST", "seed",
                  {{"students", Json::array({{{"id", "1"},
                                              {"studentId", "1"},
                                              {"firstName", "A"},
                                              {"lastName", "B"},
                                              {"building", 14}}})}});
  EXPECT_THAT(values(list("students?perPage=2&page=2&job=" + job), "studentId"),
              ElementsAre("300414", "300416"));
  EXPECT_EQ(list("students")["recordTotal"], 5);
  EXPECT_EQ(ask("students?page=2").status, 400) << "without its job";
  EXPECT_EQ(ask("students?perPage=501").status, 422);
  EXPECT_EQ(ask("students?page=0").status, 422);
  EXPECT_EQ(ask("students?changedSince=2026-01-01").json()["error"]["fields"][0]["code"],
            "UNKNOWN_KEY");
  played_.control("POST", "expire_jobs");
  EXPECT_EQ(ask("students?perPage=2&page=2&job=" + job).json()["error"]["code"], "JOB_EXPIRED");
}

TEST_F(ESchoolPlus, WithoutJobsPagesMove) {
  played_.control("POST", "settings", {{"features", ""}});
  EXPECT_FALSE(list("students").contains("jobGuid"));
  EXPECT_EQ(ask("custom-fields/students").status, 404) << "a feature that is off";
  played_.control("POST", "faults",
                  {{"kind", "page_shift"}, {"path", "/espws/v1/students"}, {"nth", 2}});
  list("students?perPage=2");
  EXPECT_THAT(values(list("students?perPage=2&page=2"), "studentId"), ElementsAre("300416"));
}

TEST_F(ESchoolPlus, FiltersAreExact) {
  EXPECT_THAT(values(list("buildings"), "building"), ElementsAre("14", "15", "90", "91"));
  EXPECT_THAT(values(list("students?status=I"), "studentId"), ElementsAre("300415"));
  EXPECT_THAT(values(list("students?building=15"), "studentId"), ElementsAre("300416"));
  EXPECT_EQ(list("staff?building=14")["recordTotal"], 2);
  EXPECT_EQ(list("marking-periods?building=14&schoolYear=2027")["recordTotal"], 2);
  EXPECT_EQ(list("marking-periods?schoolYear=2026")["recordTotal"], 0);
  EXPECT_THAT(values(list("sections?markingPeriod=M2"), "sectionKey"), ElementsAre("771204"));
  EXPECT_EQ(list("enrollments?building=15")["recordTotal"], 2);
  EXPECT_EQ(list("enrollments?schoolYear=2026")["recordTotal"], 0);
  EXPECT_EQ(list("custom-fields/students?screen=5020&field=3")["recordTotal"], 1);
}

TEST_F(ESchoolPlus, RowsAreAsTheServiceSendsThem) {
  const Json student = list("students")["records"][0];
  EXPECT_FALSE(student.contains("id"));
  EXPECT_FALSE(student.contains("birthDate")) << "unless the district opts in";
  EXPECT_EQ(student["recordStatus"], "A");
  EXPECT_EQ(student["grade"], "06 ") << "padded";
  EXPECT_EQ(student["building"], 14);
  EXPECT_EQ(student["generation"], nullptr);
  played_.control("POST", "settings", {{"birth_dates", true}});
  EXPECT_EQ(list("students")["records"][0]["birthDate"], "2015-03-02");
  played_.control("POST", "clock", {{"set_ms", 1790000000000}});
  token_.clear();
  EXPECT_EQ(list("buildings")["asOf"], "2026-09-21T08:13:20-06:00");
}

TEST_F(ESchoolPlus, TooManyCalls) {
  played_.control("POST", "clock", {{"set_ms", 1790000000000}});
  session();
  played_.control("POST", "settings", {{"rate", 2}});
  EXPECT_EQ(ask("buildings").status, 200);
  EXPECT_EQ(ask("buildings").status, 200);
  EXPECT_EQ(ask("buildings").json()["error"]["code"], "RATE_LIMITED");
}

TEST_F(ESchoolPlus, AnotherYearIsChosenInTheSession) {
  HeaderList headers = session();
  headers.emplace_back("Content-Type", "application/json");
  EXPECT_EQ(played_
                .send("POST", "/espws/v1/session/environment", headers,
                      R"({"schoolYear": 2026, "summerSchool": false})")
                .status,
            200);
  EXPECT_EQ(list("sections")["recordTotal"], 0);
  EXPECT_EQ(
      played_.send("POST", "/espws/v1/session/environment", headers, R"({"year": 2026})").status,
      422);
}

TEST(ESchoolPlusDistrict, HoldsTheWholeDistrict) {
  const District district = generate_district({1, 2, 60});
  SystemStart from;
  from.settings_json = R"({"rate": 0})";
  from.district = &district;
  Clock clock;
  const auto system = kESchoolPlus.create(from, "http://127.0.0.1:1", clock);
  ASSERT_TRUE(system) << system.error().message;
  const Json state = (*system)->dump();
  EXPECT_EQ(state["buildings"].size(), 2U);
  EXPECT_EQ(state["marking_periods"].size(), 4U);
  EXPECT_EQ(state["students"].size(), 60U);
  EXPECT_EQ(state["sections"].size(), district.classes.size());
  EXPECT_EQ(state["courses"].size(), district.courses.size());
  EXPECT_EQ(state["marking_periods"][0]["dates"][0]["endDate"], "2027-01-15") << "the last day";
  EXPECT_TRUE((*system)->restore(state)) << "what it dumps it takes";
}

}  // namespace
}  // namespace crosswalk::sandbox::test
