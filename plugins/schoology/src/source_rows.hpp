#pragma once

/// \file
/// Schoology's records as records of the roster model (docs/reference/model.md). Pure.

#include "decode.hpp"
#include "options.hpp"

#include "crosswalk/roster_record.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::schoology {

struct SourceOrgs;

/// A field that is a list of texts; empty when the record has none.
std::vector<std::string> list_of_texts(const Record& record, std::string_view field);

/// The id under which a source's record travels: Schoology's own, or its code. One without a code
/// is `schoology:` and its own id, which no code can be taken for.
/// Empty: codes are the ids, and Schoology hides this one's from the key.
std::optional<std::string> source_id(const Record& record, Options::SourceIds ids);

/// `parent`: empty for none.
RosterRecord org_row(const Record& record, const std::string& id, std::string_view type,
                     const std::string& parent);

/// `schoolYear` is that of the first day.
RosterRecord period_row(const Record& record);
/// Whether it begins in the school year; a refused one may.
bool in_school_year(const Record& period, std::int32_t school_year);

RosterRecord course_row(const Record& record, const Options& options, const SourceOrgs& orgs);

/// A section of the school year, and what else is to be known of it.
struct SourceSection {
  Record record;
  std::string course;               ///< the id of its course, of the source
  std::string org;                  ///< the org of its course
  std::vector<std::string> grades;  ///< those of its course
  std::vector<std::string> terms;   ///< its grading periods in the school year
};
RosterRecord class_row(const SourceSection& section, const Options& options);

/// Titles of roles by their ids.
using RoleTitles = std::map<std::string, std::string>;

/// A role of OneRoster by the title that Schoology shows, whatever its case and blanks ("Student",
/// "School Administrator"); another title as it is, for the mapping to name.
std::string role_of(std::string_view title);

RosterRecord user_row(const Record& record, const Options& options, const SourceOrgs& orgs,
                      const RoleTitles& roles, std::int32_t school_year);

/// A course administrator is its teacher, every other member a student: Schoology knows no more
/// (contract 6.9).
RosterRecord enrollment_row(const Record& record, const SourceSection& section,
                            const Options& options);

}  // namespace crosswalk::schoology
