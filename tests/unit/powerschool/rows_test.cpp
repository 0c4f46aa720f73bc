#include "rows.hpp"

#include "staff_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::powerschool {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

template <class T>
const T* cell(const RosterRecord& row, std::string_view column) {
  for (const auto& [name, value] : row.columns) {
    if (name == column) return std::get_if<T>(&value);
  }
  return nullptr;
}

std::string text(const RosterRecord& row, std::string_view column) {
  const auto* value = cell<std::string>(row, column);
  return value == nullptr ? "-" : *value;
}

TEST(Rows, GradesAreTheModelsWords) {
  EXPECT_EQ(grade_word(-2), "PK");
  EXPECT_EQ(grade_word(0), "KG");
  EXPECT_EQ(grade_word(9), "09");
  EXPECT_EQ(grade_word(12), "12");
  EXPECT_EQ(grade_word(99), "");
}

// The model's end is the first day after; PowerSchool's is the last day.
TEST(Rows, ATermEndsTheDayAfterItsLast) {
  Term year{"501", "3", 2026, 1, Date{100}, Date{200}, "26-27", "2026-2027", ""};
  Term semester{"502", "3", 2026, 2, Date{100}, Date{150}, "S1", "", ""};
  Term elsewhere{"602", "4", 2026, 4, Date{100}, Date{150}, "Q1", "Quarter 1", ""};
  const auto rows = to_rows({year, semester, elsewhere});
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(cell<Date>(rows[0], "endDate")->days, 201);
  EXPECT_EQ(text(rows[0], "type"), "schoolYear");
  EXPECT_EQ(text(rows[0], "parent"), "-");
  EXPECT_EQ(text(rows[1], "title"), "S1");
  EXPECT_EQ(text(rows[1], "type"), "semester");
  EXPECT_EQ(text(rows[1], "parent"), "501");
  EXPECT_EQ(text(rows[1], "schoolYear"), "2027");
  EXPECT_EQ(text(rows[2], "type"), "term");
  EXPECT_EQ(text(rows[2], "parent"), "-") << "another school's year is no parent";
}

TEST(Rows, ASectionIsCalledByNumberAndExpression) {
  Section section;
  section.id = "9101";
  section.number = "2B";
  const Course course{"801", "ENG-1", "English 1", ""};
  EXPECT_EQ(text(to_row(section, &course), "title"), "2B");
  EXPECT_EQ(text(to_row(section, &course), "classCode"), "ENG-1.2B");
  section.expression = "3(M-F)";
  EXPECT_EQ(text(to_row(section, nullptr), "title"), "2B - 3(M-F)");
  EXPECT_EQ(text(to_row(section, nullptr), "classCode"), "-");
}

StaffEntry entry(const char* id, const char* user, std::vector<Post> posts, bool teacher = true) {
  StaffEntry out;
  out.id = id;
  out.person.users_dcid = user;
  out.person.last_name = "Instructor";
  out.person.posts = std::move(posts);
  out.by_teacher_name = teacher;
  return out;
}

// Contract 4: one person, one SCHOOLSTAFF row for each school.
TEST(StaffDirectoryTest, APersonAtTwoSchoolsIsOneUser) {
  StaffDirectory directory;
  directory.add(entry("7103", "7001", {{"4", 2}, {"3", 1}}), "4");
  directory.add(entry("7101", "7001", {{"4", 2}, {"3", 1}}), "3");
  const auto people = directory.people();
  ASSERT_THAT(people, SizeIs(1));
  const RosterRecord row = to_row(people.front());
  EXPECT_EQ(row.sourced_id, "U7001");
  EXPECT_THAT(*cell<std::vector<RosterRole>>(row, "roles"),
              ElementsAre(RosterRole{"teacher", "3", "primary", {}, {}},
                          RosterRole{"staff", "4", "secondary", {}, {}}));
  EXPECT_EQ(text(row, "primaryOrg"), "3") << "where she teaches comes first";
  EXPECT_EQ(directory.person_of("7101"), "7001");
  EXPECT_EQ(directory.person_of("7103"), "7001");
  EXPECT_EQ(directory.person_of("7001"), "") << "USERS and SCHOOLSTAFF are not the same";
}

TEST(StaffDirectoryTest, AListThatAffiliationsLeaveOutCounts) {
  StaffDirectory directory;
  directory.add(entry("1", "7001", {}), "3");
  directory.add(entry("2", "7002", {}, false), "3");
  const auto people = directory.people();
  EXPECT_EQ(people[0].posts.front().type, 1);
  EXPECT_EQ(people[1].posts.front().type, 2);
}

TEST(StaffDirectoryTest, SomebodyWithoutAUserIsLeftOut) {
  StaffDirectory directory;
  directory.add(entry("1", "", {}), "3");
  EXPECT_EQ(directory.skipped(), 1U);
  EXPECT_THAT(directory.people(), SizeIs(0));
  EXPECT_EQ(directory.person_of("1"), "");
}

}  // namespace
}  // namespace crosswalk::powerschool
