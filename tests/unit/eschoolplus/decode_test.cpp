#include "session/decode.hpp"

#include "values.hpp"

#include "crosswalk/dates.hpp"
#include "crosswalk/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eschoolplus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Json row(const char* text) { return Json::parse(text); }

TEST(EspDecode, DatesOfTheServiceAndOfTheProduct) {
  EXPECT_EQ(parse_day("2026-08-13"), parse_date("2026-08-13"));
  EXPECT_EQ(parse_day("2026-08-13T01:10:00-05:00"), parse_date("2026-08-13"));
  EXPECT_EQ(parse_day("08/13/2026"), parse_date("2026-08-13"));
  EXPECT_EQ(parse_day("08/13/2026 00:00:00"), parse_date("2026-08-13"));
  // As a spreadsheet or a definition without padding writes it.
  EXPECT_EQ(parse_day("8/13/2026"), parse_date("2026-08-13"));
  EXPECT_EQ(parse_day("8/3/2026 12:00:00 AM"), parse_date("2026-08-03"));
  EXPECT_EQ(parse_day("12/3/2026"), parse_date("2026-12-03"));
  for (const char* none : {"", "13/08/2026", "08/13/2026x", "2026-13-01", "8/13/26", "/13/2026",
                           "8//2026", "8/13/", "8/13", "008/13/2026", "8/013/2026", "8-13-2026",
                           "13.8.2026", "2/30/2026", "8/13/20266", "+8/13/2026"}) {
    EXPECT_FALSE(parse_day(none)) << none;
  }
}

TEST(EspDecode, PaddedCodesAndLineBreaksAreTidied) {
  const Student student = decode_student(row(
      R"({"studentId": "300412 ", "firstName": "Mi\nna", "lastName": "C", "building": 14, "grade": "06 "})"));
  EXPECT_EQ(student.id, "300412");
  EXPECT_EQ(student.first_name, "Mi na");
  EXPECT_EQ(student.grade, "06");
  EXPECT_EQ(student.building, "14");
  EXPECT_EQ(student.refused, "");
}

TEST(EspDecode, SaysWhatIsMissing) {
  EXPECT_THAT(decode_student(row(R"({"firstName": "A"})")).refused, HasSubstr("without an id"));
  EXPECT_THAT(decode_student(row(R"({"studentId": "1", "firstName": "A", "building": 1})")).refused,
              HasSubstr("student 1"));
  EXPECT_THAT(
      decode_student(row(R"({"studentId": "1", "firstName": "A", "lastName": "B"})")).refused,
      HasSubstr("no building"));
  EXPECT_THAT(decode_building(row(R"({"building": 14})")).refused, HasSubstr("no name"));
  EXPECT_THAT(decode_building(row("[]")).refused, HasSubstr("without a number"));
  EXPECT_THAT(decode_course(row(R"({"building": 14, "course": "X"})")).refused,
              HasSubstr("course X"));
  EXPECT_THAT(decode_section(row(R"({"sectionKey": 7})")).refused, HasSubstr("section 7"));
  EXPECT_THAT(decode_section(row("{}")).refused, HasSubstr("without a key"));
  EXPECT_THAT(
      decode_marking_period(row(R"({"building": 1, "schoolYear": 2027, "markingPeriod": "M1"})"))
          .refused,
      HasSubstr("no dates"));
  EXPECT_THAT(
      decode_marking_period(row(R"({"building": 1, "schoolYear": 2027, "markingPeriod": "M1",
      "dates": [{"startDate": "2026-10-01", "endDate": "2026-08-01"}]})"))
          .refused,
      HasSubstr("its endDate before its startDate"));
}

TEST(EspDecode, FlagsInTheServicesAndTheProductsWay) {
  const char* const text = R"({"building": 14, "course": "X", "description": "X", "studyHall": "N",
                               "receiveMark": "Y", "active": true})";
  EXPECT_TRUE(decode_course(row(text)).graded);
  EXPECT_FALSE(decode_course(
                   row(R"({"building": 14, "course": "X", "description": "X", "studyHall": true})"))
                   .graded);
  EXPECT_TRUE(decode_course(row(R"({"building": 1})")).active) << "unless it is said";
}

TEST(EspDecode, SessionsAreInTheirOrder) {
  const Section section = decode_section(row(R"({"sectionKey": 7, "building": 14, "course": "X",
      "sessions": [{"session": 2, "primaryStaffId": "B"},
                   {"session": 1, "primaryStaffId": "A ", "markingPeriods": ["M1 ", ""]}]})"));
  EXPECT_EQ(section.refused, "");
  EXPECT_EQ(section.sessions[0].primary_staff, "A");
  EXPECT_THAT(section.sessions[0].marking_periods, ElementsAre("M1"));
}

TEST(EspDecode, InactivePlacesOfStaffDoNotCount) {
  const Staff staff = decode_staff(row(R"({"staffId": "T1", "firstName": "A", "lastName": "B",
      "buildings": [{"building": 14, "isTeacher": true, "active": false},
                    {"building": 15, "isTeacher": true, "isPrimary": true}]})"));
  ASSERT_EQ(staff.places.size(), 1U);
  EXPECT_EQ(staff.places[0].building, "15");
}

TEST(EspDecode, EnrollmentsNeedTheirDates) {
  const Enrollment open = decode_enrollment(row(
      R"({"sectionKey": 7, "studentId": "1", "dateAdded": "2026-08-13", "dateDropped": null})"));
  EXPECT_EQ(open.refused, "");
  EXPECT_FALSE(open.leaves);
  EXPECT_TRUE(
      decode_enrollment(row(R"({"sectionKey": 7, "studentId": "1", "dateAdded": "08/13/2026",
                                        "dateDropped": "09/01/2026", "courseStatus": "D"})"))
          .dropped);
  EXPECT_THAT(decode_enrollment(row(R"({"sectionKey": 7, "studentId": "1"})")).refused,
              HasSubstr("section 7 has no dateAdded"));
  EXPECT_THAT(
      decode_enrollment(row(R"({"sectionKey": 7, "studentId": "1", "dateAdded": "2026-08-13",
                                        "dateDropped": "soon"})"))
          .refused,
      HasSubstr("in dateDropped a text that is no date; write it as MM/DD/YYYY"));
}

TEST(EspDecode, OnlyGuardiansAreContacts) {
  EXPECT_TRUE(decode_contact(row(R"({"studentId": "1", "contactId": 9, "contactType": "G"})")));
  EXPECT_FALSE(decode_contact(row(R"({"studentId": "1", "contactId": 9, "contactType": "M"})")));
  EXPECT_FALSE(decode_contact(row(R"({"studentId": "1", "contactType": "G"})")));
}

}  // namespace
}  // namespace crosswalk::eschoolplus
