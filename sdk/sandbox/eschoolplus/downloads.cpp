#include "sandbox/eschoolplus/downloads.hpp"

#include <initializer_list>
#include <string_view>
#include <utility>

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox::eschoolplus {
namespace {

constexpr std::string_view kEnd = "#!#\r\n";

std::string plain(const Json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "Y" : "N";
  return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

std::string plain(const Json& row, const char* key) { return plain(row.value(key, Json())); }

/// "2026-08-03" as "08/03/2026", or as "8/3/2026".
std::string day(const Json& row, const char* key, DateForm form) {
  const std::string iso = plain(row, key);
  if (iso.size() != 10) return iso;
  const auto part = [&](std::size_t at) {
    const bool zero = form == DateForm::Short && iso[at] == '0';
    return zero ? iso.substr(at + 1, 1) : iso.substr(at, 2);
  };
  return part(5) + "/" + part(8) + "/" + iso.substr(0, 4);
}

/// One table being written.
class Download {
 public:
  explicit Download(std::string_view columns)
      : text_(std::string(columns) + "|" + std::string(kEnd)) {}
  void row(std::initializer_list<std::string> values) {
    for (const std::string& value : values) text_ += value + "|";
    text_ += kEnd;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

using Texts = std::map<std::string, std::string>;

void add_places(const Collections& rows, DateForm form, Texts& out) {
  Download buildings(
      "DISTRICT|BUILDING|NAME|ABBREVIATION|CALENDAR|BUILDING_TYPE|STATE_CODE_EQUIV|OUT_OF_DISTRICT|"
      "TRANSFER_BUILDING");
  for (const Json& b : rows.rows("buildings")) {
    buildings.row({"4102", plain(b, "building"), plain(b, "name"), plain(b, "abbreviation"),
                   plain(b, "defaultCalendar"), plain(b, "buildingType"), plain(b, "stateCode"),
                   plain(b, "outOfDistrict"), plain(b, "transferBuilding")});
  }
  out["reg_building.csv"] = buildings.take();
  Download weeks("BUILDING|SCHOOL_YEAR|MARKING_PERIOD|MP_ORDER|DESCRIPTION|TERM");
  Download dates("BUILDING|SCHOOL_YEAR|MARKING_PERIOD|TRACK|START_DATE|END_DATE");
  for (const Json& p : rows.rows("marking_periods")) {
    weeks.row({plain(p, "building"), plain(p, "schoolYear"), plain(p, "markingPeriod"),
               plain(p, "order"), plain(p, "description"), plain(p, "term")});
    for (const Json& d : p.at("dates")) {
      dates.row({plain(p, "building"), plain(p, "schoolYear"), plain(p, "markingPeriod"),
                 plain(d, "track"), day(d, "startDate", form), day(d, "endDate", form)});
    }
  }
  out["reg_mp_weeks.csv"] = weeks.take();
  out["reg_mp_dates.csv"] = dates.take();
  Download grades("CODE|DESCRIPTION|GRADE_ORDER|NEXT_GRADE|ACTIVE");
  for (const Json& g : rows.rows("grade_levels")) {
    grades.row({plain(g, "code"), plain(g, "description"), plain(g, "order"), plain(g, "nextGrade"),
                plain(g, "active")});
  }
  out["reg_grade.csv"] = grades.take();
}

void add_students(const Collections& rows, DateForm form, Texts& out) {
  Download students(
      "STUDENT_ID|FIRST_NAME|MIDDLE_NAME|LAST_NAME|BUILDING|GRADE|GENDER|BIRTHDATE|CURRENT_STATUS|"
      "TRACK|CALENDAR");
  Download personal("STUDENT_ID|STATE_REPORT_ID");
  Download links("STUDENT_ID|CONTACT_ID|CONTACT_TYPE|CONTACT_PRIORITY|RELATION_CODE|WEB_ACCESS");
  Download contacts("CONTACT_ID|FIRST_NAME|LAST_NAME|EMAIL|LOGIN_ID");
  for (const Json& s : rows.rows("students")) {
    const std::string id = plain(s, "studentId");
    students.row({id, plain(s, "firstName"), plain(s, "middleName"), plain(s, "lastName"),
                  plain(s, "building"), plain(s, "grade"), plain(s, "gender"),
                  day(s, "birthDate", form), plain(s, "status"), plain(s, "track"),
                  plain(s, "calendar")});
    personal.row({id, plain(s, "stateId")});
    // E-mail and login stand on the mailing contact (contract 1.3).
    links.row({id, "7" + id, "M", "0", "", "N"});
    contacts.row({"7" + id, plain(s, "firstName"), plain(s, "lastName"), plain(s, "email"),
                  plain(s, "loginId")});
  }
  for (const Json& c : rows.rows("student_contacts")) {
    links.row({plain(c, "studentId"), plain(c, "contactId"), plain(c, "contactType"),
               plain(c, "priority"), plain(c, "relation"), plain(c, "webAccess")});
  }
  for (const Json& g : rows.rows("guardians")) {
    contacts.row({plain(g, "contactId"), plain(g, "firstName"), plain(g, "lastName"),
                  plain(g, "email"), plain(g, "loginId")});
  }
  out["reg.csv"] = students.take();
  out["reg_personal.csv"] = personal.take();
  out["reg_stu_contact.csv"] = links.take();
  out["reg_contact.csv"] = contacts.take();
}

void add_staff(const Collections& rows, Texts& out) {
  Download staff("STAFF_ID|FIRST_NAME|LAST_NAME|EMAIL|ESP_LOGIN_ID|STAFF_STATE_ID");
  Download places("STAFF_ID|BUILDING|IS_TEACHER|ACTIVE|IS_PRIMARY_BLDG");
  for (const Json& s : rows.rows("staff")) {
    staff.row({plain(s, "staffId"), plain(s, "firstName"), plain(s, "lastName"), plain(s, "email"),
               plain(s, "loginId"), plain(s, "stateId")});
    for (const Json& b : s.at("buildings")) {
      places.row({plain(s, "staffId"), plain(b, "building"), plain(b, "isTeacher"),
                  plain(b, "active"), plain(b, "isPrimary")});
    }
  }
  out["reg_staff.csv"] = staff.take();
  out["reg_staff_bldgs.csv"] = places.take();
}

void add_courses(const Collections& rows, Texts& out) {
  Download courses(
      "BUILDING|COURSE|DESCRIPTION|LONG_DESCRIPTION|DEPARTMENT|ACTIVE_STATUS|STUDY_HALL|"
      "RECEIVE_MARK");
  for (const Json& c : rows.rows("courses")) {
    courses.row({plain(c, "building"), plain(c, "course"), plain(c, "description"),
                 plain(c, "longDescription"), plain(c, "department"), plain(c, "active"),
                 plain(c, "studyHall"), plain(c, "receiveMark")});
  }
  out["schd_course.csv"] = courses.take();
}

void add_sections(const Collections& rows, Texts& out) {
  Download sections(
      "SECTION_KEY|SCHOOL_YEAR|SUMMER_SCHOOL|BUILDING|COURSE|COURSE_SECTION|DESCRIPTION");
  Download sessions(
      "SECTION_KEY|COURSE_SESSION|PRIMARY_STAFF_ID|START_PERIOD|ROOM_ID|RECEIVE_MARK");
  Download periods("SECTION_KEY|COURSE_SESSION|MARKING_PERIOD");
  Download staff("SECTION_KEY|COURSE_SESSION|STAFF_ID");
  for (const Json& s : rows.rows("sections")) {
    const std::string key = plain(s, "sectionKey");
    sections.row({key, plain(s, "schoolYear"), plain(s, "summerSchool"), plain(s, "building"),
                  plain(s, "course"), plain(s, "sectionNumber"), plain(s, "description")});
    for (const Json& one : s.at("sessions")) {
      const std::string number = plain(one, "session");
      sessions.row({key, number, plain(one, "primaryStaffId"), plain(one, "startPeriod"),
                    plain(one, "room"), plain(one, "receiveMark")});
      for (const Json& period : one.value("markingPeriods", Json::array())) {
        periods.row({key, number, plain(period)});
      }
      for (const Json& who : one.value("additionalStaffIds", Json::array())) {
        staff.row({key, number, plain(who)});
      }
    }
  }
  out["schd_ms.csv"] = sections.take();
  out["schd_ms_session.csv"] = sessions.take();
  out["schd_ms_mp.csv"] = periods.take();
  out["schd_ms_staff.csv"] = staff.take();
}

void add_enrollments(const Collections& rows, DateForm form, Texts& out) {
  Download seats("STUDENT_ID|SECTION_KEY|COURSE_STATUS|MODELED");
  Download dates("STUDENT_ID|SECTION_KEY|DATE_RANGE_KEY|DATE_ADDED|DATE_DROPPED");
  Download periods("STUDENT_ID|SECTION_KEY|MARKING_PERIOD");
  for (const Json& e : rows.rows("enrollments")) {
    const std::string student = plain(e, "studentId");
    const std::string key = plain(e, "sectionKey");
    // One seat of a student in a section, with one or more ranges of dates.
    if (plain(e, "dateRangeKey") == "1") seats.row({student, key, plain(e, "courseStatus"), "N"});
    dates.row({student, key, plain(e, "dateRangeKey"), day(e, "dateAdded", form),
               day(e, "dateDropped", form)});
    for (const Json& period : e.at("markingPeriods")) periods.row({student, key, plain(period)});
  }
  out["schd_stu_course.csv"] = seats.take();
  out["schd_stu_crs_dates.csv"] = dates.take();
  out["schd_stu_conf_mp.csv"] = periods.take();
}

}  // namespace

std::map<std::string, std::string> download_files(const Collections& rows, DateForm form) {
  Texts out;
  add_places(rows, form, out);
  add_students(rows, form, out);
  add_staff(rows, out);
  add_courses(rows, out);
  add_sections(rows, out);
  add_enrollments(rows, form, out);
  return out;
}

}  // namespace crosswalk::sandbox::eschoolplus
