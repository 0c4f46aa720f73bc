#include "decode.hpp"
#include "records.hpp"

#include "crosswalk/dates.hpp"
#include "crosswalk/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::quickschools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Json row(const char* text) { return Json::parse(text); }

TEST(Decode, TidiesBlanks) {
  EXPECT_EQ(tidy("  Science \t 6 "), "Science 6");
  EXPECT_EQ(tidy(" \n"), "");
}

TEST(Decode, KnowsTheYearASchoolYearEndsIn) {
  EXPECT_EQ(ending_year("2025-2026"), "2026");
  EXPECT_EQ(ending_year("2025/26"), "2026");
  EXPECT_EQ(ending_year("Year 2026"), "2026");
  EXPECT_EQ(ending_year("Autumn"), "");
  EXPECT_EQ(ending_year("7"), "");
}

TEST(Decode, ASemesterWithoutDatesSaysWhere) {
  EXPECT_THAT(decode_semester(row(R"({"id": "1"})")).refused, HasSubstr("academic terms"));
  EXPECT_THAT(decode_semester(row(R"({"semesterName": "x"})")).refused, HasSubstr("without an id"));
  EXPECT_THAT(
      decode_semester(row(R"({"id": "1", "startDate": "2026-02-01", "endDate": "2026-01-01"})"))
          .refused,
      HasSubstr("before it begins"));
  const Semester good = decode_semester(row(
      R"({"id": 1, "isActive": "true", "startDate": "2026-01-05T00:00:00", "endDate": "2026-01-05"})"));
  EXPECT_EQ(good.refused, "");
  EXPECT_TRUE(good.active);
  EXPECT_EQ(*good.end - *good.start, 1) << "a term of one day";
}

TEST(Decode, NamesAreSplitOnlyWhereTheyDoNotCome) {
  const Person whole = decode_student(
      row(R"({"id": "1", "firstName": "Ana Maria", "lastName": "Souza", "fullName": "x y"})"));
  EXPECT_EQ(whole.given_name, "Ana Maria");
  EXPECT_FALSE(whole.name_was_split);
  const Person half =
      decode_student(row(R"({"id": "1", "firstName": "Ana", "fullName": "Ana Souza"})"));
  EXPECT_EQ(half.family_name, "Souza");
  EXPECT_TRUE(half.name_was_split);
}

TEST(Decode, SectionsOfAStudentThatAreNoIdsAreNotNone) {
  EXPECT_FALSE(decode_student(row(R"({"id": "1", "fullName": "A B"})")).sections);
  EXPECT_FALSE(
      decode_student(row(R"({"id": "1", "fullName": "A B", "smsClassSubjectSetIdList": [null]})"))
          .sections);
  EXPECT_TRUE(
      decode_student(row(R"({"id": "1", "fullName": "A B", "smsClassSubjectSetIdList": []})"))
          .sections);
}

TEST(Decode, ARosterNamesItsStudentsEitherWay) {
  const Json good = row(R"({"id": 5, "students": [{"smsStudentStubId": "1"}, {"id": 2}]})");
  EXPECT_THAT(*decode_roster(good, "5"), ElementsAre("1", "2"));
  EXPECT_FALSE(decode_roster(good, "6"));
  EXPECT_FALSE(decode_roster(row(R"({"id": 5})"), "5"));
  EXPECT_FALSE(decode_roster(row(R"({"id": 5, "students": [{"fullName": "A"}]})"), "5"));
}

TEST(Decode, ATeacherWithoutAnIdSpoilsTheSectionOnly) {
  const Section section = decode_section(
      row(R"({"id": "9", "sectionName": "Art", "teachers": [{"fullName": "A B"}]})"), "1");
  EXPECT_THAT(section.refused, HasSubstr("section 9"));
}

TEST(Records, AnActiveSemesterWithoutAYearStandsAlone) {
  Semester active;
  active.id = "2";
  active.active = true;
  Semester other;
  other.id = "1";
  EXPECT_EQ(in_scope({other, active}, Options::Semesters::ActiveYear).size(), 1U);
  EXPECT_EQ(in_scope({other, active}, Options::Semesters::All).size(), 2U);
}

TEST(Records, CourseIdsHoldNothingThatACodeMayNotHold) {
  Section section;
  section.name = "Art, advanced";
  section.class_id = "440006";
  const std::string id = course_id(section, Options{});
  EXPECT_EQ(id.find_first_of(", "), std::string::npos);
  section.name = "Art, Advanced";
  EXPECT_NE(course_id(section, Options{}), id);
}

}  // namespace
}  // namespace crosswalk::quickschools
