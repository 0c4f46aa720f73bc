#pragma once

/// \file
/// Which buildings, terms, courses and sections a roster holds, and what they are called. Pure.

#include "facts.hpp"
#include "options.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::eschoolplus {

/// Building and code.
using CourseKey = std::pair<std::string, std::string>;

/// What the records of one reading refer to.
struct Scope {
  std::set<std::string> buildings;
  std::set<CourseKey> courses;
};

/// Working schools of this district, unless all are wanted (contract 5.1).
bool is_offered(const Building& building, const Options& options);
/// Active, and receiving marks unless all are wanted (contract 5.7).
bool is_offered(const Course& course, const Options& options);
/// Of a building and a course in scope, and of the summer school or not as the options say.
bool is_offered(const Section& section, const Scope& scope, const Options& options);

std::set<std::string> offered_buildings(const std::vector<Building>& buildings,
                                        const Options& options);

/// The track that most active students of each building are on (contract 5.2); of equals the first
/// by its name.
std::map<std::string, std::string> main_tracks(const std::vector<Student>& students);
/// Whether some period's dates depend on the track.
bool needs_tracks(const std::vector<MarkingPeriod>& periods);

/// The classes that a section is: one, or one for each session that receives marks (contract 5.8).
struct SectionClass {
  std::string id;
  std::vector<const CourseSession*> sessions;  ///< the one with the gradebook first
};
std::vector<SectionClass> classes_of(const Section& section, const Options& options);

/// Grade levels from the lowest to the highest, by their order.
std::vector<std::string> grade_range(const std::string& lowest, const std::string& highest,
                                     const std::vector<GradeLevel>& levels);

// Ids (contract 10).
std::string org_id(const std::string& building, const Options& options);
std::string session_id(const std::string& building, const std::string& year,
                       const std::string& period);
std::string course_id(const std::string& building, const std::string& code);

}  // namespace crosswalk::eschoolplus
