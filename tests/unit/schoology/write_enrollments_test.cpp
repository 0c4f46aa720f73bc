#include "support.hpp"

#include "crosswalk/json.hpp"

#include <string>

namespace crosswalk::schoology {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kImport[] = "/v1/enrollments/import/course";
constexpr char kPut[] = "/v1/enrollments?update_existing=1";

/// Of section 71 (A-1) and user `user` (S-`user`).
Change member_of(std::uint16_t op, const std::string& user, const std::string& role = "student",
                 const std::string& id = {}) {
  Change change{op,
                {{"class", "71"},
                 {"user", user},
                 {"classCode", "A-1"},
                 {"userCode", "S-" + user},
                 {"role", role}}};
  if (!id.empty()) change.cells.push_back({"id", id});
  return change;
}

std::string imported(const std::string& user, const std::string& id) {
  return R"({"response_code": 200, "location": "https://x/v1/sections/71/enrollments/)" + id +
         R"(", "school_uid": "S-)" + user + R"(", "section_school_code": "A-1"})";
}
std::string rows(const std::string& all) {
  return R"({"enrollments": {"enrollment": [)" + all + "]}}";
}

using WriteEnrollmentsTest = SchoologyTest;

// Contract 6.9: the import needs no ids, serves many sections in one call and may be repeated.
TEST_F(WriteEnrollmentsTest, AreAddedByTheImport) {
  fake_.on("POST", kImport, {207, rows(imported("1", "8720301001") + "," + imported("2", "9"))});
  EXPECT_THAT(apply("enrollment",
                    {member_of(CW_ROW_CREATE, "1"), member_of(CW_ROW_CREATE, "2", "teacher")}),
              ElementsAre(Applied("8720301001"), Applied("9")));
  EXPECT_EQ(fake_.seen()[0].retry, std::uint32_t{CW_RETRY_SAFE});
  const Json sent = Json::parse(fake_.body(0))["enrollments"]["enrollment"];
  EXPECT_EQ(sent[0]["admin"], "0");
  EXPECT_EQ(sent[1]["admin"], "1");
}

