#include "support.hpp"

namespace crosswalk::quickschools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

using ReadTest = QuickSchoolsTest;

TEST_F(ReadTest, TheSchoolIsTheOneOfTheKey) {
  const auto orgs = read("org");
  EXPECT_EQ(orgs.at("birch").at("type"), "school");
  EXPECT_EQ(orgs.at("birch").at("name"), "birch");
  EXPECT_TRUE(orgs.end.complete);
  EXPECT_TRUE(fake_.seen().empty());
}

TEST_F(ReadTest, SemestersOfTheActiveYearEndTheDayAfter) {
  semesters();
  const auto sessions = read("academicSession");
  EXPECT_THAT(sessions.ids(), ElementsAre("330021", "330022"));
  const auto& first = sessions.at("330021");
  EXPECT_EQ(first.at("title"), "Semester 1");
  EXPECT_EQ(first.at("type"), "semester");
  EXPECT_EQ(first.at("startDate"), "2025-08-18");
  EXPECT_EQ(first.at("endDate"), "2025-12-20");
  EXPECT_EQ(first.at("schoolYear"), "2026");
}

TEST_F(ReadTest, OnlyTheActiveSemesterOrAllWhenTheConnectorSaysSo) {
  semesters();
  EXPECT_THAT(read("academicSession", R"({"api_key": true, "school_code": "birch",
                "base_url": "http://127.0.0.1:8080/sms/v1", "semesters": "active"})")
                  .ids(),
              ElementsAre("330021"));
  semesters();
  EXPECT_EQ(read("academicSession", R"({"api_key": true, "school_code": "birch",
                "base_url": "http://127.0.0.1:8080/sms/v1", "semesters": "all"})")
                .rows.size(),
            3U);
}

TEST_F(ReadTest, NoActiveSemesterIsNoEmptyRoster) {
  fake_.on_get(kSemesters, "[]");
  const Error error = failure("class");
  EXPECT_EQ(error.code, ErrorCode::BadData);
  EXPECT_THAT(error.message, HasSubstr("activate the academic term"));
}

// Contract 8: one course for each name in a grade level, stray blanks apart (4.4).
TEST_F(ReadTest, SectionsOfOneNameAreOneCourse) {
  semesters();
  sections();
  classes();
  const auto courses = read("course");
  ASSERT_EQ(courses.rows.size(), 2U);
  EXPECT_EQ(courses.rows[0].at("title"), "Science 6");
  EXPECT_EQ(courses.rows[0].at("grades"), "06");
  EXPECT_EQ(courses.rows[0].at("org"), "birch");
  EXPECT_EQ(courses.rows[1].at("grades"), "Grade 9") << "a level that is not listed has its name";
  EXPECT_THAT(courses.rows[0].at("sourcedId"), HasSubstr("440006-"));

  semesters();
  sections();
  classes();
  const auto classes_read = read("class");
  EXPECT_EQ(classes_read.at("900010").at("course"), classes_read.at("900011").at("course"));
  EXPECT_EQ(classes_read.at("900010").at("course"), courses.rows[0].at("sourcedId"));
  EXPECT_EQ(classes_read.at("900011").at("classCode"), "SCI6-B");
  EXPECT_EQ(classes_read.at("900020").at("terms"), "330022");
  EXPECT_EQ(classes_read.at("900020").count("classCode"), 0U) << "an empty code is no code";
}

TEST_F(ReadTest, EverySectionCanBeItsOwnCourse) {
  semesters();
  sections();
  classes();
  EXPECT_THAT(read("course", R"({"api_key": true, "school_code": "birch",
                "base_url": "http://127.0.0.1:8080/sms/v1", "courses": "by_section"})")
                  .ids(),
              ElementsAre("900010", "900011", "900020"));
}

TEST_F(ReadTest, PeopleHaveNamesAndOneRole) {
  one_page(kStudents, R"([
    {"id": "500101", "fullName": "Imani Okafor", "classCode": "06", "firstName": "Imani",
     "lastName": "Okafor", "email": "iokafor@birch.example", "studentNumber": "7001"},
    {"id": 500102, "fullName": "Teo van Lind", "classCode": "N/A", "email": ""}])");
  one_page(kTeachers, R"([{"id": "610007", "fullName": "Rosa Amadi", "active": false}])");
  const auto users = read("user");
  const auto& student = users.at("500101");
  EXPECT_EQ(student.at("givenName"), "Imani");
  EXPECT_EQ(student.at("roles"), "student@birch primary");
  EXPECT_EQ(student.at("grades"), "06");
  EXPECT_EQ(student.at("identifier"), "7001");
  EXPECT_EQ(student.count("metadata"), 0U);
  const auto& split = users.at("500102");
  EXPECT_EQ(split.at("givenName"), "Teo van");
  EXPECT_EQ(split.at("familyName"), "Lind");
  EXPECT_THAT(split.at("metadata"), HasSubstr("nameWasSplit"));
  EXPECT_EQ(split.count("grades"), 0U);
  EXPECT_EQ(split.count("email"), 0U);
  EXPECT_EQ(users.at("610007").at("status"), "tobedeleted") << "inactive";
  EXPECT_EQ(users.at("610007").at("roles"), "teacher@birch primary");
  EXPECT_TRUE(users.end.complete);
}

