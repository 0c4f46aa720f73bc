#include "support.hpp"

#include "crosswalk/json.hpp"

#include <string>

namespace crosswalk::schoology {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kPost[] = "/v1/users?email_conflict_resolution=1";

Change fresh(const std::string& code, const std::string& username = "u") {
  return {CW_ROW_CREATE,
          {{"code", code},
           {"givenName", "G"},
           {"familyName", "F"},
           {"username", username},
           {"role", "9001"}}};
}
Change changed(const std::string& id) { return {CW_ROW_PATCH, {{"id", id}, {"gradYear", "2031"}}}; }
Change with_id(std::uint16_t op, const std::string& id) { return {op, {{"id", id}}}; }

using WriteUsersTest = SchoologyTest;

TEST_F(WriteUsersTest, ABatchIsOneCall) {
  fake_.on("POST", kPost, {207, R"({"user": [
    {"response_code": 200, "school_uid": "S-1", "id": "90011"},
    {"response_code": 200, "school_uid": "S-2", "id": 90012}]})"});
  EXPECT_THAT(apply("user", {fresh("S-1"), fresh("S-2")}),
              ElementsAre(Applied("90011"), Applied("90012")));
  EXPECT_THAT(fake_.seen(), SizeIs(1));
  EXPECT_EQ(fake_.seen()[0].retry,
            std::uint32_t{CW_RETRY_HOST});  // not safe to repeat (contract 7)
}

// A4: 200 and 207 alike.
TEST_F(WriteUsersTest, AnAnswerOf200IsReadLike207) {
  fake_.on("PUT", "/v1/users", {200, R"({"user": [{"response_code": 200, "id": 90011}]})"});
  EXPECT_THAT(apply("user", {changed("90011")}), ElementsAre(Applied("90011")));
}

// Contract 5.2, 6.5: half of it went well; the reason is looked into with one read.
TEST_F(WriteUsersTest, AHalfSuccessIsJudgedRowByRow) {
  fake_.on("POST", kPost, {207, R"({"user": [
    {"response_code": 200, "school_uid": "S-1", "id": "90011"},
    {"response_code": 400, "school_uid": "S-2", "message": "username or email is required"},
    {"response_code": 409, "school_uid": "S-3", "message": "school_uid already exists"}]})"});
  fake_.on_get("/v1/users?school_uids=S-2,S-3&limit=200",
               R"({"user": [{"id": 90013, "school_uid": "S-3"}]})");
  fake_.on_get("/v1/users/inactive?limit=200", R"({"total": 0})");
  EXPECT_THAT(apply("user", {fresh("S-1"), fresh("S-2"), fresh("S-3")}),
              ElementsAre(Applied("90011"), Rejected(CW_E_INVALID, "username or email is required"),
                          Exists("90013")));
}

// Contract 8, 10: the code of an inactive account. It is named, and never reactivated silently.
TEST_F(WriteUsersTest, ACodeOfAnInactiveUserIsSaidSo) {
  fake_.on("POST", kPost, {207, R"({"user": [{"response_code": 400, "message": "taken"}]})"});
  fake_.on_get("/v1/users?school_uids=S-1&limit=200", R"({"user": [], "total": 0})");
  fake_.on_get("/v1/users/inactive?limit=200",
               R"({"user": [{"uid": 90011, "school_uid": "S-1"}], "total": 1})");
  const auto told = apply("user", {fresh("S-1")});
  EXPECT_THAT(told, ElementsAre(Exists("90011")));
  EXPECT_THAT(told[0].message, HasSubstr("deactivated user, number 90011"));
  EXPECT_THAT(fake_.lines(), Not(::testing::Contains("PUT /v1/users/reactivate")));
}

