#pragma once

/// \file
/// QuickSchools read back as a destination: what a plan looks for before it creates or links.

#include "client.hpp"
#include "decode.hpp"
#include "options.hpp"

#include "crosswalk/adapter.hpp"
#include "crosswalk/record.hpp"

#include <memory>
#include <string>
#include <vector>

namespace crosswalk::quickschools {

/// What new sections are created in, and what is in it already.
struct ActiveSemester {
  Semester semester;
  std::vector<Section> sections;
};
/// \error BadData  no semester is active, or the list of its sections changed while it was read
/// \error as Client::get()
Result<ActiveSemester> read_active_semester(const Client& client);

/// One section with its teachers, of any semester.
/// \error NotFound  it is gone
/// \error BadData   the answer is another, or says nothing of teachers: they could not be kept
Result<Section> read_section(const Client& client, const std::string& section);

/// An entity in full, or the catalogs `role` and `gradeLevel`. Enrollments are those of one section
/// (the partition).
/// \error Unsupported  another entity or mode
Result<std::unique_ptr<Stream>> open_back(const Client& client, const Options& options,
                                          const ReadRequest& request);

/// Grade levels by a title each: the code, `07` for a 7, where it is one level's own; else the
/// name. As the model writes levels, so that most need no mapping. Pure.
std::vector<Record> grade_level_catalog(const std::vector<GradeLevel>& levels);

}  // namespace crosswalk::quickschools
