#include "session/decode.hpp"

#include "json_values.hpp"
#include "needs.hpp"
#include "session/table.hpp"
#include "values.hpp"

#include "crosswalk/json.hpp"

#include <algorithm>

namespace crosswalk::eschoolplus {
namespace {

std::int64_t whole_at(const Json& row, std::string_view name) {
  const Json* value = member(row, name);
  if (value == nullptr || !value->is_number_integer()) return 0;
  return value->get<std::int64_t>();
}

}  // namespace

Building decode_building(const Json& row) {
  Building out;
  out.number = clean_at(row, table::kBuilding);
  out.name = clean_at(row, table::kBuildingName);
  out.state_code = clean_at(row, table::kStateCode);
  out.has_calendar = !clean_at(row, table::kDefaultCalendar).empty();
  out.out_of_district = flag_at(row, table::kOutOfDistrict, false);
  out.transfer = flag_at(row, table::kTransferBuilding, false);
  need_name(out, "a building without a number");
  return out;
}

MarkingPeriod decode_marking_period(const Json& row) {
  MarkingPeriod out;
  out.building = clean_at(row, table::kBuilding);
  out.school_year = clean_at(row, table::kSchoolYear);
  out.code = clean_at(row, table::kMarkingPeriod);
  out.title = clean_at(row, table::kDescription);
  out.duration = clean_at(row, table::kDurationType);
  if (out.building.empty() || out.school_year.empty() || out.code.empty()) {
    out.refused = "a marking period without building, year or code";
    return out;
  }
  const Json* dates = list_at(row, table::kDates);
  if (dates == nullptr || dates->empty()) {
    out.refused = "marking period " + out.code + " of building " + out.building +
                  " has no dates; fill them in eSchoolPlus";
    return out;
  }
  for (const Json& one : *dates) {
    const DateText first{table::kStartDate, clean_at(one, table::kStartDate)};
    const DateText end{table::kEndDate, clean_at(one, table::kEndDate)};
    const auto start = parse_day(first.text);
    const auto last = parse_day(end.text);
    if (!start || !last || *last < *start) {
      out.refused = wrong_dates(out.code, out.building, first, end);
      return out;
    }
    out.dates.push_back({clean_at(one, table::kTrack), *start, *last});
  }
  if (out.title.empty()) out.title = out.code;
  return out;
}

GradeLevel decode_grade_level(const Json& row) {
  return {clean_at(row, table::kGradeCode), whole_at(row, table::kGradeOrder)};
}

Student decode_student(const Json& row) {
  Student out;
  out.id = clean_at(row, table::kStudentId);
  out.first_name = clean_at(row, table::kFirstName);
  out.middle_name = clean_at(row, table::kMiddleName);
  out.last_name = clean_at(row, table::kLastName);
  out.nickname = clean_at(row, table::kNickname);
  out.building = clean_at(row, table::kBuilding);
  out.grade = clean_at(row, table::kGrade);
  out.track = clean_at(row, table::kTrack);
  out.email = clean_at(row, table::kEmail);
  out.login = clean_at(row, table::kLoginId);
  out.state_id = clean_at(row, table::kStateId);
  need_names(out, "student");
  if (out.refused.empty() && out.building.empty()) {
    out.refused = "student " + out.id + " has no building";
  }
  return out;
}

Staff decode_staff(const Json& row) {
  Staff out;
  out.id = clean_at(row, table::kStaffId);
  out.first_name = clean_at(row, table::kFirstName);
  out.last_name = clean_at(row, table::kLastName);
  out.email = clean_at(row, table::kEmail);
  out.login = clean_at(row, table::kLoginId);
  out.state_id = clean_at(row, table::kStateId);
  need_names(out, "staff member");
  const Json* places = list_at(row, table::kBuildingsOfStaff);
  if (places == nullptr) return out;
  for (const Json& one : *places) {
    StaffPlace place;
    place.building = clean_at(one, table::kBuilding);
    place.teacher = flag_at(one, table::kIsTeacher, false);
    place.counselor = flag_at(one, table::kIsCounselor, false);
    place.primary = flag_at(one, table::kIsPrimary, false);
    if (!place.building.empty() && flag_at(one, table::kActive, true)) {
      out.places.push_back(std::move(place));
    }
  }
  return out;
}

Guardian decode_guardian(const Json& row) {
  Guardian out;
  out.id = clean_at(row, table::kContactId);
  out.first_name = clean_at(row, table::kFirstName);
  out.last_name = clean_at(row, table::kLastName);
  out.email = clean_at(row, table::kEmail);
  out.login = clean_at(row, table::kLoginId);
  need_names(out, "guardian");
  return out;
}

std::optional<Contact> decode_contact(const Json& row) {
  Contact out{clean_at(row, table::kStudentId), clean_at(row, table::kContactId)};
  const bool guardian = clean_at(row, table::kContactType) == table::kGuardianContact;
  if (!guardian || out.student.empty() || out.guardian.empty()) return std::nullopt;
  return out;
}

Course decode_course(const Json& row) {
  Course out;
  out.building = clean_at(row, table::kBuilding);
  out.code = clean_at(row, table::kCourse);
  out.title = clean_at(row, table::kDescription);
  out.department = clean_at(row, table::kDepartment);
  out.lowest_grade = clean_at(row, table::kMinGrade);
  out.highest_grade = clean_at(row, table::kMaxGrade);
  out.active = flag_at(row, table::kActive, true);
  out.graded = flag_at(row, table::kReceiveMark, true) && !flag_at(row, table::kStudyHall, false);
  need_title(out, "a course without building or code");
  return out;
}

Section decode_section(const Json& row) {
  Section out;
  out.key = clean_at(row, table::kSectionKey);
  out.school_year = clean_at(row, table::kSchoolYear);
  out.summer = flag_at(row, table::kSummerSchool, false);
  out.building = clean_at(row, table::kBuilding);
  out.course = clean_at(row, table::kCourse);
  out.number = clean_at(row, table::kSectionNumber);
  out.title = clean_at(row, table::kDescription);
  if (out.key.empty()) {
    out.refused = "a section without a key";
    return out;
  }
  const Json* sessions = list_at(row, table::kSessions);
  if (sessions == nullptr || sessions->empty() || out.building.empty() || out.course.empty()) {
    out.refused = "section " + out.key + " has no building, course or session";
    return out;
  }
  for (const Json& one : *sessions) {
    CourseSession session;
    session.number = whole_at(one, table::kSession);
    if (std::string period = clean_at(one, table::kStartPeriod); !period.empty()) {
      session.periods.push_back(std::move(period));
    }
    session.room = clean_at(one, table::kRoom);
    session.primary_staff = clean_at(one, table::kPrimaryStaffId);
    session.other_staff = texts_at(one, table::kAdditionalStaffIds);
    session.graded = flag_at(one, table::kReceiveMark, true);
    session.marking_periods = texts_at(one, table::kPeriodsOfSession);
    out.sessions.push_back(std::move(session));
  }
  std::sort(out.sessions.begin(), out.sessions.end(),
            [](const CourseSession& a, const CourseSession& b) { return a.number < b.number; });
  return out;
}

Enrollment decode_enrollment(const Json& row) {
  Enrollment out;
  out.section = clean_at(row, table::kSectionKey);
  out.student = clean_at(row, table::kStudentId);
  out.dropped = clean_at(row, table::kCourseStatus) == table::kDropped;
  need_dates(out, {table::kDateAdded, clean_at(row, table::kDateAdded)},
             {table::kDateDropped, clean_at(row, table::kDateDropped)},
             "an enrollment without section or student");
  return out;
}

}  // namespace crosswalk::eschoolplus
