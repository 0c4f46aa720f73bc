#include "decode_query.hpp"
#include "decode_v1.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::powerschool {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Contract 5.4, the second student.
TEST(DecodeV1, AStudentWithNumbersForTexts) {
  const auto students = decode_students(R"({"students": {"@extensions": "", "student":
    {"id": 1102, "local_id": 50002, "student_username": 50002,
     "name": {"first_name": "Bo", "last_name": 1234}, "contact_info": "",
     "school_enrollment": {"enroll_status": "P", "grade_level": "9", "school_id": 3}}}})");
  ASSERT_TRUE(students) << students.error().message;
  ASSERT_THAT(*students, SizeIs(1));
  const Student& student = students->front();
  EXPECT_EQ(student.id, "1102");
  EXPECT_EQ(student.username, "50002");
  EXPECT_EQ(student.last_name, "1234");
  EXPECT_EQ(student.email, "");
  EXPECT_EQ(student.grade_level, 9);
  EXPECT_EQ(student.school, "3");
  EXPECT_EQ(student.fault, "");
}

TEST(DecodeV1, AListMayBeEmptyInThreeWays) {
  EXPECT_THAT(*decode_schools(R"({"schools": {"@extensions": ""}})"), IsEmpty());
  EXPECT_THAT(*decode_schools(R"({"schools": ""})"), IsEmpty());
  EXPECT_THAT(*decode_schools(R"({"schools": {"school": []}})"), IsEmpty());
}

TEST(DecodeV1, AnotherAnswerIsNoEmptyList) {
  for (const char* body : {"", "<html></html>", "{}", "[]", R"({"terms": {}})", R"({"schools": 5})",
                           R"({"schools": {"school": [)"}) {
    const auto schools = decode_schools(body);
    ASSERT_FALSE(schools) << body;
    EXPECT_EQ(schools.error().code, ErrorCode::BadData);
  }
}

TEST(DecodeV1, ARecordWithoutAnIdIsAtFault) {
  const auto courses = decode_courses(R"({"courses": {"course": {"course_number": "X"}}})");
  ASSERT_TRUE(courses);
  EXPECT_THAT(courses->front().fault, HasSubstr("without an id"));
}

TEST(DecodeV1, AffiliationsOfNoSchoolOrNotActiveAreLeftOut) {
  const auto staff = decode_staff(R"({"staffs": {"staff": {"id": 7101, "users_dcid": 7001,
    "teacher_username": "d", "name": {"first_name": "Dana", "last_name": "I"},
    "emails": {"work_email": "d@example.test"}, "school_affiliations": {"school_affiliation": [
      {"school_id": 3, "type": 1, "status": 1}, {"school_id": 4, "type": 1, "status": 2},
      {"school_id": 0, "type": 2, "status": 1}]}}}})");
  ASSERT_TRUE(staff);
  const StaffEntry& entry = staff->front();
  EXPECT_EQ(entry.id, "7101");
  EXPECT_TRUE(entry.by_teacher_name);
  ASSERT_THAT(entry.person.posts, SizeIs(1));
  EXPECT_EQ(entry.person.posts.front().school, "3");
}

TEST(DecodeV1, ASeatKnowsItsDatesAndWhetherItIsDropped) {
  const auto seats = decode_seats(R"({"section_enrollments": {"section_enrollment": [
    {"id": 1, "section_id": 9, "student_id": 8, "entry_date": "2026-08-17", "dropped": true},
    {"id": 2, "section_id": 9, "student_id": 8, "exit_date": "soon"},
    {"id": 3, "section_id": 9}]}})");
  ASSERT_TRUE(seats);
  EXPECT_TRUE(seats->at(0).dropped);
  EXPECT_EQ(seats->at(0).fault, "");
  EXPECT_THAT(seats->at(1).fault, HasSubstr("exit_date"));
  EXPECT_THAT(seats->at(2).fault, HasSubstr("student_id"));
}

TEST(DecodeV1, CountsComeInTwoShapes) {
  EXPECT_EQ(*decode_count(R"({"resource": {"count": 42}})"), 42U);
  EXPECT_EQ(*decode_count(R"({"count": "7"})"), 7U);
  EXPECT_FALSE(decode_count(R"({"resource": {}})"));
}