TEST_F(WriteUsersTest, InactiveUsersAreReadOnceInTenMinutes) {
  const auto fail_once = [this] {
    fake_.on("POST", kPost, {207, R"({"user": [{"response_code": 400, "message": "no"}]})"});
    fake_.on_get("/v1/users?school_uids=S-1&limit=200", R"({"total": 0})");
  };
  fail_once();
  fake_.on_get("/v1/users/inactive?limit=200", R"({"total": 0})");
  apply("user", {fresh("S-1")});
  fail_once();
  apply("user", {fresh("S-1")});
  fake_.now_ms += 600'001;
  fail_once();
  fake_.on_get("/v1/users/inactive?limit=200", R"({"total": 0})");
  EXPECT_THAT(apply("user", {fresh("S-1")}), ElementsAre(Rejected(CW_E_INVALID, "no")));
  EXPECT_TRUE(fake_.exhausted());
}

TEST_F(WriteUsersTest, AFailedLookUpLeavesSchoologysWords) {
  fake_.on("POST", kPost, {207, R"({"user": [{"response_code": 400, "message": "no"}]})"});
  fake_.on("GET", "/v1/users?school_uids=S-1&limit=200", {500});
  fake_.on("GET", "/v1/users/inactive?limit=200", {403});
  EXPECT_THAT(apply("user", {fresh("S-1")}), ElementsAre(Rejected(CW_E_INVALID, "no")));
}

// Contract 10: rejected before sending.
TEST_F(WriteUsersTest, WhatCannotBeSentIsRefusedHere) {
  Change nameless = fresh("S-4", "");
  EXPECT_THAT(
      apply("user", {fresh("S-1", "s 1"),
                     fresh("a,b"),
                     fresh(" c"),
                     nameless,
                     {CW_ROW_PATCH, {{"id", "1"}, {"username", "x y"}}},
                     with_id(CW_ROW_DELETE, "2")}),
      ElementsAre(Rejected(CW_E_INVALID, "blanks"), Rejected(CW_E_INVALID, "comma"),
                  Rejected(CW_E_INVALID, "blank"), Rejected(CW_E_INVALID, "needs a user name"),
                  Rejected(CW_E_INVALID, "blanks"), Rejected(CW_E_UNSUPPORTED, "never")));
  EXPECT_THAT(fake_.seen(), IsEmpty());
}

TEST_F(WriteUsersTest, RowsInAnotherOrderAndAMissingRow) {
  fake_.on("POST", kPost, {207, R"({"user": [
    {"response_code": 200, "school_uid": "S-3", "id": 3},
    {"response_code": 200, "school_uid": "S-1", "id": 1}]})"});
  EXPECT_THAT(apply("user", {fresh("S-1"), fresh("S-2"), fresh("S-3")}),
              ElementsAre(Applied("1"), Unknown(), Applied("3")));
}

// Without an id the new user could not be linked: the host looks it up.
TEST_F(WriteUsersTest, ANewUserWithoutAnIdStaysUnknown) {
  fake_.on("POST", kPost, {207, R"({"user": [{"response_code": 200, "school_uid": "S-1"}]})"});
  EXPECT_THAT(apply("user", {fresh("S-1")}), ElementsAre(Unknown()));
}

TEST_F(WriteUsersTest, ARowThatFailsAtItsSideIsRepeatable) {
  fake_.on("PUT", "/v1/users", {207, R"({"user": [{"response_code": 200, "id": 1},
    {"response_code": 500, "id": 2}, {"response_code": 404, "id": 3}]})"});
  EXPECT_THAT(apply("user", {changed("1"), changed("2"), changed("3")}),
              ElementsAre(Applied("1"), Again(), Rejected(CW_E_NOT_FOUND, "")));
}

struct CallTrouble {
  std::uint32_t status;
  const char* body;
  cw_status failure;
  std::uint32_t state;
};
class UserCallTrouble : public SchoologyTest, public ::testing::WithParamInterface<CallTrouble> {};

