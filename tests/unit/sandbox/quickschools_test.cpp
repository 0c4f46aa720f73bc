/// The played QuickSchools, over real HTTP on loopback, against the contract.

#include "sandbox/quickschools/kind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/district/generate.hpp"
#include "stage_client.hpp"

namespace crosswalk::sandbox::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class QuickSchools : public ::testing::Test {
 protected:
  static SystemStart start(const std::string& settings) {
    SystemStart from;
    from.key = "demo.key";
    from.settings_json = settings;
    return from;
  }
  Json get(const std::string& path) {
    const Answered answer = played_.get(with_key(path));
    EXPECT_EQ(answer.status, 200) << path << " " << answer.body;
    return answer.json();
  }
  int status(const std::string& path) { return played_.get(with_key(path)).status; }
  Answered form(const std::string& verb, const std::string& path, const std::string& body) {
    return played_.send(verb, with_key(path),
                        {{"Content-Type", "application/x-www-form-urlencoded"}}, body);
  }
  static std::string with_key(const std::string& path) {
    return "/sms/v1/" + path + (path.find('?') == std::string::npos ? "?" : "&") +
           "apiKey=demo.key";
  }
  static std::vector<std::string> ids(const Json& list) {
    std::vector<std::string> out;
    for (const Json& row : list) out.push_back(row.at("id").get<std::string>());
    return out;
  }

  Played played_{kQuickSchools, start(R"({"rate_limit": false})")};
};

TEST_F(QuickSchools, TakesTheKeyFromTheQueryAlone) {
  const Answered none = played_.get("/sms/v1/semesters");
  EXPECT_EQ(none.status, 401);
  EXPECT_EQ(none.json()["errorCode"], "INVALID_API_KEY");
  EXPECT_EQ(none.json()["success"], false);
  EXPECT_EQ(played_.get("/sms/v1/semesters?apiKey=birch.other").status, 401);
  EXPECT_EQ(played_.get("/sms/v1/semesters", {{"apiKey", "demo.key"}}).status, 401);
  EXPECT_EQ(status("semesters"), 200);
}

TEST_F(QuickSchools, KeepsTheKeyOutOfItsLog) {
  get("students?itemsPerPage=2");
  const Answered log = played_.control("GET", "log");
  EXPECT_THAT(log.body, Not(HasSubstr("demo.key")));
  EXPECT_THAT(log.body, HasSubstr("itemsPerPage=2&apiKey=*"));
}

TEST_F(QuickSchools, AnswersAWebPageBesideTheInterface) {
  const Answered page = played_.get("/login");
  EXPECT_EQ(page.status, 404);
  EXPECT_EQ(page.headers.at("Content-Type"), "text/html");
  EXPECT_EQ(status("nothing"), 404);
  EXPECT_EQ(played_.send("PUT", with_key("sections/900010"), {}).status, 404);
}

TEST_F(QuickSchools, FiveCallsInASecond) {
  ASSERT_EQ(played_.control("POST", "settings", {{"rate_limit", true}}).status, 200);
  played_.control("POST", "clock", {{"set_ms", 1790000000000}});
  for (int i = 0; i < 5; ++i) EXPECT_EQ(status("semesters"), 200);
  const Answered sixth = played_.get(with_key("semesters"));
  EXPECT_EQ(sixth.status, 429);
  EXPECT_EQ(sixth.headers.at("Retry-After"), "1");
  EXPECT_EQ(sixth.json()["errorCode"], "RATE_LIMITED");
  played_.control("POST", "clock", {{"advance_ms", 1000}});
  EXPECT_EQ(status("semesters"), 200);
}

