#include "files/decode.hpp"

#include "needs.hpp"
#include "values.hpp"

#include <charconv>

namespace crosswalk::eschoolplus::files {
namespace {

std::int64_t whole_in(const std::string& text) {
  std::int64_t value = 0;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), value);
  return done.ec == std::errc{} && done.ptr == text.data() + text.size() ? value : 0;
}

/// Puts the place in front of a reason.
template <class Row>
Row placed(Row out, const RowReader& row) {
  if (!out.refused.empty()) out.refused = row.where() + ": " + out.refused;
  return out;
}

}  // namespace

std::int64_t session_number(const RowReader& row) { return whole_in(row.at(kCourseSession)); }

Building decode_building(const RowReader& row) {
  Building out;
  out.number = row.at(kBuilding);
  out.name = row.at(kName);
  out.state_code = row.at(kStateCode);
  out.has_calendar = !row.at(kCalendar).empty();
  out.out_of_district = flag_in(row.at(kOutOfDistrict), false);
  out.transfer = flag_in(row.at(kTransferBuilding), false);
  need_name(out, "a building without a number");
  return placed(std::move(out), row);
}

MarkingPeriod decode_period(const RowReader& row) {
  MarkingPeriod out;
  out.building = row.at(kBuilding);
  out.school_year = row.at(kSchoolYear);
  out.code = row.at(kMarkingPeriod);
  out.title = row.at(kDescription);
  if (out.title.empty()) out.title = out.code;
  if (out.building.empty() || out.school_year.empty() || out.code.empty()) {
    out.refused = "a marking period without building, year or code";
  }
  return placed(std::move(out), row);
}

PeriodDates decode_period_dates(const RowReader& row) {
  const DateText first{kStartDate, row.at(kStartDate)};
  const DateText end{kEndDate, row.at(kEndDate)};
  const auto start = parse_day(first.text);
  const auto last = parse_day(end.text);
  PeriodDates out;
  if (start && last && *start <= *last) {
    out.dates = {row.at(kTrack), *start, *last};
  } else {
    out.refused = wrong_dates(row.at(kMarkingPeriod), row.at(kBuilding), first, end);
  }
  return placed(std::move(out), row);
}

GradeLevel decode_grade_level(const RowReader& row) {
  return {row.at(kCode), whole_in(row.at(kGradeOrder))};
}

Student decode_student(const RowReader& row) {
  Student out;
  out.id = row.at(kStudentId);
  out.first_name = row.at(kFirstName);
  out.middle_name = row.at(kMiddleName);
  out.last_name = row.at(kLastName);
  out.building = row.at(kBuilding);
  out.grade = row.at(kGrade);
  out.track = row.at(kTrack);
  need_names(out, "student");
  if (out.refused.empty() && out.building.empty()) {
    out.refused = "student " + out.id + " has no building";
  }
  return placed(std::move(out), row);
}

Guardian decode_guardian(const RowReader& row) {
  Guardian out;
  out.id = row.at(kContactId);
  out.first_name = row.at(kFirstName);
  out.last_name = row.at(kLastName);
  out.email = row.at(kEmail);
  out.login = row.at(kLoginId);
  need_names(out, "guardian");
  return placed(std::move(out), row);
}

Staff decode_staff(const RowReader& row) {
  Staff out;
  out.id = row.at(kStaffId);
  out.first_name = row.at(kFirstName);
  out.last_name = row.at(kLastName);
  out.email = row.at(kEmail);
  out.login = row.at(kStaffLogin);
  out.state_id = row.at(kStaffStateId);
  need_names(out, "staff member");
  return placed(std::move(out), row);
}

StaffPlace decode_place(const RowReader& row) {
  StaffPlace out;
  out.building = row.at(kBuilding);
  out.teacher = flag_in(row.at(kIsTeacher), false);
  out.primary = flag_in(row.at(kIsPrimary), false);
  return out;
}

Course decode_course(const RowReader& row) {
  Course out;
  out.building = row.at(kBuilding);
  out.code = row.at(kCourse);
  out.title = row.at(kDescription);
  out.department = row.at(kDepartment);
  out.active = row.at(kActiveStatus) != "N" && row.at(kActiveStatus) != "I";
  out.graded = flag_in(row.at(kReceiveMark), true) && !flag_in(row.at(kStudyHall), false);
  need_title(out, "a course without building or code");
  return placed(std::move(out), row);
}

Section decode_section(const RowReader& row) {
  Section out;
  out.key = row.at(kSectionKey);
  out.school_year = row.at(kSchoolYear);
  out.summer = flag_in(row.at(kSummerSchool), false);
  out.building = row.at(kBuilding);
  out.course = row.at(kCourse);
  out.number = row.at(kCourseSection);
  out.title = row.at(kDescription);
  if (out.key.empty()) {
    out.refused = "a section without a key";
  } else if (out.building.empty() || out.course.empty()) {
    out.refused = "section " + out.key + " has no building or course";
  }
  return placed(std::move(out), row);
}

CourseSession decode_session(const RowReader& row) {
  CourseSession out;
  out.number = session_number(row);
  out.room = row.at(kRoomId);
  out.primary_staff = row.at(kPrimaryStaffId);
  out.graded = flag_in(row.at(kReceiveMark), true);
  if (std::string period = row.at(kStartPeriod); !period.empty()) {
    out.periods.push_back(std::move(period));
  }
  return out;
}

Enrollment decode_enrollment(const RowReader& row) {
  Enrollment out;
  out.section = row.at(kSectionKey);
  out.student = row.at(kStudentId);
  need_dates(out, {kDateAdded, row.at(kDateAdded)}, {kDateDropped, row.at(kDateDropped)},
             "an enrollment without section or student");
  return placed(std::move(out), row);
}

}  // namespace crosswalk::eschoolplus::files
