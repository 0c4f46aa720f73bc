#pragma once

/// \file
/// One invented district as every played system is filled from it: the same people, classes and
/// dates, whatever a system calls them. OneRoster 1.2's words.

#include <cstdint>
#include <string>
#include <vector>

namespace crosswalk::sandbox {

/// Every record has a `sourced_id`, unique within its kind, and a `number`, 1, 2, 3 and so on
/// within its kind: systems that keep numeric ids derive them from it.
struct School {
  std::string sourced_id;
  std::int64_t number = 0;
  std::string name;
  std::string identifier;  ///< the school's number or code, as people know it
};

struct AcademicSession {
  std::string sourced_id;
  std::int64_t number = 0;
  std::string title;
  std::string type;         ///< schoolYear, semester, term or gradingPeriod
  std::string start_date;   ///< YYYY-MM-DD, inclusive
  std::string end_date;     ///< YYYY-MM-DD, exclusive, as OneRoster counts
  std::string parent;       ///< sourced_id; empty: none
  std::string school_year;  ///< the year it ends in, "2027"
};

/// The day before its exclusive end, as most systems count; the text as it is when it is no date.
std::string last_day(const AcademicSession& session);

struct Course {
  std::string sourced_id;
  std::int64_t number = 0;
  std::string title;
  std::string code;
  std::string school;  ///< sourced_id of a School; empty: the district's
  std::vector<std::string> grades;
  std::vector<std::string> subjects;
};

struct Class {
  std::string sourced_id;
  std::int64_t number = 0;
  std::string title;
  std::string code;                ///< unique within its school
  std::string type = "scheduled";  ///< or homeroom
  std::string course;
  std::string school;
  std::vector<std::string> terms;  ///< sourced_ids of academic sessions
  std::vector<std::string> periods;
  std::string location;
};

struct User {
  std::string sourced_id;
  std::int64_t number = 0;  ///< over students and staff together
  std::string role;         ///< student, teacher or administrator
  std::string given_name;
  std::string middle_name;
  std::string family_name;
  std::string username;
  std::string email;
  std::string identifier;  ///< student or staff number, digits
  std::string birth_date;  ///< YYYY-MM-DD; empty for staff
  std::string sex;         ///< male or female; empty: not given
  std::string school;      ///< the primary one
  std::vector<std::string> other_schools;
  std::vector<std::string> grades;
  bool enabled = true;
};

struct Enrollment {
  std::string sourced_id;
  std::int64_t number = 0;
  std::string clazz;
  std::string user;
  std::string school;
  std::string role;  ///< student or teacher
  bool primary = false;
  std::string begin_date;  ///< YYYY-MM-DD; empty: the class's
  std::string end_date;
};

struct District {
  std::string sourced_id = "district";
  std::string name = "Cedar Valley Schools";
  std::vector<School> schools;
  std::vector<AcademicSession> sessions;
  std::vector<Course> courses;
  std::vector<Class> classes;
  std::vector<User> users;
  std::vector<Enrollment> enrollments;
};

}  // namespace crosswalk::sandbox