TEST_F(QuickSchools, PagesStudentsAndLeavesOutWhoLeft) {
  const Json first = get("students?itemsPerPage=2");
  EXPECT_EQ(first["page"], 1);
  EXPECT_EQ(first["numberOfPages"], 3);
  EXPECT_EQ(first["numberOfItems"], 5);
  EXPECT_THAT(ids(first["list"]), ElementsAre("500101", "500102"));
  EXPECT_THAT(ids(get("students?itemsPerPage=2&page=3")["list"]), ElementsAre("500105"));
  EXPECT_TRUE(get("students?itemsPerPage=2&page=4")["list"].empty());
  EXPECT_EQ(get("students?showHasLeft=True&showDeleted=true")["numberOfItems"], 7);
  EXPECT_EQ(get("students")["itemsPerPage"], 50);
  EXPECT_EQ(get("students?itemsPerPage=5000")["itemsPerPage"], 1000);
  EXPECT_EQ(status("students?itemsPerPage=0"), 400);
  EXPECT_EQ(status("students?page=0"), 400);
  EXPECT_EQ(status("students?showDeleted=perhaps"), 400);
  EXPECT_EQ(get("students?search=okafor")["numberOfItems"], 1);
  EXPECT_EQ(get("students?classId=440007")["numberOfItems"], 2);
  EXPECT_EQ(get("students/500107")["fullName"], "Ola Berg") << "a deleted one by its id";
  EXPECT_EQ(status("students/1"), 404);
}

TEST_F(QuickSchools, CountsPagesAsTheSettingsSay) {
  played_.control("POST", "settings", {{"first_page", 0}, {"stringy_paging", true}});
  const Json first = get("students?itemsPerPage=2");
  EXPECT_EQ(first["page"], "0");
  EXPECT_EQ(first["numberOfItems"], "5");
  EXPECT_THAT(ids(get("students?itemsPerPage=2&page=2")["list"]), ElementsAre("500105"));
}

TEST_F(QuickSchools, AddsTheFieldsThatAreAskedFor) {
  const Json plain = get("students/500101");
  EXPECT_EQ(plain.size(), 4U) << plain;
  EXPECT_EQ(plain["classCode"], "06");
  const Json more =
      get("students/500101?fields=firstName,nonsense,smsClassSubjectSetIdList,hasLeft");
  EXPECT_EQ(more["firstName"], "Imani");
  EXPECT_EQ(more["hasLeft"], false);
  EXPECT_EQ(more["smsClassSubjectSetIdList"], (Json{"900010", "900011"}))
      << "the active semester's";
  EXPECT_FALSE(more.contains("nonsense"));
  EXPECT_EQ(get("students/500105")["classCode"], "N/A");
  played_.control("POST", "settings", {{"hidden_fields", "firstName,lastName"}});
  EXPECT_FALSE(get("students/500101?fields=firstName").contains("firstName"));
}

TEST_F(QuickSchools, ListsTheActiveSemesterUnlessAskedForAnother) {
  EXPECT_THAT(ids(get("semesters")), ElementsAre("330011", "330021", "330022"));
  EXPECT_THAT(ids(get("sections")), ElementsAre("900010", "900011", "900012"));
  EXPECT_THAT(ids(get("sections?semesterId=330022")), ElementsAre("900020"));
  EXPECT_EQ(status("sections?semesterId=1"), 400);
  EXPECT_THAT(ids(get("classes")), ElementsAre("440006", "440007"));
  EXPECT_EQ(get("classes/440005")["name"], "grade 6") << "an older one by its id";
  const Json section = get("sections/900011?fields=smsAcademicSemesterId");
  EXPECT_EQ(section["sectionName"], "Science 6 ") << "blanks are kept";
  EXPECT_EQ(section["teachers"][1]["fullName"], "Joris O'Neill");
  EXPECT_EQ(section["smsAcademicSemesterId"], "330021");
  EXPECT_EQ(get("homerooms")[0]["homeroomTeacherName"], "Rosa Amadi");
}

