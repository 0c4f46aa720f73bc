#pragma once

/// \file
/// What a PowerSchool server holds: tables of records, each under its DCID. One list of their
/// fields serves checking, seeding and showing.
///
/// | collection | a row is | its own id (contract 4) |
/// |---|---|---|
/// | schools | SCHOOLS | `school_number` |
/// | terms | TERMS of one school | `inner_id` = TERMS.ID |
/// | courses | COURSES; `school_id` 0: the district's | |
/// | users | USERS, a person on staff | |
/// | school_staff | SCHOOLSTAFF, a person at a school | `inner_id` = SCHOOLSTAFF.ID |
/// | students | STUDENTS | `inner_id` = STUDENTS.ID |
/// | sections | SECTIONS | `inner_id` = SECTIONS.ID |
/// | section_teachers | SECTIONTEACHER | |
/// | enrollments | CC | |

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox::powerschool {

using Table = std::map<std::int64_t, Json>;  // by DCID, ascending

struct State {
  std::map<std::string, Table, std::less<>> tables;

  const Table& table(std::string_view name) const;
  /// Null when there is none.
  const Json* find(std::string_view table, std::int64_t id) const;
};

/// Every collection as an array of objects with "id".
Json dump(const State& state);

/// Adds the records of some collections, or replaces those with the same id. A record without id
/// gets the next one. BadData names the record that does not fit; then `state` is half filled:
/// work on a copy.
Result<void> load(State& state, const Json& records);

/// The value of a field: a text, or a number or flag as text; "" when it is not set.
std::string text_of_field(const Json& record, std::string_view field);
std::int64_t number_of_field(const Json& record, std::string_view field);
bool flag_of_field(const Json& record, std::string_view field);

}  // namespace crosswalk::sandbox::powerschool
