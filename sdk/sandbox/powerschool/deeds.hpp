#pragma once

/// \file
/// What a registrar does, by hand, at /_sandbox/NAME:
///
///   rename_student  {"id", "first_name"?, "last_name"?}
///   transfer_student {"id", "school_id"}      another school; the places in sections stay
///   set_status      {"id", "enroll_status"}   0 active, -1 pre-registered, 2 gone, 3 graduated
///   enroll          {"section_id", "student_id", "entry_date"?}   answers {"id"}
///   unenroll        {"section_id", "student_id"}   marks the place dropped
///   drop_class      {"id"}   the section, its teachers and its students are gone
///   assign_teacher  {"section_id", "users_dcid", "is_lead"?}   a lead displaces the lead
///   dismiss_teacher {"section_id", "users_dcid"}
///
/// Ids are DCIDs.

#include <string_view>

#include "sandbox/powerschool/tables.hpp"

namespace crosswalk::sandbox::powerschool {

/// NotFound: there is no such deed, or no such record; InvalidArgument names a missing field.
/// On an error `state` is unchanged.
Result<Json> do_deed(State& state, std::string_view name, const Json& body);

}  // namespace crosswalk::sandbox::powerschool