TEST_F(QuickSchools, RostersNameStudentsByTheirStub) {
  const Json roster = get("sectionenrollments/900010");
  EXPECT_EQ(roster["id"], "900010");
  ASSERT_EQ(roster["students"].size(), 2U) << "who left is not in it";
  EXPECT_EQ(roster["students"][0]["smsStudentStubId"], "500101");
  EXPECT_FALSE(roster["students"][0].contains("id"));
  EXPECT_EQ(get("sectionenrollments/900001")["students"].size(), 1U) << "of an earlier semester";
  EXPECT_EQ(status("sectionenrollments/1"), 404);
}

TEST_F(QuickSchools, EnrollsAndUnenrolls) {
  const auto students = [](const char* list) { return std::string("studentIds=") + list; };
  EXPECT_EQ(form("POST", "sectionenrollments/900012", students("%5B%22500105%22%2C%22500103%22%5D"))
                .json(),
            (Json{{"success", true}}));
  EXPECT_EQ(get("sectionenrollments/900012")["students"].size(), 3U) << "twice is once";
  EXPECT_EQ(form("DELETE", "sectionenrollments/900012", students("%5B%22500103%22%5D")).status,
            200);
  EXPECT_EQ(get("sectionenrollments/900012")["students"].size(), 2U);
  EXPECT_EQ(form("POST", "sectionenrollments/900012", students("%5B%5D")).status, 400);
  EXPECT_EQ(form("POST", "sectionenrollments/900012", students("%5B%221%22%5D")).json()["field"],
            "studentIds");
  EXPECT_EQ(played_
                .send("POST", with_key("sectionenrollments/900012"),
                      {{"Content-Type", "application/json"}}, "{}")
                .status,
            400);
}

TEST_F(QuickSchools, MakesChangesAndRemovesSections) {
  const Json made =
      form("POST", "sections?fields=smsAcademicSemesterId",
           "classId=440006&sectionName=Chess&sectionCode=CH&teacherIds=%5B%22610007%22%5D")
          .json();
  EXPECT_EQ(made["smsAcademicSemesterId"], "330021");
  EXPECT_EQ(made["teachers"][0]["id"], "610007");
  const auto id = made["id"].get<std::string>();
  EXPECT_EQ(form("POST", "sections/" + id, "sectionName=Go").json()["sectionName"], "Go");
  EXPECT_EQ(form("POST", "sections", "classId=1&sectionName=X").status, 400);
  EXPECT_EQ(form("POST", "sections", "classId=440006").json()["field"], "sectionName");
  EXPECT_EQ(form("DELETE", "sections/" + id, "").status, 200);
  const Answered full = form("DELETE", "sections/900010", "");
  EXPECT_EQ(full.status, 409);
  EXPECT_EQ(full.json()["errorCode"], "SECTION_NOT_EMPTY");
}

TEST_F(QuickSchools, ASectionOfEqualNameCodeAndClassIsADuplicate) {
  const std::string same = "classId=440006&sectionName=Science+6+&sectionCode=SCI6-A";
  const Answered twice = form("POST", "sections", same);
  EXPECT_EQ(twice.status, 409);
  EXPECT_EQ(twice.json()["errorCode"], "DUPLICATE");
  EXPECT_EQ(
      form("POST", "sections", "classId=440007&sectionName=Science+6&sectionCode=SCI6-A").status,
      200)
      << "another class";
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(form("POST", "sections", "classId=440006&sectionName=Science+6").status, 200)
        << "without a code nothing tells them apart";
  }
  EXPECT_EQ(form("POST", "sections", same + "&creditHours=one").json()["field"], "creditHours");
  played_.control("POST", "settings", {{"refuse_duplicates", false}});
  EXPECT_EQ(form("POST", "sections", same).status, 200);
}

TEST_F(QuickSchools, RefusesAreasThatTheKeyDoesNotHave) {
  played_.control("POST", "settings", {{"denied", "teachers"}});
  EXPECT_EQ(status("teachers"), 403);
  EXPECT_EQ(status("students"), 200);
}

