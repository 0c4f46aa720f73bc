#pragma once

/// \file
/// From PowerSchool's records to rows of the model. The sourcedIds are the same in both modes, so
/// that a change of mode changes nobody's identity (contract 12.5):
///
/// | org | SCHOOLS.DCID | user | `U` + USERS.DCID, `S` + STUDENTS.DCID |
/// | academicSession | TERMS.DCID | enrollment | CC.DCID, `T` + section + `-` + USERS.DCID |
/// | course | COURSES.DCID | class | SECTIONS.DCID |

#include "roster.hpp"

#include "crosswalk/roster_record.hpp"

#include <vector>

namespace crosswalk::powerschool {

RosterRecord to_row(const School& school);
/// All terms of one year: parents are found among them, school by school.
std::vector<RosterRecord> to_rows(const std::vector<Term>& terms);
RosterRecord to_row(const Course& course);
/// `course`: the section's own, for its number; null when it could not be found.
RosterRecord to_row(const Section& section, const Course* course);
RosterRecord to_row(const Staff& staff);
RosterRecord to_row(const Student& student);
RosterRecord to_row(const Seat& seat);
RosterRecord to_row(const Teaching& teaching);

/// Grade levels in the model's words: 0 is KG, below it PK, 1 to 12 two digits; else none.
std::string grade_word(std::int64_t level);

}  // namespace crosswalk::powerschool
