#include "forms.hpp"

#include "support/change_batch.hpp"

#include <gtest/gtest.h>

namespace crosswalk::quickschools {
namespace {

using testing::Change;
using testing::ChangeBatch;

std::string form_of(const Change& change) {
  const ChangeBatch batch({change}, "class");
  const auto request = batch.request();
  return section_form(Changes(request), 0);
}

TEST(Forms, ANewSectionIsSentWholeAndTidy) {
  EXPECT_EQ(
      form_of({CW_ROW_CREATE,
               {{"title", " Zoë's  Art & Craft "}, {"code", "A 1"}, {"gradeLevel", "440006"}}}),
      "sectionName=Zo%C3%AB%27s%20Art%20%26%20Craft&classId=440006&sectionCode=A%201");
}

TEST(Forms, OfAnOldOneWhatChanged) {
  EXPECT_EQ(form_of({CW_ROW_PATCH, {{"id", "9"}, {"gradeLevel", "440007"}}}), "classId=440007");
  EXPECT_EQ(form_of({CW_ROW_PATCH, {{"id", "9"}}}), "");
}

TEST(Forms, IdsAreOneJsonField) {
  EXPECT_EQ(ids_form("studentIds", {"500101", "500102"}),
            "studentIds=%5B%22500101%22%2C%22500102%22%5D");
  EXPECT_EQ(ids_form("teacherIds", {}), "teacherIds=%5B%5D");
}

TEST(Forms, SeatsTellTeachersFromStudents) {
  const Seat student = seat_of_id("900010:500101");
  EXPECT_EQ(student.section, "900010");
  EXPECT_EQ(student.person, "500101");
  EXPECT_FALSE(student.teacher);
  const Seat teacher = seat_of("900010", teacher_user_id("500101"));
  EXPECT_EQ(teacher.person, "500101");
  EXPECT_TRUE(teacher.teacher);
  EXPECT_EQ(enrollment_id(teacher), "900010:t:500101") << "one id, two people";
  EXPECT_TRUE(seat_of_id(enrollment_id(teacher)).teacher);
  EXPECT_TRUE(seat_of_id("nothing").section.empty());
}

}  // namespace
}  // namespace crosswalk::quickschools
