#pragma once

/// \file
/// Facts of eSchoolPlus as records of the roster model (contract 10). Pure.

#include "facts.hpp"
#include "options.hpp"
#include "places.hpp"

#include "crosswalk/roster_record.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace crosswalk::eschoolplus {

RosterRecord org_record(const Building& building, const Options& options);
/// \param track  whose dates count; the others stand in the metadata
RosterRecord session_record(const MarkingPeriod& period, const std::string& track);
RosterRecord course_record(const Course& course, const std::vector<GradeLevel>& levels,
                           const Options& options);
RosterRecord class_record(const Section& section, const SectionClass& clazz,
                          const Options& options);
/// \param guardians  of this student
RosterRecord student_record(const Student& student, const std::vector<std::string>& guardians,
                            const Options& options);
RosterRecord staff_record(const Staff& staff, const Options& options);
/// \param buildings  of the guardian's students
RosterRecord guardian_record(const Guardian& guardian, const std::set<std::string>& buildings,
                             const Options& options);

/// The teachers of a class: the primary one of each session, and the others if they are wanted.
std::vector<RosterRecord> teacher_records(const Section& section, const SectionClass& clazz,
                                          const Options& options);

/// One enrollment for each student and section, out of all date ranges (contract 5.9): those that
/// are active today. Rows that cannot be read stay out; `complete` becomes false for them.
struct ActiveEnrollment {
  std::string section;
  std::string student;
  std::int64_t begin = 0;
  std::optional<std::int64_t> end;  ///< the first day without it
};
std::vector<ActiveEnrollment> active_enrollments(const std::vector<Enrollment>& rows,
                                                 std::int64_t today, std::int64_t lead_days,
                                                 bool& complete);

RosterRecord enrollment_record(const ActiveEnrollment& enrollment, const Section& section,
                               const SectionClass& clazz, const Options& options);

}  // namespace crosswalk::eschoolplus