TEST(DecodeV1, MetadataNamesPageSizes) {
  const auto metadata = decode_metadata(R"({"metadata": {"powerschool_version": "25.8.0.0",
    "district_timezone": "America/Denver", "student_max_page_size": 100,
    "section_enrollment_max_page_size": "50", "term_max_page_size": 0}})");
  ASSERT_TRUE(metadata);
  EXPECT_EQ(metadata->version, "25.8.0.0");
  EXPECT_EQ(metadata->page_sizes.at("student"), 100U);
  EXPECT_EQ(metadata->page_sizes.at("section_enrollment"), 50U);
  EXPECT_EQ(metadata->page_sizes.count("term"), 0U);
}

TEST(DecodeV1, APermissionIsToldFromADeadToken) {
  EXPECT_TRUE(tells_of_a_missing_permission(R"({"errorMessage": {"message": "Plugin ..."}})"));
  EXPECT_FALSE(tells_of_a_missing_permission(""));
  EXPECT_FALSE(tells_of_a_missing_permission("<html>"));
}

TEST(DecodeQuery, FlatRowsAreTheirColumns) {
  const auto page = decode_query(R"({"name": "students", "count": 2, "record": [
    {"_name": "students", "dcid": "1101", "student_number": "050001"},
    {"_name": "students", "dcid": 1102, "student_number": null}], "@extensions": ""})");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->count, 2U);
  ASSERT_THAT(page->rows, SizeIs(2));
  EXPECT_EQ(page->rows[0].at("student_number"), "050001");
  EXPECT_EQ(page->rows[1].at("dcid"), "1102");
}

TEST(DecodeQuery, TablesBecomePrefixes) {
  const auto page = decode_query(R"({"record": {"id": 1, "name": "Users", "tables":
    {"users": {"dcid": "7001"}, "sections": {"dcid": "9101"}}}, "@extensions": ""})");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->rows.front().at("users.dcid"), "7001");
  EXPECT_EQ(page->rows.front().at("sections.dcid"), "9101");
}

TEST(DecodeQuery, NoRecordIsAnEmptyAnswerAndAnythingElseIsNone) {
  EXPECT_THAT(decode_query(R"({"@extensions": ""})")->rows, IsEmpty());
  EXPECT_FALSE(decode_query("{}"));
  EXPECT_FALSE(decode_query(R"({"message": "no"})"));
  EXPECT_FALSE(decode_query(R"({"name": "x", "record": "y"})"));
}

TEST(DecodeQuery, SchoolsAreFoundByNumber) {
  const SchoolIds schools{{"100", "3"}};
  const QueryRow row{{"dcid", "501"},   {"school_number", "100"},   {"yearid", "36"},
                     {"portion", "1"},  {"firstday", "2026-08-17"}, {"lastday", "2027-06-04"},
                     {"isyearrec", "1"}};
  const Term term = term_of(row, schools);
  EXPECT_EQ(term.school, "3");
  EXPECT_EQ(term.start_year, 2026);
  EXPECT_EQ(term.fault, "");
  EXPECT_EQ(term_of({{"dcid", "1"}, {"school_number", "3"}}, schools).school, "")
      << "a DCID is no number";
}

// Contract 7: only names are repeated, whatever the body holds.
TEST(DecodeQuery, NamesTheFieldsThatAreNotGranted) {
  EXPECT_THAT(missing_fields(R"({"message": "At least one column lacks sufficient permission",
    "errors": [{"code": "NoAccess", "field": "EMAIL_ADDR", "resource": "USERS"},
               {"code": "NoAccess", "field": "EMAIL_ADDR", "resource": "USERS"},
               {"field": "STUDENTS.DCID"}, {"field": "a b <c>", "resource": "X"}]})"),
              ElementsAre("USERS.EMAIL_ADDR", "STUDENTS.DCID"));
  EXPECT_THAT(missing_fields("<html>"), IsEmpty());
}

}  // namespace
}  // namespace crosswalk::powerschool
