#pragma once

/// \file
/// The rules of a section (contract 6.8), shared by courses with nested sections and the section
/// resources.

#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {

/// One row of a section create: makes it in the course, or with `update` changes the one that has
/// its section_school_code, else its section_code and periods.
Result<Section> post_section(Call& call, Id course, const Json& row, bool update);

/// Changes an existing section by the keys of the row.
Result<Section> change_section(Call& call, Id section, const Json& row);

/// A good bulk row: response_code, id, location, codes, synced, grading_periods.
Json section_row(const Call& call, const Section& section);

/// The object of 6.8. `fresh`: as the reply to a create shows it.
Json section_json(const Call& call, const Section& section, bool fresh);

/// Five letters, a dash, five letters: made from the section's id, the same every time.
std::string access_code(Id section);

}  // namespace crosswalk::sandbox::schoology
