#pragma once

/// \file
/// A district out of a folder of OneRoster 1.1 CSV files.

#include <filesystem>

#include "crosswalk/result.hpp"
#include "sandbox/district/district.hpp"

namespace crosswalk::sandbox {

/// Reads orgs, academicSessions, courses, classes, users, enrollments and, where it is there,
/// demographics. Rows to be deleted are passed over; columns are found by name. The files must be
/// whole: this is for districts made for tests, not for exports of unknown quality.
/// \error NotFound  a file is missing. BadData  names the file, and the record that refers to
/// nothing
Result<District> district_from_files(const std::filesystem::path& folder);

}  // namespace crosswalk::sandbox
