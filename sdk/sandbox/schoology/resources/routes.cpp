#include "sandbox/schoology/resources/routes.hpp"

namespace crosswalk::sandbox::schoology {

std::vector<Route> all_routes() {
  std::vector<Route> all;
  for (const auto& routes :
       {school_routes(), grading_period_routes(), user_read_routes(), user_write_routes(),
        csv_export_routes(), association_routes(), course_routes(), section_read_routes(),
        section_write_routes(), enrollment_routes(), enrollment_import_routes(),
        grading_category_routes(), assignment_routes(), grade_read_routes(), grade_write_routes(),
        small_list_routes(), multiget_routes()}) {
    all.insert(all.end(), routes.begin(), routes.end());
  }
  return all;
}

}  // namespace crosswalk::sandbox::schoology
