#pragma once

/// \file
/// The resources of section 6, one file each: every function lists its routes.

#include <vector>

#include "sandbox/schoology/router.hpp"

namespace crosswalk::sandbox::schoology {

std::vector<Route> school_routes();
std::vector<Route> grading_period_routes();
std::vector<Route> user_read_routes();
std::vector<Route> user_write_routes();
std::vector<Route> csv_export_routes();
std::vector<Route> association_routes();
std::vector<Route> course_routes();
std::vector<Route> section_read_routes();
std::vector<Route> section_write_routes();
std::vector<Route> enrollment_routes();
std::vector<Route> enrollment_import_routes();
std::vector<Route> grading_category_routes();
std::vector<Route> assignment_routes();
std::vector<Route> grade_read_routes();
std::vector<Route> grade_write_routes();
std::vector<Route> small_list_routes();
std::vector<Route> multiget_routes();

/// All of them, in the order they are tried.
std::vector<Route> all_routes();

}  // namespace crosswalk::sandbox::schoology
