#pragma once

/// \file
/// What PowerSchool holds, in one form for both ways of reading. All ids are DCIDs (contract 4),
/// except where a name says otherwise; the id spaces never mix.

#include "crosswalk/record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::powerschool {

/// Records that were read, and whether they are all there are.
template <class T>
struct Listing {
  std::vector<T> items;
  bool complete = true;
};

/// `fault` in each: not empty when the record breaks its contract.
struct School {
  std::string id;
  std::string number;  ///< SCHOOL_NUMBER, which tables call SCHOOLID
  std::string name;
  std::string fault;
};

struct Term {
  std::string id;
  std::string school;
  std::int64_t start_year = 0;
  std::int64_t portion = 0;  ///< 1 the year, 2 a semester, 4 a quarter
  std::optional<Date> first_day;
  std::optional<Date> last_day;  ///< inclusive
  std::string abbreviation;
  std::string name;
  std::string fault;
};

struct Course {
  std::string id;
  std::string number;
  std::string name;
  std::string fault;
};

struct Section {
  std::string id;
  std::string school;
  std::string course;
  std::string term;
  std::string number;
  std::string expression;
  std::string lead_staff;  ///< SCHOOLSTAFF.DCID of the lead teacher; empty: none
  std::string fault;
};

/// What somebody on staff is at one school.
struct Post {
  std::string school;
  std::int64_t type = 0;  ///< 1 teacher, 2 staff, 0 not said
};

/// Somebody on staff, over all schools.
struct Staff {
  std::string users_dcid;
  std::string number;
  std::string username;
  std::string email;
  std::string first_name;
  std::string middle_name;
  std::string last_name;
  std::vector<Post> posts;
};

struct Student {
  std::string id;
  std::string school;
  std::string number;
  std::string username;
  std::string email;
  std::string first_name;
  std::string middle_name;
  std::string last_name;
  std::optional<std::int64_t> grade_level;
  std::string fault;
};

/// A student in a section.
struct Seat {
  std::string id;
  std::string section;
  std::string student;
  std::optional<Date> entry;
  std::optional<Date> exit;  ///< the day after the last one
  bool dropped = false;
  std::string fault;
};

/// A teacher of a section.
struct Teaching {
  std::string section;
  std::string users_dcid;
  bool lead = false;
  std::optional<Date> begin;
  std::optional<Date> end;
  std::string fault;
};

}  // namespace crosswalk::powerschool
