#pragma once

/// \file
/// Records as /ws/v1 shows them (contract 5), before from_xml(). Values that are not set are left
/// out; blocks that are not set are empty objects.

#include <set>
#include <string>

#include "sandbox/powerschool/tables.hpp"

namespace crosswalk::sandbox::powerschool {

/// Names after `expansions=`.
using Expansions = std::set<std::string, std::less<>>;

Json v1_school(const State& state, const Json& school, const Expansions& expansions);
Json v1_term(const State& state, const Json& term, const Expansions& expansions);
Json v1_course(const State& state, const Json& course, const Expansions& expansions);
Json v1_section(const State& state, const Json& section, const Expansions& expansions);
Json v1_student(const State& state, const Json& student, const Expansions& expansions);
/// Of a row of school_staff.
Json v1_staff(const State& state, const Json& post, const Expansions& expansions);
Json v1_seat(const State& state, const Json& seat, const Expansions& expansions);

/// A for 0, P for -1, T, G, H for 2, 3, 4, else I.
std::string enroll_status_letter(std::int64_t code);
/// The section's lead teacher as a row of school_staff; 0: it has none.
std::int64_t lead_of_section(const State& state, std::int64_t section);

}  // namespace crosswalk::sandbox::powerschool