TEST_F(WriteEnrollmentsTest, OneUserInTwoSectionsAreTwoRows) {
  Change other = member_of(CW_ROW_CREATE, "1");
  other.cells[0].second = "72";
  other.cells[2].second = "B-1";
  fake_.on("POST", kImport, {207, rows(R"(
    {"response_code": 200, "location": "/v1/sections/72/enrollments/6", "school_uid": "S-1",
     "section_school_code": "B-1"},)" + imported("1", "5"))});
  EXPECT_THAT(apply("enrollment", {member_of(CW_ROW_CREATE, "1"), other}),
              ElementsAre(Applied("5"), Applied("6")));
}

TEST_F(WriteEnrollmentsTest, ARowOfTheImportMayFail) {
  fake_.on("POST", kImport,
           {207, rows(imported("1", "5") + R"(, {"response_code": 404, "school_uid": "S-2",
                      "section_school_code": "A-1", "message": "no such user"})")});
  EXPECT_THAT(apply("enrollment", {member_of(CW_ROW_CREATE, "1"), member_of(CW_ROW_CREATE, "2")}),
              ElementsAre(Applied("5"), Rejected(CW_E_NOT_FOUND, "no such user")));
}

// Without codes that a filter could hold, the ids serve.
TEST_F(WriteEnrollmentsTest, AreAddedByIdsWhereThereAreNoCodes) {
  fake_.on("POST", kPut, {207, rows(R"({"response_code": 200, "id": "5", "uid": "1",
                                        "realm": "section", "realm_id": 71})")});
  const Change bare{CW_ROW_CREATE, {{"class", "71"}, {"user", "1"}, {"role", "teacher"}}};
  EXPECT_THAT(apply("enrollment", {bare}), ElementsAre(Applied("5")));
  EXPECT_EQ(Json::parse(fake_.body(0)),
            Json::parse(R"({"enrollments": {"enrollment": [{"realm": "section",
              "section_id": "71", "uid": "1", "status": "1", "admin": "1"}]}})"));
}

TEST_F(WriteEnrollmentsTest, ThatNameNobodyAreRefusedHere) {
  EXPECT_THAT(
      apply("enrollment", {{CW_ROW_CREATE, {{"role", "student"}}}, {CW_ROW_DROP, {{"id", "5"}}}}),
      Each(Rejected(CW_E_INVALID, "neither")));
  EXPECT_THAT(fake_.seen(), IsEmpty());
}

TEST_F(WriteEnrollmentsTest, ARoleIsChangedByTheImport) {
  fake_.on("POST", kImport, {207, rows(imported("1", "5"))});
  EXPECT_THAT(apply("enrollment", {member_of(CW_ROW_PATCH, "1", "teacher", "5")}),
              ElementsAre(Applied("5")));
}

// Contract 8: archived in fifties, keeps the grades; gone already is gone.
TEST_F(WriteEnrollmentsTest, ADropArchives) {
  fake_.on("POST", kPut, {207, rows(R"({"response_code": 200, "id": "5", "uid": "1"},
                                       {"response_code": 404, "uid": "2"})")});
  EXPECT_THAT(apply("enrollment", {member_of(CW_ROW_DROP, "1", "student", "5"),
                                   member_of(CW_ROW_DROP, "2", "student", "6")}),
              ElementsAre(Applied("5"), Noop("6")));
  const Json sent = Json::parse(fake_.body(0))["enrollments"]["enrollment"];
  EXPECT_EQ(sent[0]["status"], "5");
  EXPECT_EQ(sent[0]["uid"], "1");
}

TEST_F(WriteEnrollmentsTest, ARestoreMakesActive) {
  fake_.on("POST", kPut, {207, rows(R"({"response_code": 200, "id": "5", "uid": "1"})")});
  EXPECT_THAT(apply("enrollment", {member_of(CW_ROW_RESTORE, "1", "student", "5")}),
              ElementsAre(Applied("5")));
  EXPECT_EQ(Json::parse(fake_.body(0))["enrollments"]["enrollment"][0]["status"], "1");
}

TEST_F(WriteEnrollmentsTest, ADeleteIsByIdAndAbsenceIsDone) {
  fake_.on("DELETE", "/v1/enrollments?enrollment_ids=5,6",
           {207, rows(R"({"response_code": 404, "id": "6"}, {"response_code": 200, "id": "5"})")});
  EXPECT_THAT(apply("enrollment", {member_of(CW_ROW_DELETE, "1", "student", "5"),
                                   member_of(CW_ROW_DELETE, "2", "student", "6")}),
              ElementsAre(Applied("5"), Noop("6")));
}

// Contract 12.3: additions before removals.
TEST_F(WriteEnrollmentsTest, AMixedBatchAddsFirst) {
  fake_.on("POST", kImport, {207, rows(imported("1", "5"))});
  fake_.on("POST", kPut, {207, rows(R"({"response_code": 200, "id": "6", "uid": "2"})")});
  fake_.on("DELETE", "/v1/enrollments?enrollment_ids=7",
           {207, rows(R"({"response_code": 200, "id": "7"})")});
  EXPECT_THAT(apply("enrollment",
                    {member_of(CW_ROW_DELETE, "3", "student", "7"),
                     member_of(CW_ROW_DROP, "2", "student", "6"), member_of(CW_ROW_CREATE, "1")}),
              ElementsAre(Applied("7"), Applied("6"), Applied("5")));
  EXPECT_THAT(fake_.lines(),
              ElementsAre(std::string("POST ") + kImport, std::string("POST ") + kPut,
                          "DELETE /v1/enrollments?enrollment_ids=7"));
}

TEST_F(WriteEnrollmentsTest, WhatBecameOfALostAnswerIsUnknown) {
  fake_.on("POST", kImport, {0, "", {}, CW_E_UNKNOWN});
  EXPECT_THAT(apply("enrollment", {member_of(CW_ROW_CREATE, "1")}), ElementsAre(Unknown()));
  fake_.on("POST", kImport, {207, R"({"enrollments": []})"});
  EXPECT_THAT(apply("enrollment", {member_of(CW_ROW_CREATE, "1")}), ElementsAre(Unknown()));
  EXPECT_THAT(fake_.log(), SizeIs(1));
}

}  // namespace
}  // namespace crosswalk::schoology
