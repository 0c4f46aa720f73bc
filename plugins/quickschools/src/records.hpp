#pragma once

/// \file
/// QuickSchools' values as records of the roster model (contract 8). Pure.

#include "decode.hpp"
#include "options.hpp"

#include "crosswalk/roster_record.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::quickschools {

/// Grade levels by their id.
using GradeLevels = std::map<std::string, GradeLevel>;

RosterRecord org_record(const Options& options);
RosterRecord session_record(const Semester& semester);
/// \param taken  whether the other kind of person has the same id: then neither can be told apart
RosterRecord user_record(const Person& person, std::string_view role, const Options& options,
                         bool taken);
RosterRecord class_record(const Section& section, const GradeLevels& levels,
                          const Options& options);

/// QuickSchools has no courses: sections of one name in one grade level are one course, or every
/// section is its own (Options::course_per_section).
std::string course_id(const Section& section, const Options& options);
/// Each course once, in the order of their ids.
std::vector<RosterRecord> course_records(const std::vector<Section>& sections,
                                         const GradeLevels& levels, const Options& options);

RosterRecord student_enrollment(std::string_view section, std::string_view student,
                                const Options& options);
/// The first teacher of a section is its primary one.
std::vector<RosterRecord> teacher_enrollments(const Section& section, const Options& options);

/// The semesters that a roster holds.
std::vector<Semester> in_scope(const std::vector<Semester>& all, Options::Semesters which);

}  // namespace crosswalk::quickschools
