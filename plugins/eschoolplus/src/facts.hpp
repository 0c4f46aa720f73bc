#pragma once

/// \file
/// What eSchoolPlus knows, whatever binding it came through. Texts are trimmed; the product pads
/// its codes with blanks. `refused` says why a row cannot be used.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::eschoolplus {

struct Building {
  std::string number;
  std::string name;
  std::string state_code;
  bool has_calendar = false;  ///< a building without one is no working school
  bool out_of_district = false;
  bool transfer = false;
  std::string refused;
};

/// Of one track of students.
struct TrackDates {
  std::string track;
  std::int64_t start = 0;  ///< days since 1970
  std::int64_t last = 0;   ///< the last day, inclusive
};

struct MarkingPeriod {
  std::string building;
  std::string school_year;
  std::string code;
  std::string title;
  std::string duration;  ///< Q, S, ...
  std::vector<TrackDates> dates;
  std::string refused;
};

struct GradeLevel {
  std::string code;
  std::int64_t order = 0;
};

struct Student {
  std::string id;
  std::string first_name;
  std::string middle_name;
  std::string last_name;
  std::string nickname;
  std::string building;
  std::string grade;
  std::string track;
  std::string email;
  std::string login;
  std::string state_id;
  std::string refused;
};

struct StaffPlace {
  std::string building;
  bool teacher = false;
  bool counselor = false;
  bool primary = false;
};

struct Staff {
  std::string id;
  std::string first_name;
  std::string last_name;
  std::string email;
  std::string login;
  std::string state_id;
  std::vector<StaffPlace> places;  ///< active ones only
  std::string refused;
};

struct Guardian {
  std::string id;
  std::string first_name;
  std::string last_name;
  std::string email;
  std::string login;
  std::string refused;
};

/// A guardian of a student.
struct Contact {
  std::string student;
  std::string guardian;
};

struct Course {
  std::string building;
  std::string code;
  std::string title;
  std::string department;
  std::vector<std::string> grades;  ///< one by one; empty: from the lowest to the highest
  std::string lowest_grade;
  std::string highest_grade;
  bool active = true;
  bool graded = true;  ///< receives marks and is no study hall
  std::string refused;
};

struct CourseSession {
  std::int64_t number = 0;
  std::vector<std::string> periods;
  std::string room;
  std::string primary_staff;
  std::vector<std::string> other_staff;
  bool graded = true;
  std::vector<std::string> marking_periods;
};

struct Section {
  std::string key;
  std::string school_year;
  bool summer = false;
  std::string building;
  std::string course;
  std::string number;
  std::string title;
  std::vector<CourseSession> sessions;  ///< in the order of their numbers
  std::string refused;
};

struct Enrollment {
  std::string section;
  std::string student;
  bool dropped = false;                ///< by the status of the course
  std::int64_t added = 0;              ///< days since 1970
  std::optional<std::int64_t> leaves;  ///< the first day without it
  std::string refused;
};

/// A list, and when it was true.
template <class Row>
struct Listed {
  std::vector<Row> rows;
  bool complete = true;
  std::optional<std::int64_t> as_of;  ///< days since 1970, in the district's own time
};

struct Info {
  std::string version;      ///< as it was sent
  std::string maintenance;  ///< why the service is closed; empty: it is open
};

}  // namespace crosswalk::eschoolplus