// What concerns the call concerns all of its rows.
TEST_P(UserCallTrouble, IsToldOfEveryRow) {
  const CallTrouble& trouble = GetParam();
  fake_.on("PUT", "/v1/users", {trouble.status, trouble.body, {}, trouble.failure});
  for (const Told& told : apply("user", {changed("1"), changed("2")})) {
    EXPECT_EQ(told.state, trouble.state);
  }
  EXPECT_TRUE(call_error_);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, UserCallTrouble,
    ::testing::Values(CallTrouble{429, "slow down", CW_OK, CW_OUT_RETRY},
                      CallTrouble{500, "", CW_OK, CW_OUT_UNKNOWN},
                      CallTrouble{502, "<html>", CW_OK, CW_OUT_UNKNOWN},
                      CallTrouble{303, "", CW_OK, CW_OUT_UNKNOWN},
                      CallTrouble{400, "too many", CW_OK, CW_OUT_REJECTED},
                      CallTrouble{415, "", CW_OK, CW_OUT_REJECTED},
                      // the answer is there, and says nothing
                      CallTrouble{200, "", CW_OK, CW_OUT_UNKNOWN},
                      CallTrouble{204, "", CW_OK, CW_OUT_UNKNOWN},
                      CallTrouble{207, "<html>", CW_OK, CW_OUT_UNKNOWN},
                      CallTrouble{207, R"({"user": [{"respon)", CW_OK, CW_OUT_UNKNOWN},
                      CallTrouble{207, R"({"id": "500100"})", CW_OK, CW_OUT_UNKNOWN},
                      // cut after the effect, and before it
                      CallTrouble{0, "", CW_E_UNKNOWN, CW_OUT_UNKNOWN},
                      CallTrouble{0, "", CW_E_TRANSIENT, CW_OUT_RETRY},
                      CallTrouble{0, "", CW_E_THROTTLED, CW_OUT_RETRY}));

// Credentials refused: the call fails, nothing else is sent, and no row is left in doubt.
TEST_F(WriteUsersTest, ARefusedKeyFailsTheCall) {
  for (const std::uint32_t status : {401U, 403U}) {
    fake_.on("PUT", "/v1/users", {status});
    EXPECT_THAT(apply("user", {changed("1"), with_id(CW_ROW_DROP, "2")}),
                ElementsAre(Skipped(), Skipped()));
    ASSERT_FALSE(call_error_);
    EXPECT_EQ(call_error_.error().code,
              status == 401 ? ErrorCode::Unauthenticated : ErrorCode::Forbidden);
    EXPECT_THAT(call_error_.error().message, HasSubstr("PUT /v1/users: "));
  }
  EXPECT_THAT(fake_.seen(), SizeIs(2));
}

// What went out before stays as it was told.
TEST_F(WriteUsersTest, ARefusedKeyKeepsWhatWasDoneBefore) {
  fake_.on("POST", kPost, {207, R"({"user": [{"response_code": 200, "id": 1}]})"});
  fake_.on("PUT", "/v1/users", {0, "", {}, CW_E_UNKNOWN});
  fake_.on("DELETE", "/v1/users?uids=3&option_keep_enrollments=1&email_notification=0", {401});
  EXPECT_THAT(apply("user", {fresh("S-1"), changed("2"), with_id(CW_ROW_DROP, "3")}),
              ElementsAre(Applied("1"), Unknown(), Skipped()));
}

TEST_F(WriteUsersTest, ACancelledCallFailsAndLeavesDoubt) {
  fake_.on("PUT", "/v1/users", {0, "", {}, CW_E_CANCELLED});
  EXPECT_THAT(apply("user", {changed("1")}), ElementsAre(Unknown()));
  ASSERT_FALSE(call_error_);
  EXPECT_EQ(call_error_.error().code, ErrorCode::Cancelled);
}

