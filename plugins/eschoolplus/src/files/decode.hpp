#pragma once

/// \file
/// Rows of the downloaded tables as facts, or as parts of them. A row that cannot be used says in
/// `refused` where it stands and why.

#include "facts.hpp"
#include "files/row_reader.hpp"

#include <string>

namespace crosswalk::eschoolplus::files {

Building decode_building(const RowReader& row);
/// Without its dates.
MarkingPeriod decode_period(const RowReader& row);
/// The dates of one track; `refused`: they are none.
struct PeriodDates {
  TrackDates dates;
  std::string refused;
};
PeriodDates decode_period_dates(const RowReader& row);
GradeLevel decode_grade_level(const RowReader& row);
/// Without what stands in the other tables.
Student decode_student(const RowReader& row);
Guardian decode_guardian(const RowReader& row);
/// Without the buildings.
Staff decode_staff(const RowReader& row);
StaffPlace decode_place(const RowReader& row);
Course decode_course(const RowReader& row);
/// Without its sessions.
Section decode_section(const RowReader& row);
/// Without periods, marking periods and other staff.
CourseSession decode_session(const RowReader& row);
/// One range of dates of a student in a section.
Enrollment decode_enrollment(const RowReader& row);

/// The number of the session that a row is about; 0: none.
std::int64_t session_number(const RowReader& row);

}  // namespace crosswalk::eschoolplus::files
