#include "support.hpp"

namespace crosswalk::quickschools {
namespace {

using testing::Again;
using testing::Applied;
using testing::Change;
using ::testing::ElementsAre;
using testing::Noop;
using testing::Rejected;
using ::testing::SizeIs;
using testing::Skipped;
using testing::Unknown;

constexpr char kRoster[] = "/sms/v1/sectionenrollments/900010";
constexpr char kSection[] = "/sms/v1/sections/900010";
const testing::FakeAnswer kNotFound{404, R"({"errorCode": "NOT_FOUND"})"};
constexpr char kTaught[] =
    R"({"id": "900010", "sectionName": "Art", "teachers": [{"id": "610007"}]})";

Change seat(const std::string& user, const std::string& role = "student",
            const std::string& section = "900010") {
  return {CW_ROW_CREATE, {{"class", section}, {"user", user}, {"role", role}}};
}
Change by_id(std::uint16_t op, const std::string& id) { return {op, {{"id", id}}}; }

class WriteEnrollmentsTest : public QuickSchoolsTest {
 protected:
  /// The active semester, which holds 900010 to 900013.
  void looks() {
    semesters();
    fake_.on_get(kSections1, R"([{"id": "900010"}, {"id": "900011"}, {"id": "900012"},
                                 {"id": "900013"}])");
  }
};

TEST_F(WriteEnrollmentsTest, StudentsOfASectionAreOneCall) {
  looks();
  fake_.on("POST", kRoster, {200, R"({"success": true})"});
  fake_.on("POST", "/sms/v1/sectionenrollments/900011", {200, R"({"success": true})"});
  EXPECT_THAT(
      apply("enrollment", {seat("500101"), seat("500103", "student", "900011"), seat("500102")}),
      ElementsAre(Applied("900010:500101"), Applied("900011:500103"), Applied("900010:500102")));
  EXPECT_EQ(fake_.body(2), "studentIds=%5B%22500101%22%2C%22500102%22%5D");
  EXPECT_EQ(fake_.seen()[2].retry, std::uint32_t{CW_RETRY_SAFE}) << "it says what shall be";
}

// Contract 1: a removal carries its ids in a form.
TEST_F(WriteEnrollmentsTest, AdditionsComeBeforeRemovals) {
  looks();
  fake_.on("POST", kRoster, {200, R"({"success": true})"});
  fake_.on("DELETE", kRoster, {200, R"({"success": true})"});
  EXPECT_THAT(apply("enrollment",
                    {by_id(CW_ROW_DROP, "900010:500101"), by_id(CW_ROW_RESTORE, "900010:500102")}),
              ElementsAre(Applied("900010:500101"), Applied("900010:500102")));
  EXPECT_EQ(fake_.lines()[2], std::string("POST ") + kRoster);
  EXPECT_EQ(fake_.body(3), "studentIds=%5B%22500101%22%5D");
}

TEST_F(WriteEnrollmentsTest, OneWhoIsRefusedKeepsNobodyOut) {
  looks();
  for (const int status : {400, 200, 400, 400, 200}) {  // all, first half, second, and its halves
    fake_.on("POST", kRoster,
             {static_cast<std::uint32_t>(status),
              status == 200 ? R"({"success": true})"
                            : R"({"errorCode": "INVALID_PARAMETER", "field": "studentIds"})"});
  }
  EXPECT_THAT(apply("enrollment", {seat("1"), seat("2"), seat("3"), seat("4")}),
              ElementsAre(Applied("900010:1"), Applied("900010:2"),
                          Rejected(CW_E_INVALID, "the value of studentIds"), Applied("900010:4")));
}

TEST_F(WriteEnrollmentsTest, TeachersOfOthersStay) {
  looks();
  fake_.on_get(kSection, kTaught);
  fake_.on("POST", kSection, {200, R"({"id": "900010"})"});
  EXPECT_THAT(apply("enrollment", {seat("t:610008", "teacher"), seat("t:610007", "teacher")}),
              ElementsAre(Applied("900010:t:610008"), Applied("900010:t:610007")));
  EXPECT_EQ(fake_.body(3), "teacherIds=%5B%22610007%22%2C%22610008%22%5D");
}

TEST_F(WriteEnrollmentsTest, ATeacherIsTakenOutOfTheList) {
  looks();
  fake_.on_get(kSection, kTaught);
  fake_.on("POST", kSection, {200, R"({"id": "900010"})"});
  EXPECT_THAT(apply("enrollment", {by_id(CW_ROW_DROP, "900010:t:610007")}),
              ElementsAre(Applied("900010:t:610007")));
  EXPECT_EQ(fake_.body(3), "teacherIds=%5B%5D");
}

TEST_F(WriteEnrollmentsTest, WhoTeachesAlreadyCostsNoWrite) {
  looks();
  fake_.on_get(kSection, kTaught);
  EXPECT_THAT(apply("enrollment", {seat("t:610007", "teacher")}),
              ElementsAre(Applied("900010:t:610007")));
  EXPECT_THAT(fake_.seen(), SizeIs(3)) << "two lists and the section";
}

// The list would be written back without those whom the answer left out.
TEST_F(WriteEnrollmentsTest, AListOfTeachersThatWasNotSentIsNotWritten) {
  looks();
  fake_.on_get(kSection, R"({"id": "900010", "sectionName": "Art"})");
  EXPECT_THAT(apply("enrollment", {seat("t:610008", "teacher")}), ElementsAre(Skipped()));
  EXPECT_EQ(call_error_.error().code, ErrorCode::BadData);
}

TEST_F(WriteEnrollmentsTest, AStudentDoesNotTeachAndATeacherDoesNotSit) {
  EXPECT_THAT(
      apply("enrollment",
            {seat("500101", "teacher"), seat("t:610007", "student"), seat("", "student"),
             by_id(CW_ROW_DROP, "rubbish"), by_id(CW_ROW_DELETE, "900010:500101")}),
      ElementsAre(Rejected(CW_E_INVALID, "is a student in QuickSchools"),
                  Rejected(CW_E_INVALID, "is a teacher in QuickSchools"),
                  Rejected(CW_E_INVALID, "who is meant"), Rejected(CW_E_INVALID, "who is meant"),
                  Rejected(CW_E_UNSUPPORTED, "never")));
}

// Contract 1.3: a 404 is believed after a second read alone.
TEST_F(WriteEnrollmentsTest, NobodySitsInASectionThatIsGone) {
  looks();
  fake_.on("DELETE", kRoster, kNotFound);
  fake_.on("GET", kSection, kNotFound);
  fake_.on("GET", "/sms/v1/sections/900012", kNotFound);
  EXPECT_THAT(
      apply("enrollment", {by_id(CW_ROW_DROP, "900010:500101"), by_id(CW_ROW_DROP, "900010:500102"),
                           by_id(CW_ROW_DROP, "900012:t:610007")}),
      ElementsAre(Noop("900010:500101"), Noop("900010:500102"), Noop("900012:t:610007")));
}

TEST_F(WriteEnrollmentsTest, NobodyIsPutIntoASectionThatIsGone) {
  looks();
  fake_.on("POST", kRoster, kNotFound);
  fake_.on("GET", kSection, kNotFound);
  fake_.on("GET", "/sms/v1/sections/900012", kNotFound);
  EXPECT_THAT(
      apply("enrollment", {seat("1"), seat("2"), seat("t:610007", "teacher", "900012")}),
      ElementsAre(Rejected(CW_E_NOT_FOUND, "section 900010 is gone in QuickSchools; plan again"),
                  Rejected(CW_E_NOT_FOUND, "section 900010 is gone in QuickSchools; plan again"),
                  Rejected(CW_E_NOT_FOUND, "section 900012 is gone in QuickSchools; plan again")));
}

TEST_F(WriteEnrollmentsTest, OneWhomNobodyKnowsKeepsNobodyOut) {
  looks();
  fake_.on("POST", kRoster, kNotFound);
  fake_.on_get(kSection, kTaught);
  fake_.on("POST", kRoster, kNotFound);
  fake_.on("POST", kRoster, {200, R"({"success": true})"});
  EXPECT_THAT(
      apply("enrollment", {seat("1"), seat("2")}),
      ElementsAre(Rejected(CW_E_NOT_FOUND, "does not know the person"), Applied("900010:2")));
}

TEST_F(WriteEnrollmentsTest, OneWhomNobodyKnowsIsNotTakenForAGoneSection) {
  looks();
  fake_.on("DELETE", kRoster, kNotFound);
  fake_.on_get(kSection, kTaught);
  fake_.on("DELETE", kRoster, {200, R"({"success": true})"});
  fake_.on("DELETE", kRoster, kNotFound);
  EXPECT_THAT(apply("enrollment", {by_id(CW_ROW_DROP, "900010:1"), by_id(CW_ROW_DROP, "900010:2")}),
              ElementsAre(Applied("900010:1"), Rejected(CW_E_NOT_FOUND, "the section is there")));
}

// A section whose teachers cannot be read is there all the same.
TEST_F(WriteEnrollmentsTest, ASectionThatCannotBeReadInFullIsNotGone) {
  looks();
  fake_.on("DELETE", kRoster, kNotFound);
  fake_.on_get(kSection, R"({"id": "900010", "sectionName": "Art"})");
  EXPECT_THAT(apply("enrollment", {by_id(CW_ROW_DROP, "900010:1")}),
              ElementsAre(Rejected(CW_E_NOT_FOUND, "the section is there")));
}

TEST_F(WriteEnrollmentsTest, WithoutTheSecondReadNothingIsSaid) {
  looks();
  fake_.on("DELETE", kRoster, kNotFound);
  fake_.on("GET", kSection, {503, ""});
  EXPECT_THAT(apply("enrollment", {by_id(CW_ROW_DROP, "900010:1")}), ElementsAre(Skipped()));
  EXPECT_EQ(call_error_.error().code, ErrorCode::Unavailable);
}

TEST_F(WriteEnrollmentsTest, APageOfAProxyIsNoAnswerOfTheApi) {
  for (const char* body : {"<html>Not Found</html>", ""}) {
    looks();
    fake_.on("DELETE", kRoster, {404, body});
    EXPECT_THAT(apply("enrollment", {by_id(CW_ROW_DROP, "900010:1")}), ElementsAre(Skipped()));
    EXPECT_EQ(call_error_.error().code, ErrorCode::BadConfig) << body;
  }
}

// What the import never wrote: another semester's roster.
TEST_F(WriteEnrollmentsTest, ASectionOfAnotherSemesterIsLeftAlone) {
  looks();
  for (int group = 0; group < 3; ++group) {
    fake_.on_get("/sms/v1/sections/900020", R"({"id": "900020", "teachers": []})");
  }
  fake_.on("POST", kRoster, {200, R"({"success": true})"});
  EXPECT_THAT(
      apply("enrollment", {seat("1", "student", "900020"), seat("1"),
                           seat("t:610007", "teacher", "900020"), by_id(CW_ROW_DROP, "900020:2")}),
      ElementsAre(Rejected(CW_E_INVALID, "section 900020 is not of the active semester"),
                  Applied("900010:1"), Rejected(CW_E_INVALID, "Semester 1"),
                  Rejected(CW_E_INVALID, "activate its semester")));
}

TEST_F(WriteEnrollmentsTest, ASectionThatIsInNoSemesterIsGone) {
  looks();
  for (int group = 0; group < 2; ++group) {
    fake_.on("GET", "/sms/v1/sections/900020", kNotFound);
  }
  EXPECT_THAT(apply("enrollment", {by_id(CW_ROW_DROP, "900020:1"), seat("2", "student", "900020")}),
              ElementsAre(Noop("900020:1"), Rejected(CW_E_NOT_FOUND, "section 900020 is gone")));
}

TEST_F(WriteEnrollmentsTest, WithoutTheActiveSemesterNothingIsSent) {
  fake_.on("GET", kSemesters, {503, ""});
  EXPECT_THAT(apply("enrollment", {seat("1")}), ElementsAre(Skipped()));
  EXPECT_EQ(call_error_.error().code, ErrorCode::Unavailable);
}

TEST_F(WriteEnrollmentsTest, WhatIsNotKnownIsNotSaid) {
  looks();
  fake_.on("POST", kRoster, {200, {}, {}, CW_E_UNKNOWN});
  fake_.on("POST", "/sms/v1/sectionenrollments/900011", {429, ""});
  fake_.on("POST", "/sms/v1/sectionenrollments/900012", {403, ""});
  EXPECT_THAT(apply("enrollment", {seat("1"), seat("1", "student", "900011"),
                                   seat("1", "student", "900012"), seat("1", "student", "900013")}),
              ElementsAre(Unknown(), Again(), Skipped(), Skipped()));
  EXPECT_EQ(call_error_.error().code, ErrorCode::Forbidden);
}

}  // namespace
}  // namespace crosswalk::quickschools
