#include "sandbox/schoology/resources/routes.hpp"

namespace crosswalk::sandbox::schoology {

std::vector<Route> all_routes() {
  std::vector<Route> all;
  for (const auto& routes : {school_routes()}) {
    all.insert(all.end(), routes.begin(), routes.end());
  }
  return all;
}

}  // namespace crosswalk::sandbox::schoology