TEST_F(QuickSchools, ASemesterEndsByHand) {
  EXPECT_EQ(played_.control("POST", "advance_semester").json()["active"], "330022");
  EXPECT_THAT(ids(get("sections")), ElementsAre("900020"));
  EXPECT_EQ(played_.control("POST", "advance_semester").status, 404) << "it was the last one";
  EXPECT_EQ(played_.control("POST", "somersault").status, 404);
}

TEST_F(QuickSchools, AListShiftsWhileItIsRead) {
  played_.control("POST", "faults",
                  {{"kind", "page_shift"}, {"path", "/sms/v1/students"}, {"nth", 2}});
  get("students?itemsPerPage=2");
  const Json second = get("students?itemsPerPage=2&page=2");
  EXPECT_EQ(second["numberOfItems"], 4);
  EXPECT_THAT(ids(second["list"]), ElementsAre("500104", "500105"));
}

TEST_F(QuickSchools, ItsStateIsRowsThatAHandCanChange) {
  Json state = played_.control("GET", "state").json();
  EXPECT_EQ(state["students"][0]["id"], "500101");
  state["students"][0]["lastName"] = "Adeyemi";
  EXPECT_EQ(played_.control("POST", "restore", state).status, 200);
  EXPECT_EQ(get("students/500101")["fullName"], "Imani Adeyemi");
  EXPECT_EQ(played_
                .control("POST", "seed",
                         {{"students", Json::array({{{"firstName", "N"}, {"lastName", "N"}}})}})
                .status,
            200);
  EXPECT_EQ(get("students")["numberOfItems"], 6);
  const Answered typo =
      played_.control("POST", "seed", {{"students", Json::array({{{"lastNam", "N"}}})}});
  EXPECT_EQ(typo.status, 400);
  EXPECT_THAT(typo.body, HasSubstr("students[0]: there is no column lastNam"));
  const Answered loose = played_.control(
      "POST", "seed",
      {{"enrollments", Json::array({{{"sectionId", "1"}, {"studentId", "500101"}}})}});
  EXPECT_EQ(loose.status, 400);
  EXPECT_THAT(loose.body, HasSubstr("sectionId 1 is nothing in sections"));
  EXPECT_EQ(played_.control("POST", "seed", {{"pupils", Json::array()}}).status, 400);
  EXPECT_EQ(played_.control("POST", "settings", {{"typo", 1}}).status, 400);
  EXPECT_EQ(played_.control("POST", "settings", {{"rate_limit", 1}}).status, 400);
  EXPECT_EQ(played_.control("POST", "reset").status, 200);
  EXPECT_EQ(get("students")["numberOfItems"], 5);
}

TEST(QuickSchoolsDistrict, HoldsOneSchoolOfIt) {
  const District district = generate_district({1, 2, 60});
  SystemStart start;
  start.key = "k";
  start.settings_json = R"({"rate_limit": false, "school": 2})";
  start.district = &district;
  Played played(kQuickSchools, start);
  const auto ask = [&](const std::string& path) { return played.get("/sms/v1/" + path).json(); };
  EXPECT_EQ(ask("students?apiKey=k&itemsPerPage=1000")["numberOfItems"], 30);
  const Json semesters = ask("semesters?apiKey=k");
  ASSERT_EQ(semesters.size(), 2U);
  EXPECT_EQ(semesters[0]["endDate"], "2027-01-15") << "the last day";
  EXPECT_EQ(semesters[0]["isActive"], true);
  const Json sections = ask("sections?apiKey=k");
  ASSERT_FALSE(sections.empty());
  EXPECT_EQ(sections[0]["teachers"].size(), 1U);
  start.settings_json = R"({"school": 3})";
  Clock clock;
  EXPECT_FALSE(kQuickSchools.create(start, "", clock));
}

}  // namespace
}  // namespace crosswalk::sandbox::test