TEST_F(ReadTest, TwoPeopleUnderOneIdAreNotMergedIntoOne) {
  one_page(kStudents, R"([{"id": "7", "firstName": "A", "lastName": "B"}])");
  one_page(kTeachers, R"([{"id": "7", "firstName": "C", "lastName": "D"}])");
  const auto users = read("user");
  ASSERT_EQ(users.rows.size(), 1U);
  EXPECT_THAT(users.rows[0].at("refused"), HasSubstr("same id 7"));
  EXPECT_EQ(users.end.refused, 1U);
}

TEST_F(ReadTest, SomebodyWithoutANameIsRefusedAndTheOthersStay) {
  one_page(kStudents, R"([{"id": "1", "fullName": "Cher"}, {"fullName": "A B"},
                          {"id": "3", "firstName": "A", "lastName": "B"}])");
  one_page(kTeachers, "[]");
  const auto users = read("user");
  EXPECT_EQ(users.rows.size(), 3U);
  EXPECT_EQ(users.end.refused, 2U);
  EXPECT_THAT(users.at("1").at("refused"), HasSubstr("student 1"));
}

// Contract 4.5: one list of students tells the active semester; the other one is asked by section.
TEST_F(ReadTest, RostersComeFromTheStudentsAndFromTheSections) {
  semesters();
  sections();
  one_page(kStudents, R"([
    {"id": "500101", "fullName": "A B", "smsClassSubjectSetIdList": ["900010", "900011", "1"]},
    {"id": "500102", "fullName": "C D", "smsClassSubjectSetIdList": [900010]}])");
  fake_.on_get(
      "/sms/v1/sectionenrollments/900020",
      R"({"id": "900020", "students": [{"smsStudentStubId": "500101"}, {"id": "500103"}]})");
  const auto enrollments = read("enrollment");
  EXPECT_THAT(
      enrollments.ids(),
      UnorderedElementsAre("900010:t:610007", "900010:t:610008", "900010:500101", "900011:500101",
                           "900010:500102", "900020:500101", "900020:500103"));
  EXPECT_EQ(enrollments.at("900010:t:610007").at("primary"), "true");
  EXPECT_EQ(enrollments.at("900010:t:610008").at("primary"), "false");
  EXPECT_EQ(enrollments.at("900010:500101").at("role"), "student");
  EXPECT_EQ(enrollments.at("900010:500101").at("user"), "500101");
  EXPECT_TRUE(enrollments.end.complete);
}

TEST_F(ReadTest, AServerThatDoesNotSendTheSectionsIsAskedForEveryRoster) {
  semesters();
  sections();
  one_page(kStudents, R"([{"id": "500101", "fullName": "A B"}])");
  for (const char* section : {"900010", "900011", "900020"}) {
    fake_.on_get(std::string("/sms/v1/sectionenrollments/") + section,
                 R"({"students": [{"smsStudentStubId": "500101"}]})");
  }
  EXPECT_EQ(read("enrollment").rows.size(), 5U);
}

TEST_F(ReadTest, AnAnswerThatIsNoRosterIsNoEmptyRoster) {
  semesters();
  sections();
  one_page(kStudents, R"([])");
  fake_.on_get("/sms/v1/sectionenrollments/900020", R"({"id": "900021", "students": []})");
  const Error error = failure("enrollment");
  EXPECT_EQ(error.code, ErrorCode::BadData);
  EXPECT_THAT(error.message, HasSubstr("section 900020"));
}

TEST_F(ReadTest, RowsWithoutAnIdLeaveTheReadIncomplete) {
  semesters();
  fake_.on_get(kSections1, R"([{"sectionName": "Art"}])");
  fake_.on_get(kSections2, "[]");
  one_page(kStudents, "[]");
  EXPECT_FALSE(read("enrollment").end.complete);
}

TEST_F(ReadTest, SmallBatchesHoldTheSame) {
  one_page(kStudents, R"([{"id": "1", "firstName": "A", "lastName": "B"},
                          {"id": "2", "firstName": "C", "lastName": "D"}])");
  one_page(kTeachers, "[]");
  const auto users = testing::read_roster(adapter(), "user", 4096);
  ASSERT_TRUE(users);
  EXPECT_EQ(users->rows.size(), 2U);
  EXPECT_EQ(users->end.rows, 2U);
}

TEST_F(ReadTest, OnlyReadsInFull) {
  ReadRequest request;
  request.mode = ReadMode::ById;
  request.entity = "user";
  for (const Side side : {Side::Source, Side::Destination}) {
    request.side = side;
    EXPECT_EQ(adapter().open(request).error().code, ErrorCode::Unsupported);
  }
  EXPECT_EQ(failure("category").code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace crosswalk::quickschools
