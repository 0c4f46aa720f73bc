#include "support.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::quickschools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CheckTest : public QuickSchoolsTest {
 protected:
  Json steps() {
    const auto report = adapter().check();
    EXPECT_TRUE(report) << report.error().message;
    return report ? Json::parse(*report)["steps"] : Json::array();
  }
  static std::vector<std::string> outline(const Json& steps) {
    std::vector<std::string> out;
    for (const Json& step : steps) {
      out.push_back(step["name"].get<std::string>() + (step["ok"].get<bool>() ? "" : "!"));
    }
    return out;
  }
  void lists(const char* students) {
    fake_.on_get("/sms/v1/classes", "[{}, {}]");
    fake_.on_get("/sms/v1/teachers?itemsPerPage=1", R"({"list": [], "numberOfItems": "12"})");
    fake_.on_get("/sms/v1/students?itemsPerPage=1", R"({"list": [{}], "numberOfItems": 241})");
    fake_.on_get("/sms/v1/sections", "[]");
    fake_.on_get(
        "/sms/v1/students?itemsPerPage=1&fields=firstName,middleName,lastName,email,"
        "studentNumber,classId,hasLeft,deleted,smsClassSubjectSetIdList",
        students);
  }
};

TEST_F(CheckTest, TriesWhatARunReads) {
  semesters();
  lists(
      R"({"list": [{"firstName": "A", "lastName": "B", "email": "", "smsClassSubjectSetIdList": []}]})");
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("API key and semesters", "grade levels", "teachers",
                                           "students", "sections", "attributes"));
  EXPECT_EQ(report[0]["detail"],
            "the key is accepted; semester 330021 is active, 2 of 3 semesters are read");
  EXPECT_EQ(report[3]["detail"], "241 students");
  EXPECT_THAT(report[5]["detail"].get<std::string>(), HasSubstr("last names are sent"));
}

TEST_F(CheckTest, SaysWhatAServerDoesNotSend) {
  semesters();
  lists(R"({"list": [{"fullName": "A B"}]})");
  EXPECT_THAT(steps()[5]["detail"].get<std::string>(),
              ::testing::AllOf(HasSubstr("only full names"), HasSubstr("section by section")));
}

TEST_F(CheckTest, ARefusedKeyEndsIt) {
  fake_.on("GET", kSemesters, {401, R"({"errorCode": "INVALID_API_KEY"})"});
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("API key and semesters!"));
  EXPECT_THAT(report[0]["hint"].get<std::string>(), HasSubstr("API key"));
}

TEST_F(CheckTest, AWrongAddressEndsIt) {
  fake_.on("GET", kSemesters, {404, "<html>"});
  EXPECT_THAT(steps()[0]["hint"].get<std::string>(), HasSubstr("base_url"));
  fake_.on("GET", kSemesters, {302, ""});
  EXPECT_THAT(steps()[0]["detail"].get<std::string>(), HasSubstr("another address"));
  fake_.on("GET", kSemesters, {0, "", {}, CW_E_TRANSIENT});
  EXPECT_THAT(steps()[0]["hint"].get<std::string>(), HasSubstr("network"));
}

TEST_F(CheckTest, AMissingPermissionIsNamedAndTheRestGoesOn) {
  fake_.on("GET", kSemesters, {403, R"({"errorCode": "NOT_PERMITTED"})"});
  lists(R"({"list": []})");
  const Json report = steps();
  EXPECT_THAT(outline(report), ElementsAre("API key and semesters!", "grade levels", "teachers",
                                           "students", "sections", "attributes"));
  EXPECT_THAT(report[0]["hint"].get<std::string>(), HasSubstr("grants"));
}

}  // namespace
}  // namespace crosswalk::quickschools