// Contract 8: always with the switches that keep the grades and send no mail. Gone is gone.
TEST_F(WriteUsersTest, DropDeactivates) {
  fake_.on("DELETE", "/v1/users?uids=1,2,3&option_keep_enrollments=1&email_notification=0",
           {207, R"({"user": [{"response_code": 200, "id": "1"}, {"response_code": 404, "id": "2"},
                              {"response_code": 403, "id": "3"}]})"});
  fake_.on_get("/v1/users/3", R"({"id": 3})");
  EXPECT_THAT(apply("user", {with_id(CW_ROW_DROP, "1"), with_id(CW_ROW_DROP, "2"),
                             with_id(CW_ROW_DROP, "3")}),
              ElementsAre(Applied("1"), Noop("2"), Rejected(CW_E_FORBIDDEN, "")));
  EXPECT_EQ(fake_.body(0), "");
}

// Contract 6.5: reactivation answers with an address and a message of success.
TEST_F(WriteUsersTest, RestoreReactivates) {
  fake_.on("PUT", "/v1/users/reactivate",
           {207, R"({"user": [{"response_code": 200, "location": "https://x/v1/users/90012",
                               "message": "reactivated"},
                              {"response_code": 200, "location": "https://x/v1/users/90011"}]})"});
  EXPECT_THAT(apply("user", {with_id(CW_ROW_RESTORE, "90011"), with_id(CW_ROW_RESTORE, "90012")}),
              ElementsAre(Applied("90011"), Applied("90012")));
  EXPECT_EQ(Json::parse(fake_.body(0)),
            Json::parse(R"({"user": [{"uid": "90011", "option_reenroll": "1"},
                                     {"uid": "90012", "option_reenroll": "1"}]})"));
}

// The same call went before and its answer was lost: the refusal of the second is no failure.
TEST_F(WriteUsersTest, WhatIsInThatStateAlreadyIsDone) {
  fake_.on("PUT", "/v1/users/reactivate",
           {207, R"({"user": [{"response_code": 400}, {"response_code": 400}]})"});
  fake_.on_get("/v1/users/1", R"({"id": 1})");
  fake_.on("GET", "/v1/users/2", {404});
  fake_.on_get("/v1/users/inactive/2", R"({"uid": 2})");
  EXPECT_THAT(apply("user", {with_id(CW_ROW_RESTORE, "1"), with_id(CW_ROW_RESTORE, "2")}),
              ElementsAre(Noop("1"), Rejected(CW_E_INVALID, "400")));
  fake_.on("DELETE", "/v1/users?uids=2&option_keep_enrollments=1&email_notification=0",
           {207, R"({"user": [{"response_code": 400}]})"});
  fake_.on("GET", "/v1/users/2", {404});
  fake_.on_get("/v1/users/inactive/2", R"({"uid": 2})");
  EXPECT_THAT(apply("user", {with_id(CW_ROW_DROP, "2")}), ElementsAre(Noop("2")));
}

// A5: never more than 50 in a call.
TEST_F(WriteUsersTest, MoreThanFiftyAreSplit) {
  std::vector<Change> rows;
  for (int i = 0; i < 51; ++i) rows.push_back(changed(std::to_string(i + 1)));
  fake_.on("PUT", "/v1/users", {429});
  fake_.on("PUT", "/v1/users", {207, R"({"user": [{"response_code": 200, "id": 51}]})"});
  const auto told = apply("user", rows);
  EXPECT_THAT(told[49], Again());
  EXPECT_THAT(told[50], Applied("51"));
}

TEST_F(WriteUsersTest, TheEmailSwitchIsASetting) {
  adapter(R"({"base_url": "http://127.0.0.1", "consumer_key": "k", "consumer_secret": "s",
              "email_conflict_resolution": 0})");
  fake_.on("POST", "/v1/users", {207, R"({"user": [{"response_code": 200, "id": 1}]})"});
  EXPECT_THAT(apply("user", {fresh("S-1")}), ElementsAre(Applied("1")));
}

}  // namespace
}  // namespace crosswalk::schoology
