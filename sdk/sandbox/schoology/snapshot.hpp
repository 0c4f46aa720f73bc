#pragma once

/// \file
/// A State as JSON and back: for /_sandbox/state, seeds and state files.
///
/// {"schools":[{"id","district","title",...}], "roles":[{"id","title","faculty","access"}],
///  "periods":[{"id","title","start","end"}],
///  "users":[{"id","school_uid","username","primary_email",
///  "role_id","building_id","name_first",...,"parents","advisors"}], "inactive":[...],
///  "courses":[{"id","course_code","building_id","title",...}],
///  "sections":[{"id","course_id","section_school_code","section_code","grading_periods","title",...}],
///  "enrollments":[{"id","section_id","uid","admin","status","school_uid","section_school_code"}],
///  "categories":[...], "assignments":[...], "grades":[...], "final_comments":[...],
///  "scales":[...], "mails":[...], "foreign_emails":[...], "verified_domains":[...], "bin":{...},
///  "counters":{...}}

#include "crosswalk/result.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

Json dump(const State& state);

/// Adds the records to the state. A record without id gets the next one; a section may name its
/// course by course_code, an enrollment its places by section_school_code and school_uid. Codes
/// must be free or belong to the same id. BadData names the record; then `state` is half filled:
/// work on a copy.
Result<void> load(State& state, const Json& records);

}  // namespace crosswalk::sandbox::schoology
