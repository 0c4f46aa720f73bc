#pragma once

/// \file
/// What people do in Schoology's web pages, by hand: deeds under POST /_sandbox/NAME.
///
///   enroll           {"section_id"|"section_school_code", "uid"|"school_uid", "admin", "status"}
///   unenroll         the same two names, or {"id"}
///   deactivate       {"uid"|"school_uid", "keep_enrollments"}
///   restore_deleted  {"kind": course|section|enrollment|assignment, "id"}
///   grade            {"section_id", "enrollment_id", "assignment_id", "grade", "exception",
///   "comment"}

#include <string_view>

#include "crosswalk/result.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

/// Does it and tells the ids it touched. NotFound: no such deed or thing; InvalidArgument: a name
/// is missing.
Result<Json> do_deed(State& state, std::string_view name, const Json& body, std::int64_t now_s);

}  // namespace crosswalk::sandbox::schoology
