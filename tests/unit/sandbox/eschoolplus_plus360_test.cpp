/// The second mount of the played eSchoolPlus, and its files (contract 8, 9, 11).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/eschoolplus/kind.hpp"
#include "stage_client.hpp"

namespace crosswalk::sandbox::test {
namespace {

using ::testing::HasSubstr;

class Plus360Mount : public ::testing::Test {
 protected:
  static SystemStart start() {
    SystemStart from;
    from.secret = "the password";
    from.settings_json = R"({"rate": 0})";
    return from;
  }
  Plus360Mount() {
    signer_.key = "OneRoster_DEMO_4102";
    signer_.secret = "the password";
    signer_.method = "HMAC-SHA1";
  }
  Answered ask(const std::string& list, std::int64_t late_s = 0, std::string nonce = {}) {
    const std::string target = "/plus360api/v1/demo/" + list;
    if (nonce.empty()) nonce = "n" + std::to_string(++nonces_);
    const std::string url = played_.stage().base_url();
    const std::int64_t at = played_.stage().clock().now_s() - late_s;
    return played_.get(target, {{"Authorization", signer_.header("GET", url, target, nonce, at)}});
  }

  Played played_{kESchoolPlus, start()};
  Signer signer_;
  int nonces_ = 0;
};

TEST_F(Plus360Mount, TakesSignedRequestsOnly) {
  EXPECT_EQ(ask("schools", 0, "once").status, 200);
  EXPECT_EQ(ask("schools", 0, "once").status, 401) << "a nonce counts once";
  EXPECT_EQ(ask("schools", 400).status, 401) << "five minutes are allowed";
  signer_.method = "HMAC-SHA256";
  EXPECT_EQ(ask("schools").status, 200);
  signer_.method = "PLAINTEXT";
  EXPECT_EQ(ask("schools").status, 401);
  signer_.method = "HMAC-SHA1";
  signer_.secret = "wrong";
  EXPECT_EQ(ask("schools").status, 401);
  EXPECT_EQ(played_.get("/plus360api/v1/demo/schools").status, 401);
  EXPECT_EQ(played_.get("/plus360api/v1/other/schools").status, 404);
}

TEST_F(Plus360Mount, PagesByLimitAndOffset) {
  const Answered page = ask("users?limit=2&offset=1");
  EXPECT_EQ(page.json()["users"].size(), 2U);
  EXPECT_EQ(page.headers.at("X-Total-Count"), "8");
  EXPECT_EQ(ask("users?limit=2&offset=7").json()["users"].size(), 1U);
  EXPECT_EQ(ask("users?limit=5000").status, 400);
  EXPECT_EQ(ask("users?page=2").status, 400);
  EXPECT_EQ(ask("users?filter=role%3D%27guardian%27").headers.at("X-Total-Count"), "1");
  EXPECT_EQ(ask("users?filter=grade%3D%2706%27").status, 400);
  EXPECT_EQ(ask("demographics").status, 404);
}

TEST_F(Plus360Mount, ShowsWhatOneRosterHasAWordFor) {
  EXPECT_EQ(ask("schools").json()["orgs"].size(), 2U) << "working buildings of the district";
  EXPECT_EQ(ask("terms").json()["academicSessions"][0]["startDate"], "2026-08-13")
      << "of the track with most students";
  EXPECT_EQ(ask("gradingPeriods").json()["academicSessions"].size(), 0U);
  const Json clazz = ask("classes").json()["classes"][0];
  EXPECT_EQ(clazz["sourcedId"], "771204");
  EXPECT_EQ(clazz["terms"].size(), 2U) << "of both sessions";
  const Json seats = ask("enrollments?filter=role%3D%27teacher%27").json()["enrollments"];
  EXPECT_EQ(seats[0]["user"]["sourcedId"], "t:T0457");
  EXPECT_EQ(seats[0]["primary"], "true");
  EXPECT_EQ(ask("students").json()["users"].size(), 4U) << "active ones";
}

TEST_F(Plus360Mount, IsThereFrom214OnAndForWhatTheProfileHas) {
  played_.control("POST", "settings", {{"denied", "teachers"}});
  EXPECT_EQ(ask("teachers").status, 403);
  EXPECT_EQ(ask("students").status, 200);
  for (const char* old : {"20.4.0.0", "21.3.9", "ESP_20.4.51.1"}) {
    played_.control("POST", "settings", {{"version", old}});
    EXPECT_EQ(ask("students").status, 404) << old;
  }
  played_.control("POST", "settings", {{"version", "ESP_23.5.1.0"}});
  EXPECT_EQ(ask("students").status, 200);
  played_.control("POST", "settings", {{"maintenance", "until six"}});
  EXPECT_EQ(ask("students").status, 503);
}

TEST(ESchoolPlusFiles, AreWrittenAsTheProductWritesThem) {
  const auto files = kESchoolPlus.files(nullptr);
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_EQ(files->size(), 18U);
  EXPECT_THAT(files->at("schd_course.csv"), HasSubstr("Integrated Science,\nGrade 6|"))
      << "a line break is not escaped";
  EXPECT_THAT(files->at("schd_stu_crs_dates.csv"),
              HasSubstr("300412|771204|1|08/13/2026|09/10/2026|#!#\r\n"));
  EXPECT_THAT(files->at("reg.csv"), HasSubstr("|06 |")) << "codes are padded";
}

}  // namespace
}  // namespace crosswalk::sandbox::test
