#pragma once

/// \file
/// Changes as Schoology's JSON. Only what the row gives is sent: a partial object changes only the
/// fields that it holds (contract 7). Pure.

#include "section_calls.hpp"

#include "crosswalk/changes.hpp"

#include <string>
#include <vector>

namespace crosswalk::schoology {

/// `{"title", "building_code"}` (contract 6.2).
std::string encode_building(const Changes& changes, std::uint32_t row);
/// `{"title", "start", "end"}`; the end is the last day (contract 6.4).
std::string encode_period(const Changes& changes, std::uint32_t row);

/// `{"courses": {"course": [...]}}`. A new one is `synced`: nobody edits its code in the web pages.
std::string encode_courses(const Changes& changes, const RowList& rows);
/// `{"sections": {"section": [...]}}`, under a course or with ids.
std::string encode_sections(const Changes& changes, const RowList& rows);
/// Courses that hold nothing but their code and their new sections.
std::string encode_nested_sections(const Changes& changes,
                                   const std::vector<CourseSections>& courses);

/// `{"users": {"user": [...]}}`. A new one is `synced`, and gets no login mail.
std::string encode_users(const Changes& changes, const RowList& rows);
/// `{"user": [...]}`, the one bulk body without an outer wrapper (contract 6.5).
std::string encode_reactivations(const Changes& changes, const RowList& rows);

/// `{"enrollments": {"enrollment": [...]}}` for the import by codes (contract 6.9).
std::string encode_enrollment_import(const Changes& changes, const RowList& rows);
/// The same for `POST enrollments`, by ids.
/// \param status  1 active, 5 archived
std::string encode_enrollments(const Changes& changes, const RowList& rows, int status);

}  // namespace crosswalk::schoology
